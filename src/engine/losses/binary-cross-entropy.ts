/** f = -t ln s - (1 - t) ln(1 - s), s = 1/(1 + e^-x), taken from the logit x without overflow      slope s - t */
import { z } from 'zod';
import { exp, log1p, logistic } from '../math.ts';
import { reductionSchema } from './definition.ts';
import { pointwiseLoss } from './pointwise.ts';

const config = z.strictObject({ reduction: reductionSchema });

export const binaryCrossEntropy = pointwiseLoss<z.infer<typeof config>>({
  type: 'binary-cross-entropy',
  summary: 'Cross-entropy of independent yes-or-no outputs, given as logits.',
  source: 'Goodfellow, Bengio and Courville 2016, ch. 6.2.2.2',
  config,
  defaults: { reduction: 'mean' },
  answers: 'sigmoid',
  of: () => ({
    value: (x, t) => Math.max(x, 0) - x * t + log1p(exp(-Math.abs(x))),
    slope: (x, t) => logistic(x) - t,
  }),
});
