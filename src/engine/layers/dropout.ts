/**
 * Training: y = x mask, dx = dy mask, where each element of mask is 0 with probability `ratio`.
 * Inverted form: the rest of the mask is 1/(1 - ratio), evaluation changes nothing.
 * Classic form (the book, Srivastava et al. 2014): the rest is 1, evaluation scales by (1 - ratio).
 */
import { z } from 'zod';
import { seedWords } from '../random.ts';
import { sizeOf } from '../types.ts';
import { defineLayer } from './definition.ts';

const config = z.strictObject({
  ratio: z.number().min(0).lt(1).describe('probability of dropping a value'),
  form: z.enum(['inverted', 'classic']).describe('whether training or evaluation is scaled'),
});

export const dropout = defineLayer<z.infer<typeof config>>({
  type: 'dropout',
  summary: 'Switches values off at random while training.',
  source: 'Deep Learning from Scratch, ch. 6.4.3; Srivastava et al. 2014',
  config,
  defaults: { modern: { ratio: 0.5, form: 'inverted' }, book: { ratio: 0.5, form: 'classic' } },
  inputs: 'one',
  forgetsInputs: true,
  divided: true,
  overwritable: true,
  outputShape: (_, [input]) => input,
  create({ config: { ratio, form }, kernels, batch, firstSample, outputShape, inputs: [x], output, inputGradients: [dx], outputGradient, random, floats }) {
    const size = sizeOf(outputShape);
    const mask = floats(batch * size);
    const key = { ...seedWords(random.seed), stream: random.stream, counter: 0 };
    const kept = form === 'inverted' ? 1 / (1 - ratio) : 1;
    const evaluationScale = form === 'inverted' ? 1 : 1 - ratio;
    return {
      forward(count, pass) {
        if (!pass.training) return kernels.scale(x, output, evaluationScale, count * size);
        key.counter = pass.step;
        kernels.dropoutMask(mask, firstSample * size, count * size, ratio, kept, key);
        kernels.multiply(x, mask, output, count * size);
      },
      backward(count) {
        if (dx) kernels.multiply(outputGradient!, mask, dx, count * size);
      },
    };
  },
  examples: [{ inputs: [[17]], config: { ratio: 0.3 } }, { inputs: [[3, 3, 2]], semantics: 'book' }],
});
