/** y = ln(1 + e^x)      slope 1/(1 + e^-x) */
import { z } from 'zod';
import { exp, log1p, logistic } from '../math.ts';
import { elementwiseLayer } from './elementwise.ts';

const config = z.strictObject({});

export const softplus = elementwiseLayer<z.infer<typeof config>>({
  type: 'softplus',
  summary: 'Smooth form of the rectified linear unit.',
  source: 'Dugas et al. 2001',
  config,
  defaults: {},
  of: () => ({ value: (x) => Math.max(x, 0) + log1p(exp(-Math.abs(x))), slope: logistic }),
});
