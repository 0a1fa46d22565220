/** Convolutions and pools. */
import { permuted } from '../../../permute.ts';
import type { Builder } from '../network.ts';
import type { GraphNode } from '../node.ts';
import { imageValue } from '../values.ts';
import type { Operator } from './definition.ts';
import { checkImage, checkSides, outSides, type Window, windowOf } from './window.ts';

/** Filters of four dimensions, as many channels as the image has on axis `axis`. */
function filtersOf(node: GraphNode, network: Builder, axis: 0 | 1): { shape: number[]; data: Float32Array } {
  node.only('group', 1);
  const filters = network.floats(node, 1);
  const { ours } = network.value(node, 0);
  checkImage(node, network.value(node, 0));
  if (filters.shape.length !== 4 || filters.data.length === 0) throw node.refuse(`its weights have shape [${filters.shape.join(', ')}]`, 'Supported: four dimensions, for images.');
  if (filters.shape[axis] !== ours[2]) throw node.refuse(`its weights are for ${filters.shape[axis]} channels, its input has ${ours[2]}`, 'Give an unchanged .onnx file.');
  return filters;
}

function biasOf(node: GraphNode, network: Builder, count: number): { name: string; shape: number[]; data: Float32Array }[] {
  if (!node.inputs[2]) return [];
  const { data } = network.floats(node, 2);
  if (data.length !== count) throw node.refuse(`its bias has ${data.length} values for ${count} filters`, 'Give an unchanged .onnx file.');
  return [{ name: 'bias', shape: [count], data }];
}

const conv: Operator = (node, network) => {
  const x = network.value(node, 0);
  const { shape, data } = filtersOf(node, network, 1);
  const [filters, channels, ...kernel] = shape;
  const window = windowOf(node, x, kernel);
  const sides = outSides(window, x.ours);
  checkSides(node, sides);
  const bias = biasOf(node, network, filters);
  const layer = network.add(node, {
    type: 'conv2d', inputs: [x], config: { filters, kernel: window.sides, stride: window.stride, pad: window.pad, bias: bias.length > 0 },
    tensors: [{ name: 'kernel', shape: [...kernel, channels, filters], data: permuted(data, shape, [2, 3, 1, 0]) }, ...bias],
  });
  return imageValue(layer, [...sides, filters]);
};

const convTranspose: Operator = (node, network) => {
  const x = network.value(node, 0);
  const { shape, data } = filtersOf(node, network, 0);
  const [channels, filters, ...kernel] = shape;
  if (node.ints('output_shape')) throw node.refuse('attribute output_shape is given', 'Supported: pads and output_padding instead.');
  const [outputPad, other] = node.ints('output_padding') ?? [0, 0];
  if (outputPad !== other) throw node.refuse(`attribute output_padding is [${outputPad}, ${other}]`, 'Supported: the same for height and width.');
  const automatic = node.string('auto_pad', 'NOTSET');
  if (automatic !== 'NOTSET' && automatic !== 'VALID') throw node.refuse(`attribute auto_pad is ${JSON.stringify(automatic.slice(0, 40))}`, 'Supported: NOTSET, VALID.');
  const window = windowOf(node, x, kernel);
  const side = (axis: 0 | 1) => (x.ours[axis] - 1) * window.stride - 2 * window.pad + window.sides[axis] + outputPad;
  checkSides(node, [side(0), side(1)]);
  const bias = biasOf(node, network, filters);
  const layer = network.add(node, {
    type: 'convTranspose2d', inputs: [x], config: { filters, kernel: window.sides, stride: window.stride, pad: window.pad, outputPad, bias: bias.length > 0 },
    tensors: [{ name: 'kernel', shape: [...kernel, channels, filters], data: permuted(data, shape, [2, 3, 0, 1]) }, ...bias],
  });
  return imageValue(layer, [side(0), side(1), filters]);
};

/** Windows that reach over the edge are only supported where rounding up or down makes no difference. */
function pool(node: GraphNode, network: Builder): { window: Window; sides: [number, number] } {
  const x = network.value(node, 0);
  const roundsUp = node.int('ceil_mode', 0) !== 0;
  const window = windowOf(node, x);
  const { sides: kernel, stride, pad } = window;
  if (roundsUp && [0, 1].some((axis) => (x.ours[axis] + 2 * pad - kernel[axis]) % stride !== 0)) throw node.refuse('attribute ceil_mode is 1', 'Supported: 0, or an image that the windows cover exactly.');
  if (node.outputs.length > 1 && node.outputs[1] !== '') throw node.refuse('it gives the places of the maxima too', 'Supported: one output.');
  if (pad >= Math.min(...kernel)) throw node.refuse(`attribute pads leaves windows with no pixel in them`, `Supported: below ${Math.min(...kernel)}.`);
  const sides = outSides(window, x.ours);
  checkSides(node, sides);
  return { window, sides };
}

const configOf = ({ sides: size, stride, pad }: Window) => ({ size, stride, pad });

const maxPool: Operator = (node, network) => {
  node.only('storage_order', 0);
  const x = network.value(node, 0);
  const { window, sides } = pool(node, network);
  return imageValue(network.add(node, { type: 'maxPool2d', inputs: [x], config: configOf(window) }), [...sides, x.ours[2]]);
};

const averagePool: Operator = (node, network) => {
  const x = network.value(node, 0);
  const countPad = node.int('count_include_pad', 0) !== 0;
  const { window, sides } = pool(node, network);
  return imageValue(network.add(node, { type: 'avgPool2d', inputs: [x], config: { ...configOf(window), countPad } }), [...sides, x.ours[2]]);
};

const globalAveragePool: Operator = (node, network) => {
  const x = network.value(node, 0);
  checkImage(node, x);
  const channels = x.ours[2];
  return { layer: network.add(node, { type: 'globalAvgPool2d', inputs: [x] }), ours: [channels], dims: [channels, 1, 1], place: null };
};

export const images = { Conv: conv, ConvTranspose: convTranspose, MaxPool: maxPool, AveragePool: averagePool, GlobalAveragePool: globalAveragePool } as const satisfies Record<string, Operator>;
