/**
 * y[n,i,j,f] = b[f] + sum over ky,kx,c of x[n, i s + ky - p, j s + kx - p, c] W[ky,kx,c,f]      (cross-correlation, zeros outside)
 * x [N,H,W,C]  W [KH,KW,C,F]  b [F]  y [N,OH,OW,F]      OH = floor((H + 2p - KH)/s) + 1, OW alike
 */
import { z } from 'zod';
import { initializerSchema, resolveInitializer } from '../initializers/index.ts';
import { defineLayer } from './definition.ts';
import { padSchema, strideSchema, windowSizes, windowSizeSchema } from './window.ts';

const config = z.strictObject({
  filters: z.int().min(1).max(65_536).describe('number of output channels'),
  kernel: windowSizeSchema.describe('side of the filters: k, or [height, width]'),
  stride: strideSchema,
  pad: padSchema,
  bias: z.boolean().describe('add a bias to each filter'),
  initializer: initializerSchema.describe('initial weights'),
});

type Config = z.infer<typeof config>;
const windowOf = ({ kernel, stride, pad }: Config) => ({ size: kernel, stride, pad });
const common = { stride: 1, pad: 0, bias: true };

export const conv2d = defineLayer<Config>({
  type: 'conv2d',
  summary: 'Convolution over images.',
  source: 'Deep Learning from Scratch, ch. 7.2',
  config,
  defaults: { modern: { ...common, initializer: 'he' }, book: { ...common, initializer: { type: 'normal', std: 0.01 } } },
  inputs: 'one',
  overwritable: true,
  outputShape(options, [input]) {
    const { outHeight, outWidth } = windowSizes(windowOf(options), input, 'kernel');
    return [outHeight, outWidth, options.filters];
  },
  parameters(options, [input]) {
    const { kernelHeight, kernelWidth, channels } = windowSizes(windowOf(options), input, 'kernel');
    const fanIn = kernelHeight * kernelWidth * channels;
    const kernel = { name: 'kernel', shape: [kernelHeight, kernelWidth, channels, options.filters], initializer: resolveInitializer(options.initializer), fanIn, decays: true };
    return options.bias ? [kernel, { name: 'bias', shape: [options.filters], initializer: resolveInitializer('zeros'), fanIn, decays: false }] : [kernel];
  },
  multiplyAdds(options, [input]) {
    const w = windowSizes(windowOf(options), input, 'kernel');
    return w.outHeight * w.outWidth * w.kernelHeight * w.kernelWidth * w.channels * options.filters;
  },
  create({ config: options, kernels, inputShapes, inputs: [x], output, inputGradients: [dx], outputGradient, parameters, gradients, training, conv2dForm, shared, running }) {
    const window = { ...windowSizes(windowOf(options), inputShapes[0], 'kernel'), filters: options.filters, batch: 0 };
    const form = conv2dForm(window);
    const packed = shared(form.packed);
    const turned = dx ? shared(form.turned) : null;
    const sum = training ? running(form.running) : null;
    return {
      prepare() {
        kernels.conv2dPack(window, parameters.kernel, packed);
        if (turned) kernels.conv2dPackTurned(window, parameters.kernel, turned);
      },
      forward(batch) {
        window.batch = batch;
        kernels.conv2dForward(window, x, packed, options.bias ? parameters.bias : null, output);
      },
      backward(batch, accumulate) {
        window.batch = batch;
        const dy = outputGradient!;
        kernels.conv2dKernelGradient(window, x, dy, sum!, accumulate);
        if (options.bias) kernels.sumRows(dy, gradients.bias, batch * window.outHeight * window.outWidth, options.filters, accumulate);
        if (dx) kernels.conv2dInputGradient(window, dy, turned!, dx);
      },
      finish: () => kernels.conv2dUnpackGradient(window, sum!, gradients.kernel),
    };
  },
  examples: [
    { inputs: [[5, 5, 1]], config: { filters: 3, kernel: 3 } },
    { inputs: [[6, 5, 3]], config: { filters: 5, kernel: [3, 2], pad: 1, stride: 2 } },
    { inputs: [[7, 7, 5]], config: { filters: 7, kernel: 5, pad: 2, bias: false } },
  ],
});
