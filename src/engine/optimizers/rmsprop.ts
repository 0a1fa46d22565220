/** h = decay h + (1 - decay) g^2;  p -= learningRate g / (sqrt(h) + epsilon) */
import { z } from 'zod';
import { defineOptimizer, learningRateSchema } from './definition.ts';

const config = z.strictObject({
  learningRate: learningRateSchema,
  decay: z.number().min(0).lt(1).describe('share of the mean squared gradient that one step keeps'),
  epsilon: z.number().positive().describe('added to the root of the mean square'),
});

export const rmsprop = defineOptimizer<z.infer<typeof config>>({
  type: 'rmsprop',
  summary: 'Steps divided by a running root mean square of the gradient.',
  source: 'Tieleman and Hinton 2012; Deep Learning from Scratch, common/optimizer.py',
  config,
  defaults: { modern: { learningRate: 0.01, decay: 0.99, epsilon: 1e-8 }, book: { learningRate: 0.01, decay: 0.99, epsilon: 1e-7 } },
  slots: ['meanSquare'],
  create: ({ decay, epsilon }) => (_kernels, { value: p, gradient: g }, [h], _step, learningRate) => {
    for (let i = 0; i < p.length; i++) {
      const meanSquare = decay * h[i] + (1 - decay) * g[i] * g[i];
      p[i] -= (learningRate * g[i]) / (Math.sqrt(meanSquare) + epsilon);
      h[i] = meanSquare;
    }
  },
});
