/**
 * Strokes as MNIST has its digits: fitted into a box of 20 x 20, in an image of 28 x 28 whose middle is the digit's centre of mass,
 * with soft edges (LeCun et al. 1998, http://yann.lecun.com/exdb/mnist). Other sizes keep these proportions.
 */
import type { Stroke } from './strokes.ts';

const BOX = 20 / 28;
/** Half the width of the pen, in sides of the image. */
const PEN = 1.15 / 28;

/** @returns side x side values from 0 (ground) to 1 (ink), row by row */
export function imageOf(strokes: readonly Stroke[], side: number): Float32Array {
  const pen = PEN * side;
  const placed = fitted(strokes, { box: BOX * side - 2 * pen, centre: side / 2 });
  const [x, y] = centreOfMass(rastered(placed, side, pen), side);
  return rastered(placed.map((stroke) => stroke.map((at) => ({ x: at.x + side / 2 - x, y: at.y + side / 2 - y }))), side, pen);
}

function fitted(strokes: readonly Stroke[], { box, centre }: { box: number; centre: number }): Stroke[] {
  const points = strokes.flat();
  const [left, right] = extent(points.map(({ x }) => x));
  const [top, bottom] = extent(points.map(({ y }) => y));
  const scale = box / Math.max(right - left, bottom - top, 0.02);
  return strokes.map((stroke) => stroke.map(({ x, y }) => ({ x: centre + (x - (left + right) / 2) * scale, y: centre + (y - (top + bottom) / 2) * scale })));
}

const extent = (values: readonly number[]): [number, number] => [Math.min(...values), Math.max(...values)];

/** Each pixel takes as much ink as its middle lies within the pen's way, softened over one pixel. */
function rastered(strokes: readonly Stroke[], side: number, pen: number): Float32Array {
  const image = new Float32Array(side * side);
  for (const stroke of strokes) {
    for (let i = 0; i < stroke.length; i++) {
      const [from, to] = [stroke[Math.max(0, i - 1)], stroke[i]];
      const reach = pen + 1;
      const [top, bottom] = rowsOf(from.y, to.y, { reach, side });
      const [left, right] = rowsOf(from.x, to.x, { reach, side });
      for (let row = top; row <= bottom; row++) {
        for (let column = left; column <= right; column++) {
          const ink = pen + 0.5 - distance({ x: column + 0.5, y: row + 0.5 }, from, to);
          const at = row * side + column;
          if (ink > image[at]) image[at] = Math.min(1, ink);
        }
      }
    }
  }
  return image;
}

const rowsOf = (a: number, b: number, { reach, side }: { reach: number; side: number }): [number, number] => [Math.max(0, Math.floor(Math.min(a, b) - reach)), Math.min(side - 1, Math.ceil(Math.max(a, b) + reach))];

interface Place { x: number; y: number }

function distance(point: Place, from: Place, to: Place): number {
  const [dx, dy] = [to.x - from.x, to.y - from.y];
  const length = dx * dx + dy * dy;
  const share = length === 0 ? 0 : Math.min(1, Math.max(0, ((point.x - from.x) * dx + (point.y - from.y) * dy) / length));
  return Math.hypot(point.x - from.x - share * dx, point.y - from.y - share * dy);
}

function centreOfMass(image: Float32Array, side: number): [number, number] {
  let [mass, x, y] = [0, 0, 0];
  image.forEach((ink, at) => {
    mass += ink;
    x += ink * ((at % side) + 0.5);
    y += ink * (Math.floor(at / side) + 0.5);
  });
  return mass === 0 ? [side / 2, side / 2] : [x / mass, y / mass];
}

/** What a network that takes images of this shape is given; null: it takes no square images. */
export function sideOf(inputShape: readonly number[]): { side: number; channels: number } | null {
  const [height, width, channels] = inputShape.length === 1 ? [Math.sqrt(inputShape[0]), Math.sqrt(inputShape[0]), 1] : [inputShape[0], inputShape[1], inputShape[2] ?? 1];
  return height === width && Number.isInteger(height) && height >= 8 ? { side: height, channels } : null;
}

export const withChannels = (image: Float32Array, channels: number): number[] => Array.from(image, (ink) => Array<number>(channels).fill(Number(ink.toFixed(4)))).flat();
