import sharp, { type Sharp } from 'sharp';

/** Pixels of one image before it is resized; a small file can unpack to a thousand times its size. */
export const PIXEL_LIMIT = 16 * 1024 * 1024;

/** A line of a picture is worked on whole, wherever it is: a few very long ones take more memory than a square. */
export const SIDE_LIMIT = 16 * 1024;

const starts = (bytes: Uint8Array, magic: readonly number[], from = 0): boolean => magic.every((byte, i) => bytes[from + i] === byte);

export type ImageKind = 'png' | 'jpeg' | 'webp';

/** What a file is by its first bytes; null: none of these. */
export function imageKind(bytes: Uint8Array): ImageKind | null {
  if (starts(bytes, [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])) return 'png';
  if (starts(bytes, [0xff, 0xd8, 0xff])) return 'jpeg';
  return starts(bytes, [0x52, 0x49, 0x46, 0x46]) && starts(bytes, [0x57, 0x45, 0x42, 0x50], 8) ? 'webp' : null;
}

export interface PixelShape {
  height: number;
  width: number;
  channels: 1 | 3;
}

/** Why an image gave no pixels, as the end of a sentence that begins with its name. */
export class ImageProblem extends Error {
  override readonly name = 'ImageProblem';
  readonly hint: string;

  constructor(reason: string, hint: string, cause?: unknown) {
    super(reason, { cause });
    this.hint = hint;
  }
}

/**
 * Bytes of pixels, [height, width, channels]: turned as its EXIF says, transparency over black, resized (aspect not kept), grey or RGB. Decoded in
 * sharp's own threads. libvips reads many more formats, some of them (SVG, PDF) programs in disguise: only what `imageKind` names may come here.
 * Throws ImageProblem.
 */
export const decodePixels = (bytes: Uint8Array, { height, width, channels }: PixelShape): Promise<Uint8Array> =>
  decode(bytes, (image) => image.flatten({ background: '#000000' }).resize(width, height, { fit: 'fill' }).toColourspace(channels === 1 ? 'b-w' : 'srgb').raw({ depth: 'uchar' }).toBuffer());

export interface ColourPixels {
  /** [height, width, 4]: red, green, blue, opacity; 0 to 255 */
  pixels: Uint8Array;
  width: number;
  height: number;
}

/** Turned as its EXIF says, made smaller where a side is longer than `most`, aspect kept. Throws ImageProblem. */
export async function decodeColour(bytes: Uint8Array, most: number): Promise<ColourPixels> {
  const { data, info } = await decode(bytes, (image) => image.resize(most, most, { fit: 'inside', withoutEnlargement: true }).toColourspace('srgb').ensureAlpha().raw({ depth: 'uchar' }).toBuffer({ resolveWithObject: true }));
  return { pixels: data, width: info.width, height: info.height };
}

/** A grey image [height, width] of another size; averaged where it becomes smaller. */
export async function resizeGrey(pixels: Uint8Array, from: { width: number; height: number }, to: { width: number; height: number }): Promise<Uint8Array> {
  return sharp(pixels, { raw: { ...from, channels: 1 } }).resize(to.width, to.height, { fit: 'fill', kernel: 'cubic' }).toColourspace('b-w').raw({ depth: 'uchar' }).toBuffer();
}

async function decode<T>(bytes: Uint8Array, convert: (image: Sharp) => Promise<T>): Promise<T> {
  const kind = imageKind(bytes);
  if (kind === null) throw new ImageProblem('is neither PNG nor JPEG nor WebP', 'Give the bytes of a PNG, JPEG or WebP file.');
  try {
    const { width: wide, height: high } = await sharp(bytes, { limitInputPixels: PIXEL_LIMIT }).metadata();
    if (Math.max(wide, high) > SIDE_LIMIT) throw new ImageProblem(`has a side of more than ${SIDE_LIMIT} pixels`, 'Give a smaller image.');
    return await convert(sharp(bytes, { limitInputPixels: PIXEL_LIMIT, failOn: 'error', autoOrient: true }));
  } catch (error) {
    if (error instanceof ImageProblem) throw error;
    const { message } = error as Error;
    if (/pixel limit/i.test(message)) throw new ImageProblem(`has more than ${PIXEL_LIMIT} pixels`, 'Give a smaller image.', error);
    throw new ImageProblem(`cannot be decoded (${message.split('\n')[0]})`, 'Give a whole, undamaged PNG, JPEG or WebP file.', error);
  }
}

/** A grey picture as PNG, each pixel drawn as a square of `scale` by `scale`. */
export async function greyPng(pixels: Uint8Array, { width, height, scale = 1 }: { width: number; height: number; scale?: number }): Promise<Uint8Array> {
  return sharp(pixels, { raw: { width, height, channels: 1 } })
    .resize(width * scale, height * scale, { kernel: 'nearest' })
    .png({ compressionLevel: 9, palette: false })
    .toBuffer();
}
