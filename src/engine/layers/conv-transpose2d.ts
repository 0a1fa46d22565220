/**
 * The transpose of a convolution from y to x: y[n, i s + ky - p, j s + kx - p, f] += x[n,i,j,c] W[ky,kx,c,f], then + b[f]
 * x [N,H,W,C]  W [KH,KW,C,F]  b [F]  y [N,OH,OW,F]      OH = (H - 1) s - 2p + KH + outputPad, OW alike
 * With g groups, W is [KH,KW,C,F/g]: the first C/g channels give the first F/g filters, and so on.
 * Its forward pass is the input gradient of that convolution, its input gradient the forward pass (Dumoulin and Visin 2016, ch. 4).
 */
import { z } from 'zod';
import type { FloatArray } from '../../kernels/kernels.ts';
import { initializerSchema, resolveInitializer } from '../initializers/index.ts';
import { checkGroups, groupsSchema } from './conv2d.ts';
import { defineLayer, type Layer, type LayerContext, LayerProblem } from './definition.ts';
import { gather, pairGradient, scatter, type Scatter } from './scattered-conv.ts';
import { type Axis, dilationSchema, edgesOf, imageOf, padSchema, pairOf, plainWindow, reachOf, strideSchema, windowSizeSchema } from './window.ts';

const outputEdge = z.int().min(0).max(1023);

const config = z.strictObject({
  filters: z.int().min(1).max(65_536).describe('number of output channels'),
  kernel: windowSizeSchema.describe('side of the filters: k, or [height, width]'),
  stride: strideSchema,
  pad: padSchema.describe('pixels cut off on every side of the output, or [top, left, bottom, right]'),
  outputPad: z.union([outputEdge, z.tuple([outputEdge, outputEdge])]).describe('pixels added at the bottom and right of the output, or [bottom, right]; less than the stride or the dilation'),
  dilation: dilationSchema.optional(),
  groups: groupsSchema.optional(),
  bias: z.boolean().describe('add a bias to each filter'),
  initializer: initializerSchema.describe('initial weights'),
});

type Config = z.infer<typeof config>;
const common = { stride: 1, pad: 0, outputPad: 0, bias: true };

/** Both sides of the convolution from the layer's output, which is its large image, back to its input. */
function axesOf({ kernel, stride, pad, outputPad, dilation = 1 }: Config, input: readonly number[]): [Axis, Axis] {
  const { height, width } = imageOf(input);
  const edges = edgesOf(pad);
  const extra = typeof outputPad === 'number' ? [outputPad, outputPad] : outputPad;
  const axes = [height, width].map((out, i): Axis => {
    const axis = { out, kernel: pairOf(kernel)[i], stride: pairOf(stride)[i], dilation: pairOf(dilation)[i], before: edges[i], after: edges[i + 2] };
    if (extra[i] >= Math.max(axis.stride, axis.dilation)) throw new LayerProblem(`outputPad ${extra[i]} is not less than the stride ${axis.stride}`, 'use a smaller outputPad', 'outputPad');
    const size = (out - 1) * axis.stride - axis.before - axis.after + reachOf(axis.kernel, axis.dilation) + extra[i];
    if (size < 1) throw new LayerProblem(`padding ${JSON.stringify(pad)} leaves nothing of the output`, 'use a smaller pad', 'pad');
    return { ...axis, size };
  });
  return [axes[0], axes[1]];
}

