/** Turns an image around its centre by up to so many degrees either way. */
import { z } from 'zod';
import { cos, sin } from '../math.ts';
import { between, defineAugmentation } from './definition.ts';

const config = z.strictObject({
  degrees: z.number().min(0).max(180).describe('largest angle to either side'),
});

export const rotation = defineAugmentation<z.infer<typeof config>>({
  type: 'rotation',
  summary: 'Turns images a little.',
  source: 'Deep Learning from Scratch, ch. 8.1.2',
  config,
  defaults: { degrees: 15 },
  create: ({ degrees }) => (random) => {
    const angle = (between(random, -degrees, degrees) * Math.PI) / 180;
    const [c, s] = [cos(angle), sin(angle)];
    return { affine: [c, s, -s, c, 0, 0] };
  },
});
