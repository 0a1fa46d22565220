/** y = x under the shape [H W C] (h, w, c order): the same numbers, no copy. */
import { z } from 'zod';
import { sizeOf } from '../types.ts';
import { defineLayer } from './definition.ts';

const config = z.strictObject({});

export const flatten = defineLayer<z.infer<typeof config>>({
  type: 'flatten',
  summary: 'Turns an image into one row of values.',
  source: 'Deep Learning from Scratch, ch. 7.5',
  config,
  defaults: { modern: {}, book: {} },
  inputs: 'one',
  alias: true,
  outputShape: (_, [input]) => [sizeOf(input)],
  create: () => ({ forward() {}, backward() {} }),
  examples: [{ inputs: [[2, 3, 2]] }, { inputs: [[5]] }],
});
