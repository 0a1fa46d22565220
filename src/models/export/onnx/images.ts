/** Layers on images: channels first, filters [F, C, KH, KW]. */
import type { PlannedLayer } from '../../../engine/index.ts';
import type { OnnxAttribute } from '../../../formats/onnx/index.ts';
import { permuted } from '../../permute.ts';
import type { GraphBuilder, GraphValue } from './graph.ts';

const pair = (value: unknown): OnnxAttribute => ({ ints: typeof value === 'number' ? [value, value] : [...(value as number[])] });

function windowOf({ size, kernel, stride, pad, dilation, groups }: Record<string, unknown>): Record<string, OnnxAttribute> {
  const sides = pair(kernel ?? size) as { ints: number[] };
  return {
    kernel_shape: sides, strides: pair(stride ?? sides.ints[0]), pads: typeof pad === 'number' ? { ints: [pad, pad, pad, pad] } : pair(pad),
    ...(dilation === undefined ? {} : { dilations: pair(dilation) }), ...(groups === undefined ? {} : { group: { int: groups as number } }),
  };
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
  filtered(layer, graph, x, { operator: 'ConvTranspose', order: [2, 3, 0, 1], attributes: { ...windowOf(layer.config), output_padding: pair(layer.config.outputPad) } });

export const maxPool = ({ name, config, outputShape }: PlannedLayer, graph: GraphBuilder, [x]: readonly GraphValue[]): GraphValue =>
  ({ shape: outputShape, first: graph.node({ operator: 'MaxPool', inputs: [graph.first(x)], attributes: windowOf(config), name }) });

export function averagePool({ name, config, outputShape }: PlannedLayer, graph: GraphBuilder, [x]: readonly GraphValue[]): GraphValue {
  if (config.dilation !== undefined) graph.opset = Math.max(graph.opset, 19); // the first that dilates it
  return { shape: outputShape, first: graph.node({ operator: 'AveragePool', inputs: [graph.first(x)], attributes: { ...windowOf(config), count_include_pad: { int: config.countPad ? 1 : 0 } }, name }) };
}

export function globalAveragePool({ name, outputShape }: PlannedLayer, graph: GraphBuilder, [x]: readonly GraphValue[]): GraphValue {
  const mean = graph.node({ operator: 'GlobalAveragePool', inputs: [graph.first(x)], name: `${name}/mean` });
  return { shape: outputShape, last: graph.node({ operator: 'Flatten', inputs: [mean], attributes: { axis: { int: 1 } }, name }) };
}
