/**
 * y[n,i,j,f] = b[f] + sum over ky,kx,c of x[n, i s + ky - p, j s + kx - p, c] W[ky,kx,c,f]      (cross-correlation, zeros outside)
 * x [N,H,W,C]  W [KH,KW,C,F]  b [F]  y [N,OH,OW,F]      OH = floor((H + 2p - KH)/s) + 1, OW alike
 * With g groups, W is [KH,KW,C/g,F]: filters of the first F/g see the first C/g channels, and so on.
 */
import { z } from 'zod';
import { initializerSchema, resolveInitializer } from '../initializers/index.ts';
import { defineLayer, type Layer, type LayerContext, LayerProblem } from './definition.ts';
import { gather, pairGradient, scatter, type Scatter } from './scattered-conv.ts';
import { axesOf, dilationSchema, imageOf, padSchema, plainWindow, strideSchema, windowSizeSchema } from './window.ts';

export const groupsSchema = z.int().min(1).max(65_536).describe('parts into which channels and filters are divided, each seeing its own only; 1 when it is left out');

const config = z.strictObject({
  filters: z.int().min(1).max(65_536).describe('number of output channels'),
  kernel: windowSizeSchema.describe('side of the filters: k, or [height, width]'),
  stride: strideSchema,
  pad: padSchema,
  dilation: dilationSchema.optional(),
  groups: groupsSchema.optional(),
  bias: z.boolean().describe('add a bias to each filter'),
  initializer: initializerSchema.describe('initial weights'),
});

type Config = z.infer<typeof config>;
const common = { stride: 1, pad: 0, bias: true };

export function convolutionAxes({ kernel, stride, pad, dilation }: Pick<Config, 'kernel' | 'stride' | 'pad' | 'dilation'>, input: readonly number[]) {
  return axesOf({ size: kernel, stride, pad, dilation }, input, 'kernel');
}

/** What the kernels compute; null where plain loops have to. */
export function plainConvolution(options: Pick<Config, 'kernel' | 'stride' | 'pad' | 'dilation' | 'groups' | 'filters'>, input: readonly number[]) {
  const window = (options.groups ?? 1) === 1 ? plainWindow(convolutionAxes(options, input), imageOf(input).channels) : null;
  return window && { ...window, filters: options.filters, batch: 0 };
}

export function checkGroups({ filters, groups = 1 }: { filters: number; groups?: number | undefined }, channels: number): number {
  if (channels % groups === 0 && filters % groups === 0) return groups;
  throw new LayerProblem(`cannot divide ${channels} channels and ${filters} filters into ${groups} groups`, 'use groups that divide both', 'groups');
}

/** On the kernels of the build. */
function plain(window: NonNullable<ReturnType<typeof plainConvolution>>, context: LayerContext<Config>): Layer {
  const { config: options, kernels, inputs: [x], output, inputGradients: [dx], outputGradient, parameters, gradients, training, conv2dForm, shared, running } = context;
  const form = conv2dForm(window);
  const packed = shared(form.packed);
  const turned = dx ? shared(form.turned) : null;
  const sum = training ? running(form.running) : null;
  const bias = options.bias ? parameters.bias : null;
  const prepare = (): void => {
    kernels.conv2dPack(window, parameters.kernel, packed);
    if (turned) kernels.conv2dPackTurned(window, parameters.kernel, turned);
  };
  return {
    prepare,
    forward(batch) {
      window.batch = batch;
      kernels.conv2dForward(window, x, packed, bias, output);
    },
    withMaxPool(pooled) {
      if (!form.poolable) return null;
      return {
        prepare,
        forward(batch) {
          window.batch = batch;
          kernels.conv2dMaxPoolForward(window, x, packed, bias, pooled);
        },
      };
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
}

function scattered({ config: options, kernels, inputShapes: [shape], inputs: [x], output, inputGradients: [dx], outputGradient, parameters, gradients }: LayerContext<Config>): Layer {
  const axes = convolutionAxes(options, shape);
  const { filters } = options;
  const form: Scatter = { axes, large: shape[2], small: filters, groups: options.groups ?? 1, steps: { large: filters, small: 1 } };
  const places = axes[0].out * axes[1].out;
  return {
    forward(batch) {
      gather(form, batch, { from: x, kernel: parameters.kernel, to: output });
      if (options.bias) for (let i = 0; i < batch * places * filters; i++) output[i] += parameters.bias[i % filters];
    },
    backward(batch, accumulate) {
      pairGradient(form, batch, { large: x, small: outputGradient!, gradient: gradients.kernel, accumulate });
      if (options.bias) kernels.sumRows(outputGradient!, gradients.bias, batch * places, filters, accumulate);
      if (dx) scatter(form, batch, { from: outputGradient!, kernel: parameters.kernel, to: dx });
    },
  };
}

export const conv2d = defineLayer<Config>({
  type: 'conv2d',
  summary: 'Convolution over images.',
  source: 'Deep Learning from Scratch, ch. 7.2',
  config,
  defaults: { modern: { ...common, initializer: 'he' }, book: { ...common, initializer: { type: 'normal', std: 0.01 } } },
  inputs: 'one',
  overwritable: true,
  outputShape(options, [input]) {
    const [down, right] = convolutionAxes(options, input);
    return [down.out, right.out, options.filters];
  },
  parameters(options, [input]) {
    const [down, right] = convolutionAxes(options, input);
    const { channels } = imageOf(input);
    const inputs = channels / checkGroups(options, channels);
    const fanIn = down.kernel * right.kernel * inputs;
    const kernel = { name: 'kernel', shape: [down.kernel, right.kernel, inputs, options.filters], initializer: resolveInitializer(options.initializer), fanIn, decays: true };
    return options.bias ? [kernel, { name: 'bias', shape: [options.filters], initializer: resolveInitializer('zeros'), fanIn, decays: false }] : [kernel];
  },
  multiplyAdds(options, [input]) {
    const [down, right] = convolutionAxes(options, input);
    return (down.out * right.out * down.kernel * right.kernel * imageOf(input).channels * options.filters) / (options.groups ?? 1);
  },
  create(context) {
    const window = plainConvolution(context.config, context.inputShapes[0]);
    return window ? plain(window, context) : scattered(context);
  },
  examples: [
    { inputs: [[5, 5, 1]], config: { filters: 3, kernel: 3 } },
    { inputs: [[6, 5, 3]], config: { filters: 5, kernel: [3, 2], pad: 1, stride: 2 } },
    { inputs: [[7, 7, 5]], config: { filters: 7, kernel: 5, pad: 2, bias: false } },
    { inputs: [[5, 6, 2]], config: { filters: 3, kernel: [2, 3], stride: [2, 1], pad: [1, 0, 0, 2], dilation: [1, 2] } },
    { inputs: [[4, 3, 4]], config: { filters: 6, kernel: 3, pad: 1, groups: 2 } },
    { inputs: [[3, 3, 3]], config: { filters: 3, kernel: 2, groups: 3, bias: false } },
  ],
});
