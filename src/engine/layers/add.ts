/** y = x1 + x2 + ...      every dx = dy      (the joint of a residual connection, He et al. 2016) */
import { z } from 'zod';
import { sizeOf } from '../types.ts';
import { defineLayer, LayerProblem } from './definition.ts';

const config = z.strictObject({});

export const add = defineLayer<z.infer<typeof config>>({
  type: 'add',
  summary: 'Sum of several inputs of one shape.',
  source: 'He et al. 2016; Deep Learning from Scratch, ch. 8.2.4',
  config,
  defaults: { modern: {}, book: {} },
  inputs: 'many',
  forgetsInputs: true,
  divided: true,
  overwritable: true,
  outputShape(_, [first, ...rest]) {
    for (const shape of rest) {
      if (shape.join() !== first.join()) throw new LayerProblem(`adds inputs of one shape, not [${first.join(', ')}] and [${shape.join(', ')}]`, 'make the shapes equal (pad, filters, units), or use concat', 'inputs');
    }
    return first;
  },
  create({ kernels, outputShape, inputs: [first, second, ...rest], output, inputGradients, outputGradient }) {
    const size = sizeOf(outputShape);
    return {
      forward(batch) {
        kernels.add(first, second, output, batch * size);
        for (const x of rest) kernels.add(output, x, output, batch * size);
      },
      backward(batch) {
        for (const dx of inputGradients) if (dx) kernels.scale(outputGradient!, dx, 1, batch * size);
      },
    };
  },
  examples: [{ inputs: [[5], [5]] }, { inputs: [[3, 3, 2], [3, 3, 2], [3, 3, 2]] }],
});
