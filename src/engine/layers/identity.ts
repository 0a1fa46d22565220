/** y = x: what the book's output layer for regression does. The same numbers, no copy. */
import { z } from 'zod';
import { defineLayer } from './definition.ts';

const config = z.strictObject({});

export const identity = defineLayer<z.infer<typeof config>>({
  type: 'identity',
  summary: 'Passes its input on.',
  source: 'Deep Learning from Scratch, ch. 3.4.3',
  config,
  defaults: { modern: {}, book: {} },
  inputs: 'one',
  alias: true,
  outputShape: (_, [input]) => input,
  create: () => ({ forward() {}, backward() {} }),
  examples: [{ inputs: [[2, 3, 2]] }, { inputs: [[5]] }],
});
