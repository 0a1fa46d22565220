/** Mirrors an image with probability one half, along each axis asked for. Turns some digits into others: for photographs. */
import { z } from 'zod';
import { defineAugmentation } from './definition.ts';

const config = z.strictObject({
  horizontal: z.boolean().describe('left and right'),
  vertical: z.boolean().describe('top and bottom'),
});

export const flip = defineAugmentation<z.infer<typeof config>>({
  type: 'flip',
  summary: 'Mirrors half of the images.',
  source: 'Deep Learning from Scratch, ch. 8.1.2',
  config,
  defaults: { horizontal: true, vertical: false },
  create: ({ horizontal, vertical }) => (random) => {
    const sign = (wanted: boolean) => (random.uniform() < 0.5 && wanted ? -1 : 1);
    return { affine: [sign(horizontal), 0, 0, sign(vertical), 0, 0] };
  },
});
