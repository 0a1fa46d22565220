/** rate = base factor^at */
import { z } from 'zod';
import { integerPower } from '../math.ts';
import { COMMON, defineSchedule, NO_WARM_UP } from './definition.ts';

const config = z.strictObject({
  ...COMMON,
  factor: z.number().positive().max(1).describe('what the rate is multiplied by in each unit'),
});

export const exponential = defineSchedule<z.infer<typeof config>>({
  type: 'exponential',
  summary: 'Multiplies the rate by a factor every epoch.',
  source: 'PyTorch ExponentialLR',
  config,
  defaults: { ...NO_WARM_UP, per: 'epoch', factor: 0.9 },
  create: ({ factor }, { base }) => (at) => base * integerPower(factor, at),
});
