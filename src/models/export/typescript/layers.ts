/** How each layer is written as an expression of TypeScript, with the functions of runtime/. */
import type { layers, PlannedLayer } from '../../../engine/index.ts';

/** `inputs`: the variables that hold them; `weight`: the expression of an array of the layer. */
export type LayerExpression = (layer: PlannedLayer, inputs: readonly string[], weight: (name: string) => string) => string;

const each = (of: (config: Record<string, unknown>) => string): LayerExpression => ({ config }, [x]) => `${x}.map((v) => ${of(config)})`;
const same: LayerExpression = (_, [x]) => x;

const pair = (size: unknown): [number, number] => (typeof size === 'number' ? [size, size] : (size as [number, number]));

/** `size` and `out`: the image that the window moves over, and its places. */
function windowOf({ config: { kernel, size, stride, pad, dilation = 1 } }: PlannedLayer, image: readonly number[], places: readonly number[]): string {
  const sides = pair(kernel ?? size);
  return JSON.stringify({ size: image.slice(0, 2), out: places.slice(0, 2), kernel: sides, stride: pair(stride ?? sides[0]), before: typeof pad === 'number' ? [pad, pad] : (pad as number[]).slice(0, 2), dilation: pair(dilation) });
}

const overImage = (layer: PlannedLayer): string => windowOf(layer, layer.inputShapes[0], layer.outputShape);

function filtered(name: string, windowFor: (layer: PlannedLayer) => string): LayerExpression {
  return (layer, [x], weight) => {
    const { config, inputShapes: [[, , channels]] } = layer;
    return `${name}(${x}, ${weight('kernel')}, ${config.bias ? weight('bias') : 'null'}, ${JSON.stringify({ channels, filters: config.filters, groups: config.groups ?? 1 })}, ${windowFor(layer)})`;
  };
}

export const layerExpressions = {
  dense: ({ config, outputShape }, [x], weight) => `dense(${x}, ${weight('kernel')}, ${config.bias ? weight('bias') : 'null'}, ${outputShape[0]})`,
  conv2d: filtered('convolve', overImage),
  convTranspose2d: filtered('convolveTransposed', (layer) => windowOf(layer, layer.outputShape, layer.inputShapes[0])),
  maxPool2d: (layer, [x]) => `pool(${x}, ${layer.outputShape[2]}, greatest, ${overImage(layer)})`,
  avgPool2d: (layer, [x]) => `pool(${x}, ${layer.outputShape[2]}, ${layer.config.countPad ? 'meanWithPad' : 'mean'}, ${overImage(layer)})`,
  globalAvgPool2d: ({ inputShapes: [[height, width, channels]] }, [x]) =>
    `pool(${x}, ${channels}, mean, ${JSON.stringify({ size: [height, width], out: [1, 1], kernel: [height, width], stride: [1, 1], before: [0, 0], dilation: [1, 1] })})`,
  flatten: same,
  identity: same,
  reshape: same,
  permute: ({ config, inputShapes: [shape] }, [x]) => `permute(${x}, ${JSON.stringify(shape)}, ${JSON.stringify(config.order)})`,
  bias: (_, [x], weight) => `addBias(${x}, ${weight('bias')})`,
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
