/** Operators that move or rename values and compute nothing. */
import { sizeOf } from '../../../../engine/index.ts';
import { alongAxis, inOrder } from '../order.ts';
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

/** PyTorch writes one before an AveragePool, of no pixels. */
const pad: Operator = (node, network) => {
  const pads = network.constant(node, 1);
  node.string('mode', 'constant');
  if (!pads || Array.from(pads.data, Number).some((size) => size !== 0)) throw node.refuse('it adds values', 'Supported: pads that are all 0; padding as an attribute of Conv and pools.');
  return network.value(node, 0);
};

export const shapes = { Pad: pad, Flatten: flatten, Reshape: reshape, Transpose: transpose, Concat: concat } as const satisfies Record<string, Operator>;
