/** y = inputs side by side along the last axis (channels or features)      each dx = its part of dy */
import { z } from 'zod';
import type { FloatArray } from '../../kernels/kernels.ts';
import { sizeOf, type Shape } from '../types.ts';
import { defineLayer, LayerProblem } from './definition.ts';

const config = z.strictObject({});
const channelsOf = (shape: Shape) => shape[shape.length - 1];

export const concat = defineLayer<z.infer<typeof config>>({
  type: 'concat',
  summary: 'Joins several inputs along the channels.',
  source: 'Szegedy et al. 2015; Deep Learning from Scratch, ch. 8.2.3',
  config,
  defaults: { modern: {}, book: {} },
  inputs: 'many',
  forgetsInputs: true,
  divided: true,
  overwritable: true,
  outputShape(_, inputs) {
    const [first, ...rest] = inputs;
    for (const shape of rest) {
      if (shape.slice(0, -1).join() !== first.slice(0, -1).join() || shape.length !== first.length) {
        throw new LayerProblem(`joins inputs that differ in the last size only, not [${first.join(', ')}] and [${shape.join(', ')}]`, 'make height and width equal (pad, stride)', 'inputs');
      }
    }
    return [...first.slice(0, -1), inputs.reduce((sum, shape) => sum + channelsOf(shape), 0)];
  },
  create({ kernels, inputShapes, outputShape, inputs, output, inputGradients, outputGradient }) {
    const total = channelsOf(outputShape);
    const rowsPerSample = sizeOf(outputShape) / total;
    let next = 0;
    const parts = inputShapes.map((shape, i) => {
      const part = { x: inputs[i], dx: inputGradients[i] as FloatArray | null, channels: channelsOf(shape), start: next };
      next += part.channels;
      return part;
    });
    return {
      forward(batch) {
        for (const { x, channels, start } of parts) kernels.copyColumns(x, channels, 0, output, total, start, batch * rowsPerSample, channels);
      },
      backward(batch) {
        for (const { dx, channels, start } of parts) {
          if (dx) kernels.copyColumns(outputGradient!, total, start, dx, channels, 0, batch * rowsPerSample, channels);
        }
      },
    };
  },
  examples: [{ inputs: [[3], [5]] }, { inputs: [[2, 2, 1], [2, 2, 3], [2, 2, 5]] }],
});
