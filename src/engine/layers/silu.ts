/** y = x/(1 + e^-x)      slope s (1 + x (1 - s)), s = 1/(1 + e^-x) */
import { z } from 'zod';
import { logistic } from '../math.ts';
import { elementwiseLayer } from './elementwise.ts';

const config = z.strictObject({});

export const silu = elementwiseLayer<z.infer<typeof config>>({
  type: 'silu',
  summary: 'Value times its own logistic function (swish).',
  source: 'Elfwing, Uchibe and Doya 2018',
  config,
  defaults: {},
  of: () => ({
    value: (x) => x * logistic(x),
    slope(x) {
      const s = logistic(x);
      return s * (1 + x * (1 - s));
    },
  }),
});
