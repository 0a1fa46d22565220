/** Operators that move or rename values and compute nothing. */
import { sizeOf } from '../../../../engine/index.ts';
import { permuted } from '../../../permute.ts';
import { type GraphValue, imageValue, isChannelsFirst, placeOf, tidy } from '../values.ts';
import { axisOf, type Operator } from './definition.ts';

const flatten: Operator = (node, network) => {
  const x = network.value(node, 0);
  const axis = axisOf(node, node.int('axis', 1), x.dims.length);
  if (axis !== 0) throw node.refuse(`it flattens from axis ${axis + 1} on`, 'Supported: axis 1, which keeps the samples apart.');
  return { ...x, dims: [sizeOf(x.dims)] };
};

const reshape: Operator = (node, network) => {
  const x = network.value(node, 0);
  const allowZero = node.int('allowzero', 0) !== 0;
  const given = network.constant(node, 1);
  const wanted = given ? Array.from(given.data, Number) : (node.ints('shape') ?? []);
  const dims = wanted.slice(1).map((side, axis) => (side === 0 && !allowZero ? (x.dims[axis] ?? NaN) : side));
  const size = sizeOf(x.dims);
  const open = dims.indexOf(-1);
  const known = dims.reduce((product, side) => (side === -1 ? product : product * side), 1);
  if (open >= 0) dims[open] = size / known;
  const keepsSamples = wanted[0] === 0 || wanted[0] === network.batch || (wanted[0] === -1 && open < 0);
  if (!keepsSamples || dims.some((side) => !Number.isSafeInteger(side) || side < 1) || sizeOf(dims) !== size) throw node.refuse(`it makes [${wanted.join(', ').slice(0, 80)}] of [batch, ${x.dims.join(', ')}]`, 'Supported: shapes that keep the samples apart, such as [0, -1] or [-1, 64].');
  return { ...x, dims };
};

const transpose: Operator = (node, network) => {
  const x = network.value(node, 0);
  const rank = x.dims.length;
  const order = node.ints('perm') ?? Array.from({ length: rank + 1 }, (_, i) => rank - i);
  if (order.length !== rank + 1 || order[0] !== 0 || order.toSorted((a, b) => a - b).some((axis, i) => axis !== i)) throw node.refuse(`attribute perm is [${order.join(', ').slice(0, 80)}]`, `Supported: orders of 0 to ${rank} that begin with 0, the batch.`);
  const axes = order.slice(1).map((axis) => axis - 1);
  return { ...x, dims: axes.map((axis) => x.dims[axis]), place: tidy(permuted(placeOf(x), x.dims, axes)) };
};

/** Side by side along our last axis. */
const concat: Operator = (node, network) => {
  const [first, ...rest] = node.inputs.map((_, i) => network.value(node, i));
  if (rest.length === 0 || rest.length > 63) throw node.refuse(`it has ${node.inputs.length} inputs`, 'Supported: 2 to 64.');
  const axis = axisOf(node, node.int('axis', NaN), first.dims.length);
  const values = [first, ...rest];
  if (values.every(({ dims }) => dims.length === 1)) return rows(values.map((value) => network.flat(node, value)), (inputs) => network.add(node, { type: 'concat', inputs }));
  const sizes = values.map(({ dims }) => dims.toSpliced(axis, 1).join());
  const natural = values.every(({ place, dims, ours }) => place === null && dims.join() === ours.join()) && axis === first.dims.length - 1;
  const onImages = values.every(isChannelsFirst) && axis === 0;
  if (sizes.some((size) => size !== sizes[0]) || (!natural && !onImages)) throw node.refuse(`it joins ${values.map(({ dims }) => `[${dims.join(', ')}]`).join(', ').slice(0, 200)} along axis ${axis + 1}`, 'Supported: channels of images of one size, features of rows.');
  const layer = network.add(node, { type: 'concat', inputs: values });
  const total = values.reduce((sum, { dims }) => sum + dims[axis], 0);
  const ours = [...first.ours.slice(0, -1), total];
  return onImages ? imageValue(layer, ours) : { layer, ours, dims: ours, place: null };
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
