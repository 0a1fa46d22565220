/** v = momentum v - learningRate g;  p += v */
import { z } from 'zod';
import { defineOptimizer, learningRateSchema } from './definition.ts';

const config = z.strictObject({ learningRate: learningRateSchema, momentum: z.number().min(0).lt(1).describe('share of the velocity that one step keeps') });
const defaults = { learningRate: 0.01, momentum: 0.9 };

export const momentum = defineOptimizer<z.infer<typeof config>>({
  type: 'momentum',
  summary: 'Gradient descent with a velocity.',
  source: 'Deep Learning from Scratch, ch. 6.1.4; Polyak 1964',
  config,
  divided: true,
  defaults: { modern: defaults, book: defaults },
  slots: ['velocity'],
  create: (options) => (kernels, { value: p, gradient: g }, [v], _, learningRate) => kernels.momentumUpdate(p, g, v, p.length, learningRate, options.momentum),
});
