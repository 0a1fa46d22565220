/** y = x where x > 0, else alpha (e^x - 1)      slope alpha e^x = y + alpha there */
import { z } from 'zod';
import { expm1 } from '../math.ts';
import { elementwiseLayer } from './elementwise.ts';

const config = z.strictObject({
  alpha: z.number().positive().describe('depth that very negative values approach'),
});

export const elu = elementwiseLayer<z.infer<typeof config>>({
  type: 'elu',
  summary: 'Exponential linear unit.',
  source: 'Clevert, Unterthiner and Hochreiter 2016',
  config,
  defaults: { alpha: 1 },
  of: ({ alpha }) => ({ value: (x) => (x > 0 ? x : alpha * expm1(x)), slope: (x, y) => (x > 0 ? 1 : y + alpha) }),
});
