/** h += g^2;  p -= learningRate g / (sqrt(h) + epsilon) */
import { z } from 'zod';
import { defineOptimizer, learningRateSchema } from './definition.ts';

const config = z.strictObject({ learningRate: learningRateSchema, epsilon: z.number().positive().describe('added to the root of the summed squares') });

export const adagrad = defineOptimizer<z.infer<typeof config>>({
  type: 'adagrad',
  summary: 'Steps that shrink with all the gradients seen so far.',
  source: 'Duchi, Hazan and Singer 2011; Deep Learning from Scratch, ch. 6.1.5',
  config,
  defaults: { modern: { learningRate: 0.01, epsilon: 1e-10 }, book: { learningRate: 0.01, epsilon: 1e-7 } },
  slots: ['squares'],
  create: ({ epsilon }) => (_kernels, { value: p, gradient: g }, [h], _step, learningRate) => {
    for (let i = 0; i < p.length; i++) {
      const squares = h[i] + g[i] * g[i];
      p[i] -= (learningRate * g[i]) / (Math.sqrt(squares) + epsilon);
      h[i] = squares;
    }
  },
});
