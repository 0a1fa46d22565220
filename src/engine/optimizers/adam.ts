/**
 * m += (1-beta1)(g-m);  v += (1-beta2)(g^2-v)
 * corrected (Kingma and Ba 2015):    p -= learningRate mhat / (sqrt(vhat) + epsilon),  mhat = m/(1-beta1^t), vhat = v/(1-beta2^t)
 * uncorrected (the book):            p -= learningRate sqrt(1-beta2^t)/(1-beta1^t) m / (sqrt(v) + epsilon)
 * They differ in what epsilon is added to.
 */
import { z } from 'zod';
import { integerPower } from '../math.ts';
import { defineOptimizer, learningRateSchema, type Update } from './definition.ts';

export const adamConfig = z.strictObject({
  learningRate: learningRateSchema,
  beta1: z.number().min(0).lt(1).describe('share of the mean gradient that one step keeps'),
  beta2: z.number().min(0).lt(1).describe('share of the mean squared gradient that one step keeps'),
  epsilon: z.number().positive().describe('added to the root of the squared gradient'),
  epsilonForm: z.enum(['corrected', 'uncorrected']).describe('whether that root is bias-corrected before epsilon is added'),
});

const config = adamConfig;
const common = { learningRate: 0.001, beta1: 0.9, beta2: 0.999 };

export const adam = defineOptimizer<z.infer<typeof config>>({
  type: 'adam',
  summary: 'Adaptive steps from running means of the gradient and its square.',
  source: 'Kingma and Ba 2015; Deep Learning from Scratch, ch. 6.1.6',
  config,
  divided: true,
  defaults: { modern: { ...common, epsilon: 1e-8, epsilonForm: 'corrected' }, book: { ...common, epsilon: 1e-7, epsilonForm: 'uncorrected' } },
  slots: ['mean', 'square'],
  create: adamUpdate,
});

export function adamUpdate({ beta1, beta2, epsilon, epsilonForm }: z.infer<typeof config>): Update {
  const constants = { beta1, beta2, stepSize: 0, rootScale: 1, epsilon };
  return (kernels, { value: p, gradient: g }, [m, v], step, learningRate) => {
    const root = Math.sqrt(1 - integerPower(beta2, step));
    const first = 1 - integerPower(beta1, step);
    constants.stepSize = epsilonForm === 'corrected' ? learningRate / first : (learningRate * root) / first;
    constants.rootScale = epsilonForm === 'corrected' ? 1 / root : 1;
    kernels.adamUpdate(p, g, m, v, p.length, constants);
  };
}
