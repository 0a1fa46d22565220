/** y = tanh x      dx = dy (1 - y^2) */
import { z } from 'zod';
import { sizeOf } from '../types.ts';
import { defineLayer } from './definition.ts';

const config = z.strictObject({});

export const tanh = defineLayer<z.infer<typeof config>>({
  type: 'tanh',
  summary: 'Hyperbolic tangent.',
  source: 'Deep Learning from Scratch, ch. 6.2.2',
  config,
  defaults: { modern: {}, book: {} },
  inputs: 'one',
  forgetsInputs: true,
  divided: true,
  inPlace: true,
  outputShape: (_, [input]) => input,
  create({ kernels, outputShape, inputs: [x], output, inputGradients: [dx], outputGradient }) {
    const size = sizeOf(outputShape);
    return {
      forward: (batch) => kernels.tanhForward(x, output, batch * size),
      backward(batch) {
        if (dx) kernels.tanhBackward(output, outputGradient!, dx, batch * size);
      },
    };
  },
  examples: [{ inputs: [[7]] }, { inputs: [[3, 1, 3]] }],
});
