/** Convolutions and pools. */
import { permuted } from '../../../permute.ts';
import type { Builder } from '../network.ts';
import type { GraphNode } from '../node.ts';
import { asImage, likeInput } from '../order.ts';
import { type GraphValue, imageValue } from '../values.ts';
import type { Operator } from './definition.ts';
import { withoutDepth } from './depth.ts';
import { sidesApart } from './sides.ts';
import { automaticOf, dealt, optionsOf, outSides, padsOf, type Pair, reachOf, sidesOf, type Window, type WindowInput, windowOf } from './window.ts';

interface Filters {
  /** with the attributes of two sides */
  node: GraphNode;
  x: GraphValue;
  /** of the result, where there are three sides */
  depth: number | null;
  /** as ONNX sees the samples: 1 or 2 sides */
  rank: number;
  image: Pair;
  channels: number;
  groups: number;
  /** the weights with two sides, [F, C/g, KH, KW] or [C, F/g, KH, KW] */
  shape: number[];
  data: Float32Array;
  kernel: number[];
}

const sidesOfImage = ({ ours }: GraphValue): Pair => [ours[0], ours[1]];

function filtersOf(node: GraphNode, network: Builder, transposed: boolean): Filters {
  const given = network.value(node, 0);
  const rank = given.dims.length - 1;
  const { shape, data } = network.floats(node, 1);
  const groups = node.int('group', 1);
  const channels = given.dims[0];
  if (rank < 1 || rank > 3) throw node.refuse(`its input has shape [${network.shown(given.dims)}]`, 'Supported: [batch, channels, height, width], and one or three sides. Where samples come in as rows, say inputShape as [height, width, channels].');
  if (shape.length !== rank + 2 || data.length === 0) throw node.refuse(`its weights have shape [${shape.join(', ')}]`, `Supported: ${rank + 2} dimensions, as many as its input has.`);
  const fits = groups >= 1 && channels % groups === 0 && (transposed ? shape[0] === channels : shape[1] * groups === channels && shape[0] % groups === 0);
  if (!fits) throw node.refuse(`its weights of shape [${shape.join(', ')}] in ${groups} groups do not fit ${channels} channels`, 'Give an unchanged .onnx file.');
  const kernel = shape.slice(2);
  if (rank === 3) return deepFilters(node, network, { given, groups, shape, data, transposed });
  const x = asImage(node, network, given);
  return { node, x, depth: null, rank, image: sidesOfImage(x), channels, groups, shape: rank === 1 ? [shape[0], shape[1], 1, kernel[0]] : shape, data, kernel };
}

/** The first of three sides among the channels. */
function deepFilters(node: GraphNode, network: Builder, { given, groups, shape, data, transposed }: { given: GraphValue; groups: number; shape: number[]; data: Float32Array; transposed: boolean }): Filters {
  const apart = sidesApart(node, 3);
  const along = apart([0, null]);
  const input = { image: [given.dims[1], 1] as Pair, rank: 2, kernel: [shape[2], 1] };
  const enlarged = transposed ? enlargedOf(along, input) : null;
  const window = enlarged ?? windowOf(along, input);
  const [depth] = enlarged ? enlarged.out : outSides(along, window, input.image);
  if (!(depth >= 1)) throw node.refuse(`its result would be ${depth} pixels deep`, 'Give an unchanged .onnx file.');
  const flat = withoutDepth(node, network, { value: given, shape, data, depths: [given.dims[1], depth], stride: window.stride[0], dilation: window.dilation[0], before: window.pads[0], transposed });
  return { node: apart([1, 2]), ...flat, depth, rank: 2, image: sidesOfImage(flat.x), channels: flat.x.ours[2], groups, kernel: shape.slice(3) };
}

/** The bias of each filter, once for every place along the depth. */
function biasOf(node: GraphNode, network: Builder, { filters, depth }: { filters: number; depth: number }): { name: string; shape: number[]; data: Float32Array }[] {
  if (!node.inputs[2]) return [];
  const { data } = network.floats(node, 2);
  if (data.length * depth !== filters) throw node.refuse(`its bias has ${data.length} values for ${filters / depth} filters`, 'Give an unchanged .onnx file.');
  return [{ name: 'bias', shape: [filters], data: depth === 1 ? data : Float32Array.from({ length: filters }, (_, i) => data[Math.floor(i / depth)]) }];
}

const groupsOf = (groups: number) => (groups === 1 ? {} : { groups });

