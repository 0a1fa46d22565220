/** The augmentations of a run, applied to the samples of a batch: what happens to a sample follows from seed, step and its place in the batch. */
import type { FloatArray } from '../../kernels/kernels.ts';
import { LayerProblem } from '../layers/definition.ts';
import { RandomStream, randomKey, STREAMS } from '../random.ts';
import { type Shape, sizeOf } from '../types.ts';
import type { Affine, AugmentationDefinition, Draw, Field } from './definition.ts';
import { composed, createResampler } from './resample.ts';

export interface ChosenAugmentation {
  definition: AugmentationDefinition;
  options: Record<string, unknown>;
}

/** Changes rows [from, to) of a batch in place. */
export type Augment = (inputs: FloatArray, rows: { from: number; to: number }, step: number) => void;

const STILL: Affine = [1, 0, 0, 1, 0, 0];

/** Throws LayerProblem where an augmentation does not fit the shape of the samples. */
export function checkAugmentation({ definition }: ChosenAugmentation, shape: Shape): void {
  if (!definition.anyShape && shape.length !== 3) throw new LayerProblem(`${definition.type} changes images, but a sample has shape [${shape.join(', ')}]`, 'leave it out, or use data of images');
}

export function createAugment(chosen: readonly ChosenAugmentation[], shape: Shape, seed: number): Augment {
  const draws = chosen.map(({ definition, options }) => definition.create(options, shape));
  const size = sizeOf(shape);
  const drawn: Draw[] = [];
  const move = shape.length === 3 ? createResampler(shape) : null;
  return (inputs, { from, to }, step) => {
    for (let row = from; row < to; row++) {
      const random = new RandomStream(randomKey(seed, STREAMS.firstAugmentation + row, step));
      const image = inputs.subarray(row * size, (row + 1) * size);
      const fields: Field[] = [];
      let affine = STILL;
      for (let i = 0; i < draws.length; i++) {
        drawn[i] = draws[i](random);
        if (drawn[i].field) fields.push(drawn[i].field!);
        if (drawn[i].affine) affine = composed(affine, drawn[i].affine!);
      }
      if (fields.length > 0 || affine !== STILL) move!(image, { affine, fields });
      for (const { values } of drawn) values?.(image);
    }
  };
}
