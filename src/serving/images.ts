import sharp from 'sharp';
import { sizeOf, specError } from '../engine/index.ts';
import type { Shape, TrainyardError } from '../engine/index.ts';

/** Pixels of one image before it is resized; a small file can unpack to a thousand times its size. */
const PIXEL_LIMIT = 16 * 1024 * 1024;

const MAGIC = {
  png: [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a],
  jpeg: [0xff, 0xd8, 0xff],
} as const;

function imageError(index: number, detail: string, hint: string): TrainyardError {
  return specError('invalid-image', `#/images/${index}`, `Image ${index}: ${detail}.`, hint);
}

const isKnown = (bytes: Uint8Array): boolean => Object.values(MAGIC).some((magic) => magic.every((byte, i) => bytes[i] === byte));

/**
 * PNG and JPEG images as inputs, [images.length, height, width, channels], 0..1. Turned as their EXIF says, transparency over
 * black, resized (aspect not kept) to the height and width of `shape`, grey or RGB by its channels. Decoded in sharp's own threads.
 * Throws `invalid-image` at `#/images/<index>`.
 */
export async function decodeImages(images: readonly Uint8Array[], shape: Shape): Promise<Float32Array> {
  const [height, width, channels] = shape;
  if (shape.length !== 3 || (channels !== 1 && channels !== 3)) {
    throw specError('invalid-image', '#/images', `The model takes inputs of shape [${shape.join(', ')}], not images.`, 'Give inputs instead of images.');
  }
  const size = sizeOf(shape);
  const inputs = new Float32Array(images.length * size);
  await Promise.all(
    images.map(async (bytes, index) => {
      const pixels = await decode(bytes, { height, width, channels }, index);
      for (let i = 0; i < size; i++) inputs[index * size + i] = pixels[i] / 255;
    }),
  );
  return inputs;
}

async function decode(bytes: Uint8Array, to: { height: number; width: number; channels: 1 | 3 }, index: number): Promise<Uint8Array> {
  // libvips reads many more formats, some of them (SVG, PDF) programs in disguise: only these two reach it
  if (!isKnown(bytes)) throw imageError(index, 'neither PNG nor JPEG', 'Send the bytes of a PNG or JPEG file.');
  try {
    return await sharp(bytes, { limitInputPixels: PIXEL_LIMIT, failOn: 'error', autoOrient: true })
      .flatten({ background: '#000000' })
      .resize(to.width, to.height, { fit: 'fill' })
      .toColourspace(to.channels === 1 ? 'b-w' : 'srgb')
      .raw({ depth: 'uchar' })
      .toBuffer();
  } catch (error) {
    const { message } = error as Error;
    if (/pixel limit/i.test(message)) throw imageError(index, `more than ${PIXEL_LIMIT} pixels`, 'Send a smaller image.');
    throw imageError(index, `cannot be decoded (${message.split('\n')[0]})`, 'Send a whole, undamaged PNG or JPEG file.');
  }
}
