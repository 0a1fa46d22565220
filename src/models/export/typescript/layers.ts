/** How each layer is written as an expression of TypeScript, with the functions of runtime/. */
import type { layers, PlannedLayer } from '../../../engine/index.ts';

/** `inputs`: the variables that hold them; `weight`: the expression of an array of the layer. */
export type LayerExpression = (layer: PlannedLayer, inputs: readonly string[], weight: (name: string) => string) => string;

const each = (of: (config: Record<string, unknown>) => string): LayerExpression => ({ config }, [x]) => `${x}.map((v) => ${of(config)})`;
const same: LayerExpression = (_, [x]) => x;

const sidesOf = (size: unknown): [number, number] => (typeof size === 'number' ? [size, size] : (size as [number, number]));

function windowOf({ config, inputShapes: [[height, width, channels]], outputShape: [outHeight, outWidth] }: PlannedLayer): string {
  const [kernelHeight, kernelWidth] = sidesOf(config.kernel ?? config.size);
  const filters = config.filters === undefined ? {} : { filters: config.filters };
  return JSON.stringify({ height, width, channels, kernelHeight, kernelWidth, stride: config.stride ?? kernelHeight, pad: config.pad, outHeight, outWidth, ...filters });
}

const filtered = (name: string): LayerExpression => (layer, [x], weight) => `${name}(${x}, ${weight('kernel')}, ${layer.config.bias ? weight('bias') : 'null'}, ${windowOf(layer)})`;

export const layerExpressions = {
  dense: ({ config, outputShape }, [x], weight) => `dense(${x}, ${weight('kernel')}, ${config.bias ? weight('bias') : 'null'}, ${outputShape[0]})`,
  conv2d: filtered('convolve'),
  convTranspose2d: filtered('convolveTransposed'),
  maxPool2d: (layer, [x]) => `pool(${x}, ${windowOf(layer)}, greatest)`,
  avgPool2d: (layer, [x]) => `pool(${x}, ${windowOf(layer)}, ${layer.config.countPad ? 'meanWithPad' : 'mean'})`,
  globalAvgPool2d: ({ inputShapes: [[height, width, channels]] }, [x]) =>
    `pool(${x}, ${JSON.stringify({ height, width, channels, kernelHeight: height, kernelWidth: width, stride: 1, pad: 0, outHeight: 1, outWidth: 1 })}, mean)`,
  flatten: same,
  identity: same,
  relu: each(() => '(v > 0 ? v : 0)'),
  sigmoid: each(() => 'logistic(v)'),
  tanh: each(() => 'tanh(v)'),
  step: each(() => '(v > 0 ? 1 : 0)'),
  leakyRelu: each(({ slope }) => `(v > 0 ? v : ${slope} * v)`),
  elu: each(({ alpha }) => `(v > 0 ? v : ${alpha} * expm1(v))`),
  gelu: each(({ form }) => (form === 'erf' ? '0.5 * v * (1 + erf(v * Math.SQRT1_2))' : '0.5 * v * (1 + tanh(0.7978845608028654 * (v + 0.044715 * v * v * v)))')),
  softplus: each(() => 'Math.max(v, 0) + log1p(exp(-Math.abs(v)))'),
  silu: each(() => 'v * logistic(v)'),
  softmax: ({ config, outputShape }, [x]) => `softmax(${x}, ${outputShape[outputShape.length - 1]}, ${config.logarithm})`,
  dropout: ({ config }, [x]) => (config.form === 'classic' ? `${x}.map((v) => v * ${1 - (config.ratio as number)})` : x),
  batchNorm: ({ config }, [x], weight) => `normalize(${x}, { gamma: ${weight('gamma')}, beta: ${weight('beta')}, mean: ${weight('runningMean')}, variance: ${weight('runningVariance')} }, ${config.epsilon})`,
  add: (_, inputs) => `sumOf([${inputs.join(', ')}])`,
  concat: ({ inputShapes }, inputs) => `concatenate([${inputs.join(', ')}], [${inputShapes.map((shape) => shape[shape.length - 1]).join(', ')}])`,
} as const satisfies Record<keyof typeof layers, LayerExpression>;
