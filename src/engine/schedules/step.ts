/** rate = base factor^floor(at/every) */
import { z } from 'zod';
import { integerPower } from '../math.ts';
import { COMMON, defineSchedule, NO_WARM_UP } from './definition.ts';

const config = z.strictObject({
  ...COMMON,
  every: z.int().min(1).describe('units between two changes'),
  factor: z.number().positive().max(1).describe('what the rate is multiplied by'),
});

export const step = defineSchedule<z.infer<typeof config>>({
  type: 'step',
  summary: 'Multiplies the rate by a factor every so many epochs.',
  source: 'Deep Learning from Scratch, ch. 6.1.5 (learning rate decay); PyTorch StepLR',
  config,
  defaults: { ...NO_WARM_UP, per: 'epoch', every: 5, factor: 0.5 },
  create: ({ every, factor }, { base }) => (at) => base * integerPower(factor, Math.floor(at / every)),
});
