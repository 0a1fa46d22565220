/**
 * y[n,i,j,c] = mean of x[n, i s - p .. + size, j s - p .. + size, c]      x [N,H,W,C]  y [N,OH,OW,C]
 * Padding counts as zeros, or not at all.
 */
import { z } from 'zod';
import { sizeOf } from '../types.ts';
import { defineLayer } from './definition.ts';
import { dilationSchema, imageOf, padSchema, pairOf, poolAxes, strideSchema, tapsOf, windowSizeSchema } from './window.ts';

const config = z.strictObject({
  size: windowSizeSchema.describe('side of the window: k, or [height, width]'),
  stride: strideSchema.nullable().describe('step of the window in pixels; null: the height of the window'),
  pad: padSchema,
  dilation: dilationSchema.optional(),
  countPad: z.boolean().describe('whether padding is part of the mean, as zeros'),
});

type Config = z.infer<typeof config>;

const sizes = ({ size, stride, pad, dilation }: Config, input: readonly number[]) => poolAxes({ size, stride: stride ?? pairOf(size)[0], pad, dilation }, input);

/** The pixels of each window, as where their first channel stands in a sample, and what their sum is divided by. */
function windowsOf(options: Config, shape: readonly number[]): { pixels: number[]; divisor: number }[] {
  const [down, right] = sizes(options, shape);
  const columns = tapsOf(right);
  return tapsOf(down).flatMap((rows) => columns.map((places) => {
    const pixels = rows.flatMap((row) => places.map((column) => (row.at * right.size + column.at) * shape[2]));
    return { pixels, divisor: options.countPad ? down.kernel * right.kernel : pixels.length };
  }));
}

const defaults = { size: 2, stride: null, pad: 0, countPad: true };

export const avgPool2d = defineLayer<Config>({
  type: 'avgPool2d',
  summary: 'Mean over windows of an image.',
  source: 'LeCun et al. 1998; Deep Learning from Scratch, ch. 7.3',
  config,
  defaults: { modern: defaults, book: defaults },
  inputs: 'one',
  forgetsInputs: true,
  overwritable: true,
  outputShape(options, [input]) {
    const [down, right] = sizes(options, input);
    return [down.out, right.out, imageOf(input).channels];
  },
  create({ config: options, inputShapes: [shape], inputs: [x], output, inputGradients: [dx], outputGradient }) {
    const windows = windowsOf(options, shape);
    const channels = shape[2];
    const size = sizeOf(shape);
    return {
      forward(batch) {
        for (let n = 0, out = 0; n < batch; n++) {
          for (const { pixels, divisor } of windows) {
            for (let c = 0; c < channels; c++, out++) {
              let sum = 0;
              for (const pixel of pixels) sum += x[n * size + pixel + c];
              output[out] = sum / divisor;
            }
          }
        }
      },
      backward(batch) {
        if (!dx) return;
        dx.fill(0, 0, batch * size);
        for (let n = 0, out = 0; n < batch; n++) {
          for (const { pixels, divisor } of windows) {
            for (let c = 0; c < channels; c++, out++) for (const pixel of pixels) dx[n * size + pixel + c] += outputGradient![out] / divisor;
          }
        }
      },
    };
  },
  examples: [{ inputs: [[4, 6, 3]] }, { inputs: [[5, 7, 2]], config: { size: 3, stride: 2, pad: 1 } }, { inputs: [[5, 5, 1]], config: { size: [3, 2], stride: 2, pad: 1, countPad: false } }, { inputs: [[4, 5, 2]], config: { size: 2, stride: [1, 2], pad: [0, 1, 1, 0], dilation: [2, 1], countPad: false } }],
});
