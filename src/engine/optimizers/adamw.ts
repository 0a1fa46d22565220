/** Adam after p *= 1 - learningRate weightDecay: decay beside the gradient, so that its running means do not see it. */
import { z } from 'zod';
import { adamConfig, adamUpdate } from './adam.ts';
import { defineOptimizer } from './definition.ts';

const config = adamConfig.extend({ weightDecay: z.number().min(0).describe('share of a kernel that a step of learning rate 1 takes away') });
const defaults = { learningRate: 0.001, beta1: 0.9, beta2: 0.999, epsilon: 1e-8, epsilonForm: 'corrected', weightDecay: 0.01 } as const;

export const adamw = defineOptimizer<z.infer<typeof config>>({
  type: 'adamw',
  summary: 'Adam with decoupled weight decay.',
  source: 'Loshchilov and Hutter 2019',
  config,
  divided: true,
  defaults: { modern: defaults, book: defaults },
  slots: ['mean', 'square'],
  create({ weightDecay, ...options }) {
    const update = adamUpdate(options);
    return (kernels, parameter, slots, step, learningRate) => {
      const { value, decays } = parameter;
      if (decays && weightDecay > 0) kernels.scale(value, value, 1 - learningRate * weightDecay, value.length);
      update(kernels, parameter, slots, step, learningRate);
    };
  },
});
