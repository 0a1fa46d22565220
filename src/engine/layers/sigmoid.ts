/** y = 1/(1 + e^-x)      dx = dy y (1 - y) */
import { z } from 'zod';
import { sizeOf } from '../types.ts';
import { defineLayer } from './definition.ts';

const config = z.strictObject({});

export const sigmoid = defineLayer<z.infer<typeof config>>({
  type: 'sigmoid',
  summary: 'Logistic function.',
  source: 'Deep Learning from Scratch, ch. 3.2.4 and 5.5.2',
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
      forward: (batch) => kernels.sigmoidForward(x, output, batch * size),
      backward(batch) {
        if (dx) kernels.sigmoidBackward(output, outputGradient!, dx, batch * size);
      },
    };
  },
  examples: [{ inputs: [[7]] }, { inputs: [[3, 1, 3]] }],
});
