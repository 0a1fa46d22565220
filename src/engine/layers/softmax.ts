/**
 * Over the last axis: p = e^(x - max)/sum, or its logarithm.      dx = p (dy - sum of dy p)      or dy - p sum of dy
 * For networks that need probabilities inside; the loss "softmax-cross-entropy" has its own and wants logits.
 */
import { z } from 'zod';
import { exp, log } from '../math.ts';
import { sizeOf } from '../types.ts';
import { defineLayer } from './definition.ts';

const config = z.strictObject({ logarithm: z.boolean().describe('give the logarithm of the probabilities') });

export const softmax = defineLayer<z.infer<typeof config>>({
  type: 'softmax',
  summary: 'Turns values into probabilities that sum to one.',
  source: 'Deep Learning from Scratch, ch. 3.5',
  config,
  defaults: { modern: { logarithm: false }, book: { logarithm: false } },
  inputs: 'one',
  forgetsInputs: true,
  outputShape: (_, [input]) => input,
  create({ config: { logarithm }, outputShape, inputs: [x], output, inputGradients: [dx], outputGradient }) {
    const columns = outputShape[outputShape.length - 1];
    const rowsPerSample = sizeOf(outputShape) / columns;
    return {
      forward(batch) {
        for (let start = 0; start < batch * rowsPerSample * columns; start += columns) {
          let maximum = -Infinity;
          for (let i = start; i < start + columns; i++) maximum = Math.max(maximum, x[i]);
          let sum = 0;
          for (let i = start; i < start + columns; i++) sum += exp(x[i] - maximum);
          const logSum = log(sum);
          for (let i = start; i < start + columns; i++) output[i] = logarithm ? x[i] - maximum - logSum : exp(x[i] - maximum) / sum;
        }
      },
      backward(batch) {
        if (!dx) return;
        const dy = outputGradient!;
        for (let start = 0; start < batch * rowsPerSample * columns; start += columns) {
          let sum = 0;
          for (let i = start; i < start + columns; i++) sum += logarithm ? dy[i] : dy[i] * output[i];
          for (let i = start; i < start + columns; i++) dx[i] = logarithm ? dy[i] - exp(output[i]) * sum : output[i] * (dy[i] - sum);
        }
      },
    };
  },
  examples: [{ inputs: [[6]] }, { inputs: [[2, 2, 5]], config: { logarithm: true } }],
});
