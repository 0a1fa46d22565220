/**
 * y[n,i,j,c] = maximum of x[n, i s - p .. + size, j s - p .. + size, c]      padding never wins
 * The gradient goes to the winner, the first where several are equal.      x [N,H,W,C]  y [N,OH,OW,C]
 */
import { z } from 'zod';
import { sizeOf } from '../types.ts';
import { defineLayer, LayerProblem } from './definition.ts';
import { padSchema, strideSchema, windowSizes, windowSizeSchema } from './window.ts';

const config = z.strictObject({
  size: windowSizeSchema.describe('side of the window: k, or [height, width]'),
  stride: strideSchema.nullable().describe('step of the window in pixels; null: the height of the window'),
  pad: padSchema,
});

type Config = z.infer<typeof config>;

function sizes({ size, stride, pad }: Config, input: readonly number[]) {
  const sides = typeof size === 'number' ? [size, size] : size;
  if (pad >= Math.min(...sides)) throw new LayerProblem(`padding ${pad} leaves windows with no pixel in them`, `use a pad below ${Math.min(...sides)}`, 'pad');
  return windowSizes({ size, stride: stride ?? sides[0], pad }, input, 'size');
}

const defaults = { size: 2, stride: null, pad: 0 };

export const maxPool2d = defineLayer<Config>({
  type: 'maxPool2d',
  summary: 'Maximum over windows of an image.',
  source: 'Deep Learning from Scratch, ch. 7.3',
  config,
  defaults: { modern: defaults, book: defaults },
  inputs: 'one',
  forgetsInputs: true,
  overwritable: true,
  outputShape(options, [input]) {
    const { outHeight, outWidth, channels } = sizes(options, input);
    return [outHeight, outWidth, channels];
  },
  create({ config: options, kernels, batch, inputShapes, outputShape, inputs: [x], output, inputGradients: [dx], outputGradient, int32 }) {
    const window = { ...sizes(options, inputShapes[0]), batch: 0 };
    const argmax = int32(batch * sizeOf(outputShape));
    return {
      forward(count) {
        window.batch = count;
        kernels.maxPoolForward(window, x, output, argmax);
      },
      backward(count) {
        window.batch = count;
        if (dx) kernels.maxPoolBackward(window, outputGradient!, argmax, dx);
      },
    };
  },
  examples: [{ inputs: [[4, 6, 3]] }, { inputs: [[5, 5, 5]], config: { size: 3, stride: 2, pad: 1 } }, { inputs: [[3, 7, 1]], config: { size: [1, 3], stride: 1 } }],
});
