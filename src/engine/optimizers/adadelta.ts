/** s = decay s + (1-decay) g^2;  d = g sqrt(u + epsilon)/sqrt(s + epsilon);  u = decay u + (1-decay) d^2;  p -= learningRate d */
import { z } from 'zod';
import { defineOptimizer, learningRateSchema } from './definition.ts';

const config = z.strictObject({
  learningRate: learningRateSchema,
  decay: z.number().min(0).lt(1).describe('share of the running means that one step keeps'),
  epsilon: z.number().positive().describe('added to the mean squares, inside the roots'),
});
const defaults = { learningRate: 1, decay: 0.9, epsilon: 1e-6 };

export const adadelta = defineOptimizer<z.infer<typeof config>>({
  type: 'adadelta',
  summary: 'Steps in the units of the parameters, from running means of gradients and of steps.',
  source: 'Zeiler 2012',
  config,
  defaults: { modern: defaults, book: defaults },
  slots: ['meanSquare', 'meanSquareStep'],
  create: ({ decay, epsilon }) => (_kernels, { value: p, gradient: g }, [s, u], _step, learningRate) => {
    for (let i = 0; i < p.length; i++) {
      const square = decay * s[i] + (1 - decay) * g[i] * g[i];
      const delta = (g[i] * Math.sqrt(u[i] + epsilon)) / Math.sqrt(square + epsilon);
      p[i] -= learningRate * delta;
      s[i] = square;
      u[i] = decay * u[i] + (1 - decay) * delta * delta;
    }
  },
});
