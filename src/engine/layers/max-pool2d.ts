/**
 * y[n,i,j,c] = maximum of x[n, i s - p .. + size, j s - p .. + size, c]      padding never wins
 * The gradient goes to the winner, the first where several are equal.      x [N,H,W,C]  y [N,OH,OW,C]
 */
import { z } from 'zod';
import { sizeOf } from '../types.ts';
import { defineLayer, type Layer, type LayerContext } from './definition.ts';
import { dilationSchema, imageOf, padSchema, pairOf, plainWindow, poolAxes, strideSchema, tapsOf, windowSizeSchema } from './window.ts';

const config = z.strictObject({
  size: windowSizeSchema.describe('side of the window: k, or [height, width]'),
  stride: strideSchema.nullable().describe('step of the window in pixels; null: the height of the window'),
  pad: padSchema,
  dilation: dilationSchema.optional(),
});

type Config = z.infer<typeof config>;

const sizes = ({ size, stride, pad, dilation }: Config, input: readonly number[]) => poolAxes({ size, stride: stride ?? pairOf(size)[0], pad, dilation }, input);

/** Windows that the kernels do not have, in plain loops. */
function scattered({ config: options, batch, inputShapes: [shape], outputShape, inputs: [x], output, inputGradients: [dx], outputGradient, int32 }: LayerContext<Config>): Layer {
  const [down, right] = sizes(options, shape);
  const [rows, columns] = [tapsOf(down), tapsOf(right)];
  const channels = shape[2];
  const [size, places] = [sizeOf(shape), sizeOf(outputShape)];
  const argmax = int32(batch * places);

  function winner(sample: number, at: { row: number; column: number; channel: number }): number {
    let best = -1;
    for (const row of rows[at.row]) {
      for (const column of columns[at.column]) {
        const pixel = sample * size + (row.at * right.size + column.at) * channels + at.channel;
        if (best < 0 || x[pixel] > x[best]) best = pixel;
      }
    }
    return best;
  }

  return {
    forward(count) {
      for (let out = 0; out < count * places; out++) {
        const place = Math.floor((out % places) / channels);
        argmax[out] = winner(Math.floor(out / places), { row: Math.floor(place / right.out), column: place % right.out, channel: out % channels });
        output[out] = x[argmax[out]];
      }
    },
    backward(count) {
      if (!dx) return;
      dx.fill(0, 0, count * size);
      for (let out = 0; out < count * places; out++) dx[argmax[out]] += outputGradient![out];
    },
  };
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
    const [down, right] = sizes(options, input);
    return [down.out, right.out, imageOf(input).channels];
  },
  create(context) {
    const { config: options, kernels, batch, inputShapes: [shape], outputShape, inputs: [x], output, inputGradients: [dx], outputGradient, int32 } = context;
    const plain = plainWindow(sizes(options, shape), shape[2]);
    if (!plain) return scattered(context);
    const window = { ...plain, batch: 0 };
    const argmax = dx ? int32(batch * sizeOf(outputShape)) : null;
    const { kernelHeight, kernelWidth, stride, pad } = window;
    return {
      ...(kernelHeight === 2 && kernelWidth === 2 && stride === 2 && pad === 0 && { halves: output }),
      forward(count) {
        window.batch = count;
        kernels.maxPoolForward(window, x, output, argmax);
      },
      backward(count) {
        window.batch = count;
        if (dx) kernels.maxPoolBackward(window, outputGradient!, argmax!, dx);
      },
    };
  },
  examples: [{ inputs: [[4, 6, 3]] }, { inputs: [[5, 5, 5]], config: { size: 3, stride: 2, pad: 1 } }, { inputs: [[3, 7, 1]], config: { size: [1, 3], stride: 1 } }, { inputs: [[4, 5, 2]], config: { size: [2, 3], stride: [1, 2], pad: [0, 1, 1, 1] } }, { inputs: [[5, 4, 1]], config: { size: 2, stride: 1, dilation: 2 } }],
});
