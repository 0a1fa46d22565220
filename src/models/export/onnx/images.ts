/** Layers on images: channels first, filters [F, C, KH, KW]. */
import type { PlannedLayer } from '../../../engine/index.ts';
import type { OnnxAttribute } from '../../../formats/onnx/index.ts';
import { permuted } from '../../permute.ts';
import type { GraphBuilder, GraphValue } from './graph.ts';

const same = (value: unknown, count: number): OnnxAttribute => ({ ints: new Array<number>(count).fill(value as number) });
const sidesOf = (size: unknown): number[] => (typeof size === 'number' ? [size, size] : [...(size as number[])]);

function windowOf({ size, kernel, stride, pad }: Record<string, unknown>): Record<string, OnnxAttribute> {
  const sides = sidesOf(kernel ?? size);
  return { kernel_shape: { ints: sides }, strides: same(stride ?? sides[0], 2), pads: same(pad, 4) };
}

/** `order`: of our filters' axes KH, KW, C, F. */
function filtered(layer: PlannedLayer, graph: GraphBuilder, x: GraphValue, { operator, order, attributes }: { operator: string; order: number[]; attributes: Record<string, OnnxAttribute> }): GraphValue {
  const { name, config, parameters, outputShape } = layer;
  const [{ shape }] = parameters;
  const kernel = graph.constant(`${name}.kernel`, permuted(graph.weight(`${name}.kernel`), shape, order), order.map((axis) => shape[axis]));
  const bias = config.bias ? [graph.constant(`${name}.bias`, graph.weight(`${name}.bias`), [outputShape[2]])] : [];
  return { shape: outputShape, first: graph.node({ operator, inputs: [graph.first(x), kernel, ...bias], attributes, name }) };
}

export const convolution = (layer: PlannedLayer, graph: GraphBuilder, [x]: readonly GraphValue[]): GraphValue =>
  filtered(layer, graph, x, { operator: 'Conv', order: [3, 2, 0, 1], attributes: windowOf(layer.config) });

export const convolutionTranspose = (layer: PlannedLayer, graph: GraphBuilder, [x]: readonly GraphValue[]): GraphValue =>
  filtered(layer, graph, x, { operator: 'ConvTranspose', order: [2, 3, 0, 1], attributes: { ...windowOf(layer.config), output_padding: same(layer.config.outputPad, 2) } });

export const maxPool = ({ name, config, outputShape }: PlannedLayer, graph: GraphBuilder, [x]: readonly GraphValue[]): GraphValue =>
  ({ shape: outputShape, first: graph.node({ operator: 'MaxPool', inputs: [graph.first(x)], attributes: windowOf(config), name }) });

export const averagePool = ({ name, config, outputShape }: PlannedLayer, graph: GraphBuilder, [x]: readonly GraphValue[]): GraphValue =>
  ({ shape: outputShape, first: graph.node({ operator: 'AveragePool', inputs: [graph.first(x)], attributes: { ...windowOf(config), count_include_pad: { int: config.countPad ? 1 : 0 } }, name }) });

export function globalAveragePool({ name, outputShape }: PlannedLayer, graph: GraphBuilder, [x]: readonly GraphValue[]): GraphValue {
  const mean = graph.node({ operator: 'GlobalAveragePool', inputs: [graph.first(x)], name: `${name}/mean` });
  return { shape: outputShape, last: graph.node({ operator: 'Flatten', inputs: [mean], attributes: { axis: { int: 1 } }, name }) };
}
