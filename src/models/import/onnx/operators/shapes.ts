/** Operators that move or rename values and compute nothing. */
import { sizeOf } from '../../../../engine/index.ts';
import { permuted } from '../../../permute.ts';
import type { Builder } from '../network.ts';
import type { GraphNode } from '../node.ts';
import { alongAxis, asImage, inOrder, likeInput } from '../order.ts';
import { type GraphValue, imageValue, isChannelsFirst, placeOf, tidy } from '../values.ts';
import { axisOf, type Operator } from './definition.ts';

const product = (sides: readonly number[]): number => sides.reduce((total, side) => total * side, 1);

/** [batch, the rest], or where a sample is all there is: what stands before the axis, and the rest. */
const flatten: Operator = (node, network) => {
  const x = network.value(node, 0);
  const rank = x.dims.length;
  const axis = node.int('axis', 1);
  const counted = axis < 0 ? axis + rank + (network.batched ? 1 : 0) : axis;
  if (network.batched && counted === 1) return { ...x, dims: [sizeOf(x.dims)] };
  if (network.batched || !(counted >= 0 && counted <= rank)) throw node.refuse(`it flattens from axis ${axis} on`, 'Supported: axis 1, which keeps the samples apart.');
  return { ...x, dims: [product(x.dims.slice(0, counted)), product(x.dims.slice(counted))] };
};

/** `wanted` with its 0 and -1 filled in; sizes that are none where it does not fit. */
function filled(wanted: readonly number[], from: readonly number[], allowZero: boolean): number[] {
  const sides = wanted.map((side, axis) => (side === 0 && !allowZero ? (from[axis] ?? NaN) : side));
  const open = sides.indexOf(-1);
  if (open >= 0) sides[open] = product(from) / product(sides.toSpliced(open, 1));
  return sides;
}

const reshape: Operator = (node, network) => {
  const x = network.value(node, 0);
  const allowZero = node.int('allowzero', 0) !== 0;
  const given = network.constant(node, 1);
  const wanted = given ? Array.from(given.data, Number) : (node.ints('shape') ?? []);
  const dims = network.batched ? filled(wanted.slice(1), x.dims, allowZero) : filled(wanted, x.dims, allowZero);
  const keepsSamples = !network.batched || (wanted[0] === 0 && !allowZero) || wanted[0] === network.batch || (wanted[0] === -1 && !wanted.slice(1).includes(-1));
  if (!keepsSamples || dims.some((side) => !Number.isSafeInteger(side) || side < 1) || sizeOf(dims) !== sizeOf(x.dims)) throw node.refuse(`it makes [${wanted.join(', ').slice(0, 80)}] of [${network.shown(x.dims)}]`, 'Supported: shapes that keep the samples apart, such as [0, -1] or [-1, 64].');
  return { ...x, dims };
};

const transpose: Operator = (node, network) => {
  const x = network.value(node, 0);
  const batch = network.batched ? 1 : 0;
  const all = x.dims.length + batch;
  const order = node.ints('perm') ?? Array.from({ length: all }, (_, i) => all - 1 - i);
  if (order.length !== all || (batch === 1 && order[0] !== 0) || order.toSorted((a, b) => a - b).some((axis, i) => axis !== i)) throw node.refuse(`attribute perm is [${order.join(', ').slice(0, 80)}]`, `Supported: orders of 0 to ${all - 1}${batch ? ' that begin with 0, the batch' : ''}.`);
  return inOrder(node, network, { value: x, axes: order.slice(batch).map((axis) => axis - batch) });
};

const concat: Operator = (node, network) => {
  if (node.inputs.some((_, i) => network.isConstant(node, i)) && node.inputs.length <= 64) return concatWithConstants(node, network);
  const [first, ...rest] = node.inputs.map((_, i) => network.value(node, i));
  if (first === undefined || rest.length > 63) throw node.refuse(`it has ${node.inputs.length} inputs`, 'Supported: 1 to 64.');
  const axis = axisOf(node, network, { axis: node.int('axis', network.opset < 4 ? 1 : NaN), rank: first.dims.length });
  if (rest.length === 0) return first;
  const values = [first, ...rest];
  if (values.every(({ dims }) => dims.length === 1)) return rows(values.map((value) => network.flat(node, value)), (inputs) => network.add(node, { type: 'concat', inputs }));
  const sizes = values.map(({ dims }) => dims.toSpliced(axis, 1).join());
  if (sizes.some((size) => size !== sizes[0])) throw node.refuse(`it joins ${values.map(({ dims }) => `[${dims.join(', ')}]`).join(', ').slice(0, 200)} along axis ${axis + 1}`, 'Supported: values that differ along this axis only.');
  const total = values.reduce((sum, { dims }) => sum + dims[axis], 0);
  if (axis === 0 && values.every(isChannelsFirst)) return imageValue(network.add(node, { type: 'concat', inputs: values }), [...first.ours.slice(0, -1), total]);
  return alongAxis(node, network, { values, axis, make: (inputs) => ({ layer: network.add(node, { type: 'concat', inputs }), size: total }) });
};

/**
 * Constants between the values: a product with zeros and ones makes room for them along the axis, and a bias fills it.
 * Several values are joined before, in their order.
 */
