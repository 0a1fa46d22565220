/** y = x + b, one b for each channel (the last axis) or for each element of a sample      db = sum of dy, dx = dy */
import { z } from 'zod';
import { resolveInitializer } from '../initializers/index.ts';
import { type Shape, sizeOf } from '../types.ts';
import { defineLayer } from './definition.ts';

const config = z.strictObject({ axis: z.enum(['channel', 'element']).describe('what has a bias of its own') });

type Config = z.infer<typeof config>;
const sizeOfBias = ({ axis }: Config, input: Shape) => (axis === 'channel' ? input[input.length - 1] : sizeOf(input));

export const bias = defineLayer<Config>({
  type: 'bias',
  summary: 'Adds a constant that training may change.',
  source: 'Deep Learning from Scratch, ch. 2.3',
  config,
  defaults: { modern: { axis: 'channel' }, book: { axis: 'channel' } },
  inputs: 'one',
  forgetsInputs: true,
  overwritable: true,
  outputShape: (_, [input]) => input,
  parameters: (options, [input]) => [{ name: 'bias', shape: [sizeOfBias(options, input)], initializer: resolveInitializer('zeros'), fanIn: 1, decays: false }],
  create({ config: options, kernels, inputShapes: [shape], inputs: [x], output, inputGradients: [dx], outputGradient, parameters, gradients }) {
    const columns = sizeOfBias(options, shape);
    const size = sizeOf(shape);
    return {
      forward(batch) {
        for (let i = 0; i < batch * size; i++) output[i] = x[i] + parameters.bias[i % columns];
      },
      backward(batch, accumulate) {
        kernels.sumRows(outputGradient!, gradients.bias, (batch * size) / columns, columns, accumulate);
        if (dx) kernels.scale(outputGradient!, dx, 1, batch * size);
      },
    };
  },
  examples: [{ inputs: [[5]] }, { inputs: [[3, 2, 3]] }, { inputs: [[2, 2, 3]], config: { axis: 'element' } }],
});
