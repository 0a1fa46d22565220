/** y[n,c] = mean over the pixels of x[n,:,:,c]      dx = dy/(H W)      x [N,H,W,C]  y [N,C] */
import { z } from 'zod';
import { sizeOf } from '../types.ts';
import { defineLayer, LayerProblem } from './definition.ts';

const config = z.strictObject({});

export const globalAvgPool2d = defineLayer<z.infer<typeof config>>({
  type: 'globalAvgPool2d',
  summary: 'Mean of each channel over the whole image.',
  source: 'Lin, Chen and Yan 2014',
  config,
  defaults: { modern: {}, book: {} },
  inputs: 'one',
  forgetsInputs: true,
  overwritable: true,
  outputShape(_, [input]) {
    if (input.length !== 3) throw new LayerProblem(`needs an image [height, width, channels], but its input has shape [${input.join(', ')}]`, 'place it before flatten or dense, or give the data as images');
    return [input[2]];
  },
  create({ inputShapes: [shape], inputs: [x], output, inputGradients: [dx], outputGradient }) {
    const size = sizeOf(shape);
    const channels = shape[2];
    const pixels = size / channels;
    return {
      forward(batch) {
        for (let n = 0; n < batch; n++) {
          for (let c = 0; c < channels; c++) {
            let sum = 0;
            for (let i = c; i < size; i += channels) sum += x[n * size + i];
            output[n * channels + c] = sum / pixels;
          }
        }
      },
      backward(batch) {
        if (dx) for (let i = 0; i < batch * size; i++) dx[i] = outputGradient![Math.floor(i / size) * channels + (i % channels)] / pixels;
      },
    };
  },
  examples: [{ inputs: [[3, 4, 5]] }, { inputs: [[1, 2, 3]] }],
});
