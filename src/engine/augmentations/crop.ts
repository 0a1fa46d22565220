/** Cuts a square-sided part out of an image, anywhere, and enlarges it to the whole size. */
import { z } from 'zod';
import { between, defineAugmentation } from './definition.ts';

const config = z.strictObject({
  smallest: z.number().min(0.1).max(1).describe('smallest share of each side that is kept'),
});

export const crop = defineAugmentation<z.infer<typeof config>>({
  type: 'crop',
  summary: 'Shows a part of each image.',
  source: 'Deep Learning from Scratch, ch. 8.1.2',
  config,
  defaults: { smallest: 0.8 },
  create: ({ smallest }, [height, width]) => (random) => {
    const share = between(random, smallest, 1);
    const room = (side: number) => (between(random, -1, 1) * (1 - share) * (side - 1)) / 2;
    return { affine: [share, 0, 0, share, room(width), room(height)] };
  },
});
