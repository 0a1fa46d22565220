/** Makes an image larger or smaller around its centre, by a factor from a range. */
import { z } from 'zod';
import { between, defineAugmentation } from './definition.ts';

const config = z.strictObject({
  smallest: z.number().min(0.1).max(10).describe('smallest factor'),
  largest: z.number().min(0.1).max(10).describe('largest factor'),
});

export const scale = defineAugmentation<z.infer<typeof config>>({
  type: 'scale',
  summary: 'Changes the size of what images show.',
  source: 'Deep Learning from Scratch, ch. 8.1.2',
  config,
  defaults: { smallest: 0.9, largest: 1.1 },
  create: ({ smallest, largest }) => (random) => {
    const inverse = 1 / between(random, Math.min(smallest, largest), Math.max(smallest, largest));
    return { affine: [inverse, 0, 0, inverse, 0, 0] };
  },
});
