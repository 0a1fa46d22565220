/** v' = momentum v - learningRate g;  p += momentum v' - learningRate g: the gradient at the look-ahead, without a second gradient (Bengio et al. 2013). */
import { z } from 'zod';
import { defineOptimizer, learningRateSchema } from './definition.ts';

const config = z.strictObject({ learningRate: learningRateSchema, momentum: z.number().min(0).lt(1).describe('share of the velocity that one step keeps') });
const defaults = { learningRate: 0.01, momentum: 0.9 };

export const nesterov = defineOptimizer<z.infer<typeof config>>({
  type: 'nesterov',
  summary: 'Momentum that looks ahead.',
  source: 'Nesterov 1983; Deep Learning from Scratch, common/optimizer.py',
  config,
  defaults: { modern: defaults, book: defaults },
  slots: ['velocity'],
  create: ({ momentum }) => (_kernels, { value: p, gradient: g }, [v], _step, learningRate) => {
    for (let i = 0; i < p.length; i++) {
      const velocity = momentum * v[i] - learningRate * g[i];
      p[i] += momentum * velocity - learningRate * g[i];
      v[i] = velocity;
    }
  },
});
