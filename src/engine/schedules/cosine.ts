/** rate = minimum + (base - minimum) (1 + cos(pi at/length))/2 */
import { z } from 'zod';
import { cos } from '../math.ts';
import { COMMON, defineSchedule, NO_WARM_UP } from './definition.ts';

const config = z.strictObject({
  ...COMMON,
  minimum: z.number().min(0).describe('rate at the end'),
});

export const cosine = defineSchedule<z.infer<typeof config>>({
  type: 'cosine',
  summary: 'Falls along half a cosine to a minimum.',
  source: 'Loshchilov and Hutter 2017',
  config,
  needsLength: true,
  defaults: { ...NO_WARM_UP, per: 'step', minimum: 0 },
  create: ({ minimum }, { base, length }) => (at) => minimum + ((base - minimum) * (1 + cos((Math.PI * at) / length))) / 2,
});
