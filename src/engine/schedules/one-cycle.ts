/** rises from base/divisor to base in the first `rise` of the run, then falls to base/(divisor finalDivisor) */
import { z } from 'zod';
import { cos } from '../math.ts';
import { COMMON, defineSchedule, NO_WARM_UP } from './definition.ts';

const config = z.strictObject({
  ...COMMON,
  rise: z.number().gt(0).lt(1).describe('share of the run in which the rate rises'),
  divisor: z.number().min(1).describe('how many times smaller than the learning rate the first rate is'),
  finalDivisor: z.number().min(1).describe('how many times smaller than the first rate the last one is'),
  curve: z.enum(['cosine', 'linear']).describe('form of rise and fall'),
});

export const oneCycle = defineSchedule<z.infer<typeof config>>({
  type: 'one-cycle',
  summary: 'One rise and one long fall.',
  source: 'Smith and Topin 2018; PyTorch OneCycleLR',
  config,
  needsLength: true,
  defaults: { ...NO_WARM_UP, per: 'step', rise: 0.3, divisor: 25, finalDivisor: 10_000, curve: 'cosine' },
  create({ rise, divisor, finalDivisor, curve }, { base, length }) {
    const first = base / divisor;
    const peak = Math.max(rise * length - 1, 0);
    const between = (from: number, to: number, share: number) => (curve === 'linear' ? from + (to - from) * share : to + ((from - to) / 2) * (1 + cos(Math.PI * share)));
    return (at) => (at <= peak ? between(first, base, peak === 0 ? 1 : at / peak) : between(base, first / finalDivisor, Math.min(1, (at - peak) / Math.max(1, length - 1 - peak))));
  },
});