const conv: Operator = (node, network) => {
  const { x, shape, data, groups, node: flat, depth, ...input } = filtersOf(node, network, false);
  const [filters, channels, ...sides] = shape;
  const window = windowOf(flat, input);
  const out = outSides(flat, window, input.image);
  const bias = biasOf(node, network, { filters, depth: depth ?? 1 });
  const layer = network.add(node, {
    type: 'conv2d', inputs: [x], config: { filters, kernel: window.sides, ...optionsOf(window), ...groupsOf(groups), bias: bias.length > 0 },
    tensors: [{ name: 'kernel', shape: [...sides, channels, filters], data: permuted(data, shape, [2, 3, 1, 0]) }, ...bias],
  });
  return resultOf(imageValue(layer, [...out, filters]), depth, network.value(node, 0));
};

interface Enlarged extends Window {
  out: Pair;
  outputPad: Pair;
}

/** out = stride (in - 1) + output_padding + reach - pads; where `out` is said (output_shape, SAME), the pads follow from it. */
function enlargedOf(node: GraphNode, input: WindowInput): Enlarged {
  const { rank, image } = input;
  const window = sidesOf(node, input);
  const automatic = automaticOf(node);
  const pads = padsOf(node, rank);
  const given = node.ints('output_padding') ?? new Array<number>(rank).fill(0);
  const wanted = node.ints('output_shape')?.slice(-rank) ?? null;
  if (given.length !== rank || (wanted !== null && wanted.length !== rank)) throw node.refuse(`attribute ${given.length === rank ? 'output_shape' : 'output_padding'} does not have ${rank} values`, 'Give an unchanged .onnx file.');
  const outputPad: Pair = rank === 1 ? [0, given[0]] : [given[0], given[1]];
  const full = ([0, 1] as const).map((axis) => (image[axis] - 1) * window.stride[axis] + outputPad[axis] + reachOf(window, axis));
  const same = automatic.startsWith('SAME');
  const chosen = wanted === null ? (same ? image.map((side, axis) => side * window.stride[axis]) : null) : rank === 1 ? [1, wanted[0]] : wanted;
  if (chosen === null) {
    const used = automatic === 'VALID' ? ([0, 0, 0, 0] as Window['pads']) : pads;
    return { ...window, outputPad, pads: used, out: [full[0] - used[0] - used[2], full[1] - used[1] - used[3]] };
  }
  // where more is asked for than there is, the rest is added at the end
  const missing = chosen.map((side, axis) => Math.max(0, side - full[axis]));
  // ONNX: the extra pixel goes to the end for SAME_UPPER, else to the beginning
  const [[top, bottom], [left, right]] = ([0, 1] as const).map((axis) => dealt(Math.max(0, full[axis] - chosen[axis]), automatic === 'SAME_UPPER' ? 'SAME_UPPER' : 'SAME_LOWER'));
  return { ...window, outputPad: [outputPad[0] + missing[0], outputPad[1] + missing[1]], pads: [top, left, bottom, right], out: [chosen[0], chosen[1]] };
}

const convTranspose: Operator = (node, network) => {
  const input = filtersOf(node, network, true);
  const { x, shape, data, groups, depth } = input;
  const [channels, perGroup, ...sides] = shape;
  const filters = perGroup * groups;
  const { out, outputPad, ...window } = enlargedOf(input.node, input);
  if (!(out[0] >= 1 && out[1] >= 1)) throw node.refuse(`its result would be ${out[0]} by ${out[1]} pixels`, 'Give an unchanged .onnx file.');
  const long = ([0, 1] as const).find((axis) => !(outputPad[axis] < Math.max(window.stride[axis], window.dilation[axis])));
  if (long !== undefined) throw node.refuse(`its result has ${outputPad[long]} more pixels at the end than its windows reach`, 'Supported: output_padding below the stride or the dilation, and an output_shape that needs no more.');
  const bias = biasOf(node, network, { filters, depth: depth ?? 1 });
  const layer = network.add(node, {
    type: 'convTranspose2d', inputs: [x], config: { filters, kernel: window.sides, ...optionsOf(window), outputPad: outputPad[0] === outputPad[1] ? outputPad[0] : outputPad, ...groupsOf(groups), bias: bias.length > 0 },
    tensors: [{ name: 'kernel', shape: [...sides, channels, perGroup], data: permuted(data, shape, [2, 3, 0, 1]) }, ...bias],
  });
  return resultOf(imageValue(layer, [...out, filters]), depth, network.value(node, 0));
};

