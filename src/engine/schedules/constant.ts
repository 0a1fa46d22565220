/** rate = base; with warmUp, base (warmUpFrom + (1 - warmUpFrom) at/warmUp) before */
import { z } from 'zod';
import { COMMON, defineSchedule, NO_WARM_UP } from './definition.ts';

const config = z.strictObject({
  ...COMMON,
});

export const constant = defineSchedule<z.infer<typeof config>>({
  type: 'constant',
  summary: 'The same rate throughout, after warming up.',
  source: 'Goyal et al. 2017 (warming up)',
  config,
  defaults: { ...NO_WARM_UP, per: 'step' },
  create: (_, { base }) => () => base,
});
