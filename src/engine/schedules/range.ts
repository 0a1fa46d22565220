/** rate = from (to/from)^(at/(length - 1)): a run that tries every rate once. Where its loss falls fastest is a good rate, where it rises one too high. */
import { z } from 'zod';
import { pow } from '../math.ts';
import { COMMON, defineSchedule, NO_WARM_UP } from './definition.ts';

const config = z.strictObject({
  ...COMMON,
  from: z.number().positive().describe('first rate'),
  to: z.number().positive().describe('last rate'),
});

export const range = defineSchedule<z.infer<typeof config>>({
  type: 'range',
  summary: 'Learning-rate range test: rises through all orders of magnitude once.',
  source: 'Smith 2017',
  config,
  needsLength: true,
  defaults: { ...NO_WARM_UP, per: 'step', from: 1e-6, to: 1 },
  create: ({ from, to }, { length }) => (at) => from * pow(to / from, at / Math.max(1, length - 1)),
});
