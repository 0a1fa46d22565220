/**
 * The transpose of a convolution from y to x: y[n, i s + ky - p, j s + kx - p, f] += x[n,i,j,c] W[ky,kx,c,f], then + b[f]
 * x [N,H,W,C]  W [KH,KW,C,F]  b [F]  y [N,OH,OW,F]      OH = (H - 1) s - 2p + KH + outputPad, OW alike
 * Its forward pass is the input gradient of that convolution, its input gradient the forward pass (Dumoulin and Visin 2016, ch. 4).
 */
import { z } from 'zod';
import type { FloatArray } from '../../kernels/kernels.ts';
import { initializerSchema, resolveInitializer } from '../initializers/index.ts';
import { defineLayer, LayerProblem } from './definition.ts';
import { padSchema, strideSchema, windowSizeSchema } from './window.ts';

const config = z.strictObject({
  filters: z.int().min(1).max(65_536).describe('number of output channels'),
  kernel: windowSizeSchema.describe('side of the filters: k, or [height, width]'),
  stride: strideSchema,
  pad: padSchema.describe('pixels cut off on every side of the output'),
  outputPad: z.int().min(0).max(1023).describe('pixels added at the bottom and right of the output; less than the stride'),
  bias: z.boolean().describe('add a bias to each filter'),
  initializer: initializerSchema.describe('initial weights'),
});

type Config = z.infer<typeof config>;
const common = { stride: 1, pad: 0, outputPad: 0, bias: true };

/** Sizes of the convolution from the layer's output back to its input. */
function windowOf({ kernel, stride, pad, outputPad, filters }: Config, input: readonly number[]) {
  if (input.length !== 3) throw new LayerProblem(`needs an image [height, width, channels], but its input has shape [${input.join(', ')}]`, 'place it before flatten or dense, or give the data as images');
  if (outputPad >= stride) throw new LayerProblem(`outputPad ${outputPad} is not less than the stride ${stride}`, 'use a smaller outputPad', 'outputPad');
  const [outHeight, outWidth, channels] = input;
  const [kernelHeight, kernelWidth] = typeof kernel === 'number' ? [kernel, kernel] : kernel;
  const height = (outHeight - 1) * stride - 2 * pad + kernelHeight + outputPad;
  const width = (outWidth - 1) * stride - 2 * pad + kernelWidth + outputPad;
  if (height < 1 || width < 1) throw new LayerProblem(`padding ${pad} leaves nothing of the output`, 'use a smaller pad', 'pad');
  return { batch: 0, height, width, channels: filters, filters: channels, kernelHeight, kernelWidth, stride, pad, outHeight, outWidth };
}

export const convTranspose2d = defineLayer<Config>({
  type: 'convTranspose2d',
  summary: 'Transposed convolution: enlarges images.',
  source: 'Zeiler et al. 2010; Dumoulin and Visin 2016',
  config,
  defaults: { modern: { ...common, initializer: 'he' }, book: { ...common, initializer: { type: 'normal', std: 0.01 } } },
  inputs: 'one',
  overwritable: true,
  outputShape(options, [input]) {
    const { height, width } = windowOf(options, input);
    return [height, width, options.filters];
  },
  parameters(options, [input]) {
    const { kernelHeight, kernelWidth, filters: channels } = windowOf(options, input);
    const fanIn = kernelHeight * kernelWidth * channels;
    const kernel = { name: 'kernel', shape: [kernelHeight, kernelWidth, channels, options.filters], initializer: resolveInitializer(options.initializer), fanIn, decays: true };
    return options.bias ? [kernel, { name: 'bias', shape: [options.filters], initializer: resolveInitializer('zeros'), fanIn, decays: false }] : [kernel];
  },
  multiplyAdds(options, [input]) {
    const w = windowOf(options, input);
    return w.outHeight * w.outWidth * w.kernelHeight * w.kernelWidth * w.channels * w.filters;
  },
  create({ config: options, kernels, inputShapes: [shape], inputs: [x], output, inputGradients: [dx], outputGradient, parameters, gradients, training, conv2dForm, shared, running }) {
    const window = windowOf(options, shape);
    const { channels, filters, kernelHeight, kernelWidth } = window;
    const form = conv2dForm(window);
    const taps = kernelHeight * kernelWidth;
    const swapped = shared(taps * channels * filters);
    const turned = shared(form.turned);
    const packed = dx ? shared(form.packed) : null;
    const sum = training ? running(form.running) : null;
    const summed = training ? running(taps * channels * filters) : null;

    /** Each tap [rows, columns] of a kernel as [columns, rows]. */
    const tapsOf = (array: FloatArray) => Array.from({ length: taps }, (_, tap) => array.subarray(tap * channels * filters, (tap + 1) * channels * filters));
    const [own, other] = [tapsOf(parameters.kernel), tapsOf(swapped)];
    const [gradient, otherGradient] = training ? [tapsOf(gradients.kernel), tapsOf(summed!)] : [[], []];

    return {
      prepare() {
        own.forEach((tap, i) => kernels.transpose(tap, other[i], filters, channels));
        kernels.conv2dPackTurned(window, swapped, turned);
        if (packed) kernels.conv2dPack(window, swapped, packed);
      },
      forward(batch) {
        window.batch = batch;
        kernels.conv2dInputGradient(window, x, turned, output);
        if (!options.bias) return;
        for (let i = 0; i < batch * window.height * window.width * channels; i++) output[i] += parameters.bias[i % channels];
      },
      backward(batch, accumulate) {
        window.batch = batch;
        const dy = outputGradient!;
        kernels.conv2dKernelGradient(window, dy, x, sum!, accumulate);
        if (options.bias) kernels.sumRows(dy, gradients.bias, batch * window.height * window.width, channels, accumulate);
        if (dx) kernels.conv2dForward(window, dy, packed!, null, dx);
      },
      finish() {
        kernels.conv2dUnpackGradient(window, sum!, summed!);
        otherGradient.forEach((tap, i) => kernels.transpose(tap, gradient[i], channels, filters));
      },
    };
  },
  examples: [
    { inputs: [[3, 4, 2]], config: { filters: 3, kernel: 2, stride: 2 } },
    { inputs: [[4, 3, 3]], config: { filters: 2, kernel: 3, stride: 2, pad: 1, outputPad: 1 } },
    { inputs: [[3, 3, 1]], config: { filters: 5, kernel: [4, 3], stride: 1, pad: 1, bias: false } },
  ],
});
