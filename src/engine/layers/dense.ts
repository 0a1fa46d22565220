/**
 * y = x W + b      x [N, in]  W [in, out]  b [out]  y [N, out]      (an input of higher rank is read as one row per sample)
 * dx = dy W^T      dW = x^T dy      db = sum over N of dy
 */
import { z } from 'zod';
import { initializerSchema, resolveInitializer } from '../initializers/index.ts';
import { sizeOf } from '../types.ts';
import { defineLayer } from './definition.ts';

const config = z.strictObject({
  units: z.int().min(1).max(1_000_000).describe('number of outputs'),
  bias: z.boolean().describe('add a bias to each output'),
  initializer: initializerSchema.describe('initial weights'),
});

export const dense = defineLayer<z.infer<typeof config>>({
  type: 'dense',
  summary: 'Fully connected layer (the book: affine).',
  source: 'Deep Learning from Scratch, ch. 3 and 5.6',
  config,
  defaults: { modern: { bias: true, initializer: 'he' }, book: { bias: true, initializer: { type: 'normal', std: 0.01 } } },
  inputs: 'one',
  divided: true,
  wholeBatch: true,
  overwritable: true,
  outputShape: ({ units }) => [units],
  parameters: ({ units, bias, initializer }, [input]) => [
    { name: 'kernel', shape: [sizeOf(input), units], initializer: resolveInitializer(initializer), fanIn: sizeOf(input), decays: true },
    ...(bias ? [{ name: 'bias', shape: [units], initializer: resolveInitializer('zeros'), fanIn: sizeOf(input), decays: false }] : []),
  ],
  multiplyAdds: ({ units }, [input]) => sizeOf(input) * units,
  create({ config: { units, bias }, kernels, inputShapes, inputs: [x], output, inputGradients: [dx], outputGradient, parameters, gradients, shared }) {
    const inputs = sizeOf(inputShapes[0]);
    const turned = dx ? shared(inputs * units) : null;
    return {
      prepare() {
        if (turned) kernels.transpose(parameters.kernel, turned, inputs, units);
      },
      forward(batch) {
        kernels.gemm(x, parameters.kernel, output, batch, units, inputs, false, false, false, bias ? parameters.bias : null);
      },
      backward(batch) {
        if (dx) kernels.gemm(outputGradient!, turned!, dx, batch, inputs, units, false, false, false, null);
      },
      parameterGradients(batch) {
        const dy = outputGradient!;
        kernels.gemm(x, dy, gradients.kernel, inputs, units, batch, true, false, false, null);
        if (bias) kernels.sumRows(dy, gradients.bias, batch, units, false);
      },
    };
  },
  examples: [
    { inputs: [[3]], config: { units: 5 } },
    { inputs: [[17]], config: { units: 7, bias: false, initializer: 'xavier' } },
    { inputs: [[2, 3, 2]], config: { units: 1 } },
  ],
});
