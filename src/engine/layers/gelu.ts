/** y = x P(x), P the normal distribution: exactly (erf), or by the tanh that approximates it */
import { z } from 'zod';
import { erf, exp, tanh } from '../math.ts';
import { type Elementwise, elementwiseLayer } from './elementwise.ts';

const config = z.strictObject({
  form: z.enum(['erf', 'tanh']).describe('exact, or the usual approximation'),
});

const ROOT_HALF = Math.SQRT1_2;
const BELL = 0.3989422804014327; // 1/sqrt(2 pi)
const ROOT_TWO_OVER_PI = 0.7978845608028654;
const CUBIC = 0.044715;

const share = (x: number): number => 0.5 * (1 + erf(x * ROOT_HALF));
const exact: Elementwise = { value: (x) => x * share(x), slope: (x) => share(x) + x * BELL * exp(-0.5 * x * x) };

const bend = (x: number): number => tanh(ROOT_TWO_OVER_PI * (x + CUBIC * x * x * x));
const approximate: Elementwise = {
  value: (x) => 0.5 * x * (1 + bend(x)),
  slope(x) {
    const t = bend(x);
    return 0.5 * (1 + t) + 0.5 * x * (1 - t * t) * ROOT_TWO_OVER_PI * (1 + 3 * CUBIC * x * x);
  },
};

export const gelu = elementwiseLayer<z.infer<typeof config>>({
  type: 'gelu',
  summary: 'Gaussian error linear unit.',
  source: 'Hendrycks and Gimpel 2016',
  config,
  defaults: { form: 'erf' },
  of: ({ form }) => (form === 'erf' ? exact : approximate),
  examples: [{ inputs: [[7]], config: { form: 'tanh' } }],
});
