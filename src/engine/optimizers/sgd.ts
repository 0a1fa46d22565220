/** p -= learningRate g */
import { z } from 'zod';
import { defineOptimizer, learningRateSchema } from './definition.ts';

const config = z.strictObject({ learningRate: learningRateSchema });

export const sgd = defineOptimizer<z.infer<typeof config>>({
  type: 'sgd',
  summary: 'Stochastic gradient descent.',
  source: 'Deep Learning from Scratch, ch. 6.1.2',
  config,
  divided: true,
  defaults: { modern: { learningRate: 0.01 }, book: { learningRate: 0.01 } },
  slots: [],
  create: () => (kernels, { value: p, gradient: g }, _slots, _step, learningRate) => kernels.sgdUpdate(p, g, p.length, learningRate),
});