/** On the kernels of the build: the forward pass is the input gradient of the convolution from output to input. */
function plain(window: NonNullable<ReturnType<typeof windowOf>>, context: LayerContext<Config>): Layer {
  const { config: options, kernels, inputs: [x], output, inputGradients: [dx], outputGradient, parameters, gradients, training, conv2dForm, shared, running } = context;
  const { channels, filters, kernelHeight, kernelWidth } = window;
  const form = conv2dForm(window);
  const taps = kernelHeight * kernelWidth;
  const swapped = shared(taps * channels * filters);
  const turned = shared(form.turned);
  const packed = dx ? shared(form.packed) : null;
  const sum = training ? running(form.running) : null;
  const summed = training ? running(taps * channels * filters) : null;

  /** Each tap [rows, columns] of a kernel as [columns, rows]. */
  const tapsIn = (array: FloatArray) => Array.from({ length: taps }, (_, tap) => array.subarray(tap * channels * filters, (tap + 1) * channels * filters));
  const [own, other] = [tapsIn(parameters.kernel), tapsIn(swapped)];
  const [gradient, otherGradient] = training ? [tapsIn(gradients.kernel), tapsIn(summed!)] : [[], []];

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
}

function scattered({ config: options, kernels, inputShapes: [shape], inputs: [x], output, inputGradients: [dx], outputGradient, parameters, gradients }: LayerContext<Config>): Layer {
  const axes = axesOf(options, shape);
  const { filters, groups = 1 } = options;
  const form: Scatter = { axes, large: filters, small: shape[2], groups, steps: { large: 1, small: filters / groups } };
  const pixels = axes[0].size * axes[1].size;
  return {
    forward(batch) {
      scatter(form, batch, { from: x, kernel: parameters.kernel, to: output });
      if (options.bias) for (let i = 0; i < batch * pixels * filters; i++) output[i] += parameters.bias[i % filters];
    },
    backward(batch, accumulate) {
      pairGradient(form, batch, { large: outputGradient!, small: x, gradient: gradients.kernel, accumulate });
      if (options.bias) kernels.sumRows(outputGradient!, gradients.bias, batch * pixels, filters, accumulate);
      if (dx) gather(form, batch, { from: outputGradient!, kernel: parameters.kernel, to: dx });
    },
  };
}

/** What the kernels compute; null where plain loops have to. */
function windowOf(options: Config, input: readonly number[]) {
  const window = (options.groups ?? 1) === 1 ? plainWindow(axesOf(options, input), options.filters) : null;
  return window && { ...window, filters: input[2], batch: 0 };
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
    const [down, right] = axesOf(options, input);
    return [down.size, right.size, options.filters];
  },
  parameters(options, [input]) {
    const [down, right] = axesOf(options, input);
    const { channels } = imageOf(input);
    const groups = checkGroups(options, channels);
    const fanIn = (down.kernel * right.kernel * channels) / groups;
    const kernel = { name: 'kernel', shape: [down.kernel, right.kernel, channels, options.filters / groups], initializer: resolveInitializer(options.initializer), fanIn, decays: true };
    return options.bias ? [kernel, { name: 'bias', shape: [options.filters], initializer: resolveInitializer('zeros'), fanIn, decays: false }] : [kernel];
  },
  multiplyAdds(options, [input]) {
    const [down, right] = axesOf(options, input);
    return (down.out * right.out * down.kernel * right.kernel * imageOf(input).channels * options.filters) / (options.groups ?? 1);
  },
  create(context) {
    const window = windowOf(context.config, context.inputShapes[0]);
    return window ? plain(window, context) : scattered(context);
  },
  examples: [
    { inputs: [[3, 4, 2]], config: { filters: 3, kernel: 2, stride: 2 } },
    { inputs: [[4, 3, 3]], config: { filters: 2, kernel: 3, stride: 2, pad: 1, outputPad: 1 } },
    { inputs: [[3, 3, 1]], config: { filters: 5, kernel: [4, 3], stride: 1, pad: 1, bias: false } },
    { inputs: [[3, 2, 2]], config: { filters: 3, kernel: [2, 3], stride: [2, 1], pad: [1, 0, 0, 1], dilation: [1, 2], outputPad: [1, 0] } },
    { inputs: [[2, 3, 4]], config: { filters: 6, kernel: 2, stride: 2, groups: 2 } },
  ],
});
