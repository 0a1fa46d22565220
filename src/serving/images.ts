import type { ImagePreparation } from '../datasets/index.ts';
import { sizeOf, specError } from '../engine/index.ts';
import type { Shape } from '../engine/index.ts';
import { decodePixels, ImageProblem } from '../formats/image.ts';
import type { PixelShape } from '../formats/image.ts';
import { prepareImage } from './prepare-image.ts';

/**
 * PNG, JPEG and WebP images as inputs, [images.length, height, width, channels], 0..1. With a preparation and grey inputs: see prepare-image.ts.
 * Else turned as their EXIF says, transparency over black, resized (aspect not kept) to the height and width of `shape`, grey or RGB by
 * its channels. Decoded in sharp's own threads. Throws `invalid-image` at `#/images/<index>`.
 */
export async function decodeImages(images: readonly Uint8Array[], shape: Shape, preparation: ImagePreparation | null = null): Promise<Float32Array> {
  const [height, width, channels] = shape;
  if (shape.length !== 3 || (channels !== 1 && channels !== 3)) {
    throw specError('invalid-image', '#/images', `The model takes inputs of shape [${shape.join(', ')}], not images.`, 'Give inputs instead of images.');
  }
  const size = sizeOf(shape);
  const inputs = new Float32Array(images.length * size);
  await Promise.all(
    images.map(async (bytes, index) => {
      const pixels = await decode(bytes, { height, width, channels }, { index, preparation: channels === 1 ? preparation : null });
      for (let i = 0; i < size; i++) inputs[index * size + i] = pixels[i] / 255;
    }),
  );
  return inputs;
}

async function decode(bytes: Uint8Array, to: PixelShape, { index, preparation }: { index: number; preparation: ImagePreparation | null }): Promise<Uint8Array> {
  try {
    return await (preparation ? prepareImage(bytes, preparation, to) : decodePixels(bytes, to));
  } catch (error) {
    if (error instanceof ImageProblem) throw specError('invalid-image', `#/images/${index}`, `Image ${index} ${error.message}.`, error.hint);
    throw error;
  }
}
