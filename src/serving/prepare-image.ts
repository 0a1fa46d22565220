/**
 * A drawing or photograph of one thing in the form of a data set's images: grey, light on dark, the ink fitted into a box and moved to the middle, as
 * LeCun, Cortes and Burges did with MNIST and Xiao, Rasul and Vollgraf with Fashion-MNIST.
 */
import type { ImagePreparation } from '../datasets/index.ts';
import { type ColourPixels, decodeColour, resizeGrey } from '../formats/image.ts';

/** Sides of the picture that is looked at; larger ones are made smaller first, so that no picture takes long. */
const LOOKED_AT = 280;
/** Of 255: what is fainter than this is no ink but noise of paper or of JPEG. */
const FAINTEST = 26;
/** Of the box: an image of the right size whose ink is as large as this, and nearly in the middle, is in the form already. */
const LEAST_FILLED = 0.85;
const NEARLY = 1.5;

interface Grey {
  pixels: Uint8Array;
  width: number;
  height: number;
}

interface Ink {
  left: number;
  top: number;
  width: number;
  height: number;
  /** of its mass, in pixels from the corner of the image */
  centre: { x: number; y: number };
}

/** Bytes of pixels, [height, width]. Throws ImageProblem. An image without ink becomes black. */
export async function prepareImage(bytes: Uint8Array, { box, centre }: ImagePreparation, { height, width }: { height: number; width: number }): Promise<Uint8Array> {
  const picture = lightOnDark(overItsOpposite(await decodeColour(bytes, Math.max(LOOKED_AT, height, width))));
  const ink = inkOf(picture);
  if (ink === null) return new Uint8Array(height * width);
  if (picture.width === width && picture.height === height && isPrepared(ink, box, { height, width })) return picture.pixels;
  const scale = box / Math.max(ink.width, ink.height);
  const small = { width: Math.max(1, Math.round(ink.width * scale)), height: Math.max(1, Math.round(ink.height * scale)) };
  const fitted = { pixels: await resizeGrey(cut(picture, ink), ink, small), ...small };
  const middle = centre === 'mass' ? inkOf(fitted)?.centre : undefined;
  return placed(fitted, { x: middle?.x ?? small.width / 2, y: middle?.y ?? small.height / 2 }, { height, width });
}

/** What is transparent gets the ground on which the rest can be seen: a black pen on nothing is no black square. */
function overItsOpposite({ pixels, width, height }: ColourPixels): Grey {
  const grey = new Uint8Array(width * height);
  let [mass, weight] = [0, 0];
  for (let i = 0; i < grey.length; i++) {
    grey[i] = Math.round(0.299 * pixels[4 * i] + 0.587 * pixels[4 * i + 1] + 0.114 * pixels[4 * i + 2]);
    mass += grey[i] * pixels[4 * i + 3];
    weight += pixels[4 * i + 3];
  }
  const ground = mass < 127.5 * weight ? 255 : 0;
  if (weight < 255 * grey.length) for (let i = 0; i < grey.length; i++) grey[i] = Math.round((grey[i] * pixels[4 * i + 3] + ground * (255 - pixels[4 * i + 3])) / 255);
  return { pixels: grey, width, height };
}

/** The ground, which is what most of the edge shows, becomes 0 and the strongest ink 255. What is light on black already stays as it is. */
function lightOnDark({ pixels, width, height }: Grey): Grey {
  const edge: number[] = [];
  for (let x = 0; x < width; x++) edge.push(pixels[x], pixels[(height - 1) * width + x]);
  for (let y = 0; y < height; y++) edge.push(pixels[y * width], pixels[y * width + width - 1]);
  const middle = edge.sort((a, b) => a - b)[edge.length >> 1];
  const sign = middle > 127 ? -1 : 1;
  let strongest = 0;
  for (const value of pixels) strongest = Math.max(strongest, sign * (value - middle));
  if (strongest < FAINTEST) return { width, height, pixels: new Uint8Array(pixels.length) };
  if (middle === 0 && strongest > 127) return { pixels, width, height };
  return { width, height, pixels: pixels.map((value) => Math.max(0, Math.round((255 * sign * (value - middle)) / strongest))) };
}

function inkOf({ pixels, width, height }: Grey): Ink | null {
  let [left, right, top, bottom] = [width, -1, height, -1];
  let [mass, x, y] = [0, 0, 0];
  for (let row = 0, i = 0; row < height; row++) {
    for (let column = 0; column < width; column++, i++) {
      const value = pixels[i];
      if (value < FAINTEST) continue;
      if (column < left) left = column;
      if (column > right) right = column;
      if (row < top) top = row;
      bottom = row;
      mass += value;
      x += value * (column + 0.5);
      y += value * (row + 0.5);
    }
  }
  return right < 0 ? null : { left, top, width: right - left + 1, height: bottom - top + 1, centre: { x: x / mass, y: y / mass } };
}

function isPrepared({ width: wide, height: high, left, top, centre }: Ink, box: number, { height, width }: { height: number; width: number }): boolean {
  const longest = Math.max(wide, high);
  const near = (x: number, y: number): boolean => Math.abs(x - width / 2) <= NEARLY && Math.abs(y - height / 2) <= NEARLY;
  return longest <= box + 1 && longest >= LEAST_FILLED * box && (near(centre.x, centre.y) || near(left + wide / 2, top + high / 2));
}

function cut({ pixels, width: whole }: Grey, { left, top, width, height }: Ink): Uint8Array {
  const part = new Uint8Array(width * height);
  for (let row = 0; row < height; row++) part.set(pixels.subarray((top + row) * whole + left, (top + row) * whole + left + width), row * width);
  return part;
}

/** On a black image, `middle` in its middle as far as nothing is pushed over the edge. */
function placed({ pixels, width: wide, height: high }: Grey, middle: { x: number; y: number }, { height, width }: { height: number; width: number }): Uint8Array {
  const within = (offset: number, room: number): number => Math.max(0, Math.min(Math.round(offset), room));
  const [left, top] = [within(width / 2 - middle.x, width - wide), within(height / 2 - middle.y, height - high)];
  const image = new Uint8Array(height * width);
  for (let row = 0; row < high; row++) image.set(pixels.subarray(row * wide, (row + 1) * wide), (top + row) * width + left);
  return image;
}