/** With as many sides as the input has. */
function resultOf(image: GraphValue, depth: number | null, input: GraphValue): GraphValue {
  const [channels, ...sides] = image.dims;
  return depth === null ? likeInput(image, input) : { ...image, dims: [channels / depth, depth, ...sides] };
}

/** Rounding up adds windows that reach over the end, as long as they begin on the image or the padding before it. */
function roundedUp(node: GraphNode, window: Window, image: Pair, countsPad: boolean): Window {
  const [bottom, right] = ([0, 1] as const).map((axis) => {
    const [before, after] = [window.pads[axis], window.pads[axis + 2]];
    const room = image[axis] + before + after - reachOf(window, axis);
    const out = Math.ceil(room / window.stride[axis]) + 1;
    const last = (out - 1) * window.stride[axis] >= image[axis] + before ? out - 1 : out;
    return Math.max(0, (last - 1) * window.stride[axis] - room);
  });
  if (countsPad && bottom + right > 0) throw node.refuse('attribute ceil_mode is 1 with count_include_pad = 1, and windows reach over the padding', 'Supported: one of the two, or an image that the windows cover exactly.');
  const [top, left, below, beside] = window.pads;
  return { ...window, pads: [top, left, below + bottom, beside + right] };
}

interface Pool {
  type: string;
  countPad?: boolean;
}

/** A pool over many sides is one over the last two, and then one over each of the others. */
function pool(node: GraphNode, network: Builder, kind: Pool): GraphValue {
  if (node.outputs.length > 1 && node.outputs[1] !== '') throw node.refuse('it gives the places of the maxima too', 'Supported: one output.');
  const given = network.value(node, 0);
  const rank = given.dims.length - 1;
  if (rank <= 2) return poolImage(node, network, { given, kind });
  const apart = sidesApart(node, rank);
  const outer = given.dims.slice(0, -2);
  const product = (dims: readonly number[]): number => dims.reduce((total, side) => total * side, 1);
  const last = poolImage(apart([rank - 2, rank - 1]), network, { given: { ...given, dims: [product(outer), ...given.dims.slice(-2)] }, kind });
  let value: GraphValue = { ...last, dims: [...outer, ...last.dims.slice(1)] };
  for (let side = rank - 3; side >= 0; side--) {
    const { dims } = value;
    const [before, after] = [dims.slice(0, side + 1), dims.slice(side + 2)];
    const pooled = poolImage(apart([side, null]), network, { given: { ...value, dims: [product(before), dims[side + 1], product(after)] }, kind });
    value = { ...pooled, dims: [...before, pooled.dims[1], ...after] };
  }
  return value;
}

function poolImage(node: GraphNode, network: Builder, { given, kind: { type, countPad } }: { given: GraphValue; kind: Pool }): GraphValue {
  const x = asImage(node, network, given);
  const image = sidesOfImage(x);
  const automatic = windowOf(node, { image, rank: given.dims.length - 1, kernel: null });
  const window = node.int('ceil_mode', 0) === 0 ? automatic : roundedUp(node, automatic, image, countPad === true);
  if (([0, 1] as const).some((axis) => window.pads[axis] >= reachOf(window, axis) || window.pads[axis + 2] >= reachOf(window, axis))) throw node.refuse('attribute pads leaves windows with no pixel in them', 'Supported: less than the window reaches.');
  const out = outSides(node, window, image);
  const config = { size: window.sides, ...optionsOf(window), ...(countPad === undefined ? {} : { countPad }) };
  return likeInput(imageValue(network.add(node, { type, inputs: [x], config }), [...out, x.ours[2]]), given);
}

const maxPool: Operator = (node, network) => {
  node.int('storage_order', 0); // of the places of the maxima, which are refused
  return pool(node, network, { type: 'maxPool2d' });
};

const averagePool: Operator = (node, network) => pool(node, network, { type: 'avgPool2d', countPad: node.int('count_include_pad', 0) !== 0 });

const globalAveragePool: Operator = (node, network) => {
  const given = network.value(node, 0);
  const [channels, ...sides] = given.dims;
  const pixels = sides.reduce((product, side) => product * side, 1);
  const x = given.dims.length === 3 ? asImage(node, network, given) : asImage(node, network, { ...given, dims: [channels, 1, pixels] });
  return { layer: network.add(node, { type: 'globalAvgPool2d', inputs: [x] }), ours: [channels], dims: [channels, ...sides.map(() => 1)], place: null };
};

export const images = { Conv: conv, ConvTranspose: convTranspose, MaxPool: maxPool, AveragePool: averagePool, GlobalAveragePool: globalAveragePool } as const satisfies Record<string, Operator>;
