/** y = x under another shape: the same numbers in the same order, no copy. */
import { z } from 'zod';
import { sizeOf } from '../types.ts';
import { defineLayer, LayerProblem } from './definition.ts';

const config = z.strictObject({
  shape: z.array(z.int().min(1).max(2 ** 24)).min(1).max(8).describe('sizes without the batch; their product is the number of values'),
});

export const reshape = defineLayer<z.infer<typeof config>>({
  type: 'reshape',
  summary: 'Gives the values of a sample another shape.',
  source: 'NumPy, numpy.reshape',
  config,
  defaults: { modern: {}, book: {} },
  inputs: 'one',
  alias: true,
  outputShape({ shape }, [input]) {
    if (sizeOf(shape) === sizeOf(input)) return shape;
    throw new LayerProblem(`makes ${sizeOf(shape)} values of [${input.join(', ')}], which has ${sizeOf(input)}`, 'give sizes whose product is the number of values', 'shape');
  },
  create: () => ({ forward() {}, backward() {} }),
  examples: [{ inputs: [[2, 3, 2]], config: { shape: [4, 3] } }, { inputs: [[6]], config: { shape: [1, 2, 3] } }],
});
