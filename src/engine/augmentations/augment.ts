/** The augmentations of a run, applied to the samples of a batch: what happens to a sample follows from seed, step and its place in the batch. */
import type { FloatArray, Operations } from '../../kernels/kernels.ts';
import type { Allocator } from '../allocator.ts';
import { LayerProblem } from '../layers/definition.ts';
import { RandomStream, randomKey, STREAMS } from '../random.ts';
import { type Shape, sizeOf } from '../types.ts';
import type { Affine, AugmentationDefinition, Draw, Field } from './definition.ts';
import { composed, createGridWriter, STILL } from './moves.ts';

export interface ChosenAugmentation {
  definition: AugmentationDefinition;
  options: Record<string, unknown>;
}

export interface AugmentArguments {
  chosen: readonly ChosenAugmentation[];
  /** of a sample */
  shape: Shape;
  /** samples at most */
  batch: number;
  seed: number;
  kernels: Pick<Operations, 'warp'>;
  allocator: Pick<Allocator, 'floats'>;
}

/** Changes rows [from, to) of a batch in place. */
export type Augment = (inputs: FloatArray, rows: { from: number; to: number }, step: number) => void;

/** Throws LayerProblem where an augmentation does not fit the shape of the samples. */
export function checkAugmentation({ definition }: ChosenAugmentation, shape: Shape): void {
  if (!definition.anyShape && shape.length !== 3) throw new LayerProblem(`${definition.type} changes images, but a sample has shape [${shape.join(', ')}]`, 'leave it out, or use data of images');
}

export function createAugment({ chosen, shape, batch, seed, kernels, allocator }: AugmentArguments): Augment {
  const draws = chosen.map(({ definition, options }) => definition.create(options, shape));
  const size = sizeOf(shape);
  const nodes = Math.max(2, ...chosen.map(({ definition, options }) => definition.nodes?.(options) ?? 2));
  const perGrid = 2 * nodes * nodes;
  const moving = shape.length === 3 && chosen.some(({ definition }) => !definition.anyShape);
  const grids = allocator.floats(moving ? batch * perGrid : 0);
  const writeGrid = createGridWriter(shape, nodes);
  const sizes = { height: shape[0], width: shape[1], channels: shape[2], nodes };

  /** All moves of an image become a single one: reading it again and again would blur it. */
  function write(drawn: readonly Draw[], row: number): void {
    const fields: Field[] = [];
    let affine: Affine = STILL;
    for (const draw of drawn) {
      if (draw.field) fields.push(draw.field);
      if (draw.affine) affine = composed(affine, draw.affine);
    }
    writeGrid({ affine, fields }, grids.subarray(row * perGrid, (row + 1) * perGrid));
  }

  return (inputs, { from, to }, step) => {
    const changes: ((image: FloatArray) => void)[][] = [];
    for (let row = from; row < to; row++) {
      const random = new RandomStream(randomKey(seed, STREAMS.firstAugmentation + row, step));
      const drawn = draws.map((draw) => draw(random));
      if (moving) write(drawn, row);
      changes.push(drawn.flatMap(({ values }) => values ?? []));
    }
    if (moving) kernels.warp(sizes, grids.subarray(from * perGrid, to * perGrid), inputs.subarray(from * size, to * size), to - from);
    changes.forEach((all, i) => {
      for (const change of all) change(inputs.subarray((from + i) * size, (from + i + 1) * size));
    });
  };
}