function concatWithConstants(node: GraphNode, network: Builder): GraphValue {
  const parts = node.inputs.map((_, i) => (network.isConstant(node, i) ? { constant: network.floats(node, i) } : { value: network.value(node, i) }));
  const values = parts.flatMap(({ value }) => (value ? [value] : []));
  const [first] = values;
  if (first === undefined) throw node.refuse('it joins constants only', 'Fold constants when exporting.');
  const axis = axisOf(node, network, { axis: node.int('axis', network.opset < 4 ? 1 : NaN), rank: first.dims.length });
  const whole = (dims: readonly number[]) => (network.batched ? [1, ...dims] : dims);
  const at = axis + (network.batched ? 1 : 0);
  const side = (part: (typeof parts)[number]): number => (part.value ? part.value.dims[axis] : part.constant!.shape[at]);
  const misfit = parts.find(({ value, constant }) => (value ? whole(value.dims) : constant!.shape).toSpliced(at, 1).join() !== whole(first.dims).toSpliced(at, 1).join());
  if (misfit) throw node.refuse(`it joins [${whole(first.dims).join(', ')}] and [${(misfit.value ? whole(misfit.value.dims) : misfit.constant!.shape).join(', ')}] along axis ${at}`, 'Supported: shapes that differ along this axis only; constants that are the same for all samples.');
  const [given, total] = [values.reduce((sum, { dims }) => sum + dims[axis], 0), parts.reduce((sum, part) => sum + side(part), 0)];
  const others = first.dims.toSpliced(axis, 1);
  const pixels = product(others);
  const kernel = new Float32Array(given * total);
  const bias = new Float32Array(pixels * total);
  let [from, to] = [0, 0];
  for (const part of parts) {
    const size = side(part);
    if (part.constant) {
      const last = permuted(part.constant.data, [product(others.slice(0, axis)), size, product(others.slice(axis))], [0, 2, 1]);
      for (let i = 0; i < last.length; i++) bias[Math.floor(i / size) * total + to + (i % size)] = last[i];
    } else for (let i = 0; i < size; i++) kernel[from++ * total + to + i] = 1;
    to += size;
  }
  return alongAxis(node, network, {
    values, axis,
    make: (inputs) => {
      const joined = inputs.length === 1 ? inputs[0].layer : network.add(node, { type: 'concat', inputs, helps: true });
      const rowsOf = (layer: string): GraphValue => ({ layer, ours: [1, pixels, given], dims: [1, pixels, given], place: null });
      const row = network.add(node, { type: 'reshape', inputs: [rowsOf(joined)], config: { shape: [1, pixels, given] }, helps: true });
      const wide = network.add(node, { type: 'conv2d', inputs: [rowsOf(row)], config: { filters: total, kernel: 1, bias: false }, tensors: [{ name: 'kernel', shape: [1, 1, given, total], data: kernel }], helps: true });
      const filled = network.add(node, { type: 'bias', inputs: [rowsOf(wide)], config: { axis: 'element' }, tensors: [{ name: 'bias', shape: [bias.length], data: bias }] });
      const layer = network.add(node, { type: 'reshape', inputs: [rowsOf(filled)], config: { shape: [...others, total] }, helps: true });
      return { layer, size: total };
    },
  });
}

function rows(values: GraphValue[], add: (values: GraphValue[]) => string): GraphValue {
  const total = values.reduce((sum, { dims }) => sum + dims[0], 0);
  const place = new Int32Array(total);
  let start = 0;
  for (const value of values) {
    placeOf(value).forEach((at, i) => (place[start + i] = start + at));
    start += value.dims[0];
  }
  return { layer: add(values), ours: [total], dims: [total], place: tidy(place) };
}

/** Zeros around an image, as PyTorch writes them before an AveragePool that counts them: each channel by itself, times one, padded. */
const pad: Operator = (node, network) => {
  const x = network.value(node, 0);
  const given = network.constant(node, 1);
  const sizes = given ? Array.from(given.data, Number) : (node.ints('pads') ?? []);
  const mode = node.string('mode', 'constant');
  const filler = network.constant(node, 2);
  const value = filler ? Number(filler.data[0]) : node.float('value', 0);
  const rank = x.dims.length + (network.batched ? 1 : 0);
  if (sizes.length !== 2 * rank || node.inputs[3]) throw node.refuse(`its pads are [${sizes.join(', ').slice(0, 80)}]`, `Supported: a beginning and an end for each of ${rank} axes.`);
  if (sizes.every((size) => size === 0)) return x;
  const batch = network.batched ? 1 : 0;
  const [beginnings, ends] = [sizes.slice(batch, rank), sizes.slice(rank + batch)];
  const ahead = batch === 1 && (sizes[0] !== 0 || sizes[rank] !== 0);
  if (mode !== 'constant' || value !== 0) throw node.refuse(mode === 'constant' ? `it adds values of ${value}` : `attribute mode is ${JSON.stringify(mode.slice(0, 40))}`, 'Supported: zeros.');
  if (ahead || ![2, 3].includes(x.dims.length) || beginnings[0] !== 0 || ends[0] !== 0 || sizes.some((size) => !(size >= 0 && size <= 1024))) throw node.refuse(`its pads are [${sizes.join(', ').slice(0, 80)}]`, 'Supported: 0 to 1024 pixels around images.');
  const image = asImage(node, network, x);
  const [height, width, channels] = image.ours;
  const [top, left, bottom, right] = x.dims.length === 2 ? [0, beginnings[1], 0, ends[1]] : [beginnings[1], beginnings[2], ends[1], ends[2]];
  const layer = network.add(node, {
    type: 'conv2d', inputs: [image], config: { filters: channels, kernel: 1, groups: channels, pad: [top, left, bottom, right], bias: false },
    tensors: [{ name: 'kernel', shape: [1, 1, 1, channels], data: new Float32Array(channels).fill(1) }],
  });
  return likeInput(imageValue(layer, [height + top + bottom, width + left + right, channels]), x);
};

export const shapes = { Pad: pad, Flatten: flatten, Reshape: reshape, Transpose: transpose, Concat: concat } as const satisfies Record<string, Operator>;
