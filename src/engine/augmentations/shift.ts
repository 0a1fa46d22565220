/** Moves an image by up to so many pixels along each axis; what comes in is zero. */
import { z } from 'zod';
import { between, defineAugmentation } from './definition.ts';

const config = z.strictObject({
  pixels: z.number().min(0).max(1000).describe('largest move along each axis'),
});

export const shift = defineAugmentation<z.infer<typeof config>>({
  type: 'shift',
  summary: 'Moves images a little.',
  source: 'Deep Learning from Scratch, ch. 8.1.2',
  config,
  defaults: { pixels: 2 },
  create: ({ pixels }) => (random) => ({ affine: [1, 0, 0, 1, between(random, -pixels, pixels), between(random, -pixels, pixels)] }),
});
