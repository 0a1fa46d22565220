/** y = max(0, x)      dx = dy where x > 0, else 0 (0 at x = 0, as in the book) */
import { z } from 'zod';
import { sizeOf } from '../types.ts';
import { defineLayer } from './definition.ts';

const config = z.strictObject({});

export const relu = defineLayer<z.infer<typeof config>>({
  type: 'relu',
  summary: 'Rectified linear unit.',
  source: 'Deep Learning from Scratch, ch. 3.2.7 and 5.5.1',
  config,
  defaults: { modern: {}, book: {} },
  inputs: 'one',
  forgetsInputs: true,
  divided: true,
  inPlace: true,
  commutesWithMax: true,
  outputShape: (_, [input]) => input,
  create({ kernels, outputShape, inputs: [x], output, inputGradients: [dx], outputGradient }) {
    const size = sizeOf(outputShape);
    return {
      forward: (batch) => kernels.reluForward(x, output, batch * size),
      backward(batch) {
        if (dx) kernels.reluBackward(output, outputGradient!, dx, batch * size);
      },
    };
  },
  examples: [{ inputs: [[7]] }, { inputs: [[3, 3, 5]] }],
});
