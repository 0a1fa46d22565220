/** rate = base factor^(number of milestones reached) */
import { z } from 'zod';
import { integerPower } from '../math.ts';
import { COMMON, defineSchedule, NO_WARM_UP } from './definition.ts';

const config = z.strictObject({
  ...COMMON,
  milestones: z.array(z.int().min(1)).min(1).max(100).describe('units at which the rate changes, in any order'),
  factor: z.number().positive().max(1).describe('what the rate is multiplied by at each'),
});

export const multiStep = defineSchedule<z.infer<typeof config>>({
  type: 'multi-step',
  summary: 'Multiplies the rate by a factor at chosen epochs.',
  source: 'Deep Learning from Scratch, ch. 6.1.5 (learning rate decay); PyTorch MultiStepLR',
  config,
  defaults: { ...NO_WARM_UP, per: 'epoch', milestones: [10, 15], factor: 0.1 },
  create: ({ milestones, factor }, { base }) => (at) => base * integerPower(factor, milestones.filter((milestone) => milestone <= at).length),
});
