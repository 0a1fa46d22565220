/**
 * y[n,i,j,c] = mean of x[n, i s - p .. + size, j s - p .. + size, c]      x [N,H,W,C]  y [N,OH,OW,C]
 * Padding counts as zeros, or not at all.
 */
import { z } from 'zod';
import { sizeOf } from '../types.ts';
import { defineLayer, LayerProblem } from './definition.ts';
import { padSchema, strideSchema, windowSizes, windowSizeSchema } from './window.ts';

const config = z.strictObject({
  size: windowSizeSchema.describe('side of the window: k, or [height, width]'),
  stride: strideSchema.nullable().describe('step of the window in pixels; null: the height of the window'),
  pad: padSchema,
  countPad: z.boolean().describe('whether padding is part of the mean, as zeros'),
});

type Config = z.infer<typeof config>;

function sizes({ size, stride, pad }: Config, input: readonly number[]) {
  const sides = typeof size === 'number' ? [size, size] : size;
  if (pad >= Math.min(...sides)) throw new LayerProblem(`padding ${pad} leaves windows with no pixel in them`, `use a pad below ${Math.min(...sides)}`, 'pad');
  return windowSizes({ size, stride: stride ?? sides[0], pad }, input, 'size');
}

/** The pixels of each window, as where their first channel stands in a sample, and what their sum is divided by. */
function windowsOf(options: Config, shape: readonly number[]): { pixels: number[]; divisor: number }[] {
  const { height, width, channels, kernelHeight, kernelWidth, stride, pad, outHeight, outWidth } = sizes(options, shape);
  const range = (from: number, length: number, end: number) => Array.from({ length }, (_, i) => from + i).filter((at) => at >= 0 && at < end);
  return Array.from({ length: outHeight * outWidth }, (_, window) => {
    const rows = range(Math.floor(window / outWidth) * stride - pad, kernelHeight, height);
    const columns = range((window % outWidth) * stride - pad, kernelWidth, width);
    const pixels = rows.flatMap((row) => columns.map((column) => (row * width + column) * channels));
    return { pixels, divisor: options.countPad ? kernelHeight * kernelWidth : pixels.length };
  });
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
    const { outHeight, outWidth, channels } = sizes(options, input);
    return [outHeight, outWidth, channels];
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
  examples: [{ inputs: [[4, 6, 3]] }, { inputs: [[5, 7, 2]], config: { size: 3, stride: 2, pad: 1 } }, { inputs: [[5, 5, 1]], config: { size: [3, 2], stride: 2, pad: 1, countPad: false } }],
});
