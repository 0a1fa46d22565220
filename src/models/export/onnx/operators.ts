/** How each layer is written in ONNX's operators. */
import { type layers, type PlannedLayer, sizeOf } from '../../../engine/index.ts';
import type { OnnxAttribute } from '../../../formats/onnx/index.ts';
import { type GraphBuilder, type GraphValue, imageOrRow } from './graph.ts';
import { averagePool, convolution, convolutionTranspose, globalAveragePool, maxPool } from './images.ts';
import { batchNormalization } from './normalization.ts';

/** Writes a layer's nodes; the last one bears the layer's name. */
export type LayerWriter = (layer: PlannedLayer, graph: GraphBuilder, inputs: readonly GraphValue[]) => GraphValue;

type Attributes = Readonly<Record<string, OnnxAttribute>>;

/** An operator on each value by itself: it takes an image in the form it has. */
export const elementwise = (operator: string, attributesOf: (config: Record<string, unknown>) => Attributes = () => ({}), opset = 17): LayerWriter => ({ name, config }, graph, [x]) => {
  graph.opset = Math.max(graph.opset, opset);
  return like(x, (input) => graph.node({ operator, inputs: [input], attributes: attributesOf(config), name }));
};

/** The value that comes of an image in the form that is there. */
const like = (x: GraphValue, make: (input: string) => string): GraphValue => (x.first === undefined ? { shape: x.shape, last: make(x.last!) } : { shape: x.shape, first: make(x.first) });

const float = (value: unknown): OnnxAttribute => ({ float: value as number });

const dense: LayerWriter = ({ name, config, inputShapes: [shape], outputShape }, graph, [x]) => {
  const [inputs, units] = [sizeOf(shape), outputShape[0]];
  const kernel = graph.constant(`${name}.kernel`, graph.weight(`${name}.kernel`), [inputs, units]);
  if (!config.bias) return { shape: outputShape, last: graph.node({ operator: 'MatMul', inputs: [graph.flat(x), kernel], name }) };
  const bias = graph.constant(`${name}.bias`, graph.weight(`${name}.bias`), [units]);
  return { shape: outputShape, last: graph.node({ operator: 'Gemm', inputs: [graph.flat(x), kernel, bias], name }) };
};

const flatten: LayerWriter = ({ name, outputShape }, graph, [x]) => ({ shape: outputShape, last: graph.node({ operator: 'Flatten', inputs: [graph.last(x)], attributes: { axis: { int: 1 } }, name }) });

const reshape: LayerWriter = ({ name, outputShape }, graph, [x]) => {
  const shape = graph.constant(`${name}/shape`, BigInt64Array.from([-1, ...outputShape], BigInt), [outputShape.length + 1]);
  return { shape: outputShape, last: graph.node({ operator: 'Reshape', inputs: [graph.last(x), shape], name }) };
};

const permute: LayerWriter = ({ name, config, outputShape }, graph, [x]) =>
  ({ shape: outputShape, last: graph.node({ operator: 'Transpose', inputs: [graph.last(x)], attributes: { perm: { ints: [0, ...(config.order as number[]).map((axis) => axis + 1)] } }, name }) });

const bias: LayerWriter = ({ name, config, outputShape }, graph, [x]) => {
  const values = graph.weight(`${name}.bias`);
  const constant = graph.constant(`${name}.bias`, values, config.axis === 'element' ? outputShape : [values.length]);
  return { shape: outputShape, last: graph.node({ operator: 'Add', inputs: [graph.last(x), constant], name }) };
};

/** Over the last axis of ours: channels or features. */
const alongChannels = (operator: string) => (name: string, graph: GraphBuilder, values: readonly GraphValue[]): string => {
  const image = values[0].shape.length === 3;
  return graph.node({ operator, inputs: values.map((value) => (image ? graph.first(value) : graph.last(value))), attributes: { axis: { int: image ? 1 : values[0].shape.length } }, name });
};

const softmax: LayerWriter = ({ name, config, outputShape }, graph, [x]) => imageOrRow(outputShape, alongChannels(config.logarithm ? 'LogSoftmax' : 'Softmax')(name, graph, [x]));
const concat: LayerWriter = ({ name, outputShape }, graph, inputs) => imageOrRow(outputShape, alongChannels('Concat')(name, graph, inputs));

const add: LayerWriter = ({ name, outputShape }, graph, inputs) => {
  const names = inputs.map((value) => (outputShape.length === 3 ? graph.first(value) : graph.last(value)));
  const sum = names.slice(1).reduce((left, right, i) => graph.node({ operator: 'Add', inputs: [left, right], name: i === names.length - 2 ? name : `${name}/${i + 1}` }), names[0]);
  return imageOrRow(outputShape, sum);
};

const step: LayerWriter = ({ name }, graph, [x]) => like(x, (input) => {
  const zero = graph.constant(`${name}/zero`, Float32Array.of(0), []);
  const above = graph.node({ operator: 'Greater', inputs: [input, zero], name: `${name}/above` });
  return graph.node({ operator: 'Cast', inputs: [above], attributes: { to: { int: 1 } }, name });
});

const silu: LayerWriter = ({ name }, graph, [x]) => like(x, (input) => {
  const share = graph.node({ operator: 'Sigmoid', inputs: [input], name: `${name}/share` });
  return graph.node({ operator: 'Mul', inputs: [input, share], name });
});

/** In the classic form prediction scales; in the inverted one the operator changes nothing. */
const dropout: LayerWriter = ({ name, config }, graph, [x]) => like(x, (input) => {
  const ratio = config.ratio as number;
  const classic = config.form === 'classic';
  const factor = graph.constant(`${name}.${classic ? 'kept' : 'ratio'}`, Float32Array.of(classic ? 1 - ratio : ratio), []);
  return graph.node({ operator: classic ? 'Mul' : 'Dropout', inputs: [input, factor], name });
});

export const layerWriters = {
  dense, flatten, reshape, permute, bias, add, concat, softmax, step, silu, dropout,
  conv2d: convolution, convTranspose2d: convolutionTranspose, maxPool2d: maxPool, avgPool2d: averagePool, globalAvgPool2d: globalAveragePool,
  batchNorm: batchNormalization,
  relu: elementwise('Relu'),
  sigmoid: elementwise('Sigmoid'),
  tanh: elementwise('Tanh'),
  softplus: elementwise('Softplus'),
  identity: elementwise('Identity'),
  leakyRelu: elementwise('LeakyRelu', ({ slope }) => ({ alpha: float(slope) })),
  elu: elementwise('Elu', ({ alpha }) => ({ alpha: float(alpha) })),
  gelu: elementwise('Gelu', ({ form }) => ({ approximate: { string: form === 'tanh' ? 'tanh' : 'none' } }), 20),
} as const satisfies Record<keyof typeof layers, LayerWriter>;
