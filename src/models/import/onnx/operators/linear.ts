/** Gemm, and sums. */
import { permuted } from '../../../permute.ts';
import type { Builder, BuiltLayer } from '../network.ts';
import type { GraphNode } from '../node.ts';
import { inGraphOrder, inOrder } from '../order.ts';
import { type GraphValue, inOurOrder, rowValue, samePlace } from '../values.ts';
import { commonDims, spread, stretched } from './broadcast.ts';
import type { Operator } from './definition.ts';

interface Product {
  /** [in, out], rows in ONNX's order */
  kernel: Float32Array;
  units: number;
  bias: Float32Array | null;
}

/** The rows of a kernel stand where its inputs do. */
function rowsInOurOrder(kernel: Float32Array, units: number, place: Int32Array | null): Float32Array {
  if (place === null) return kernel;
  const result = new Float32Array(kernel.length);
  place.forEach((at, row) => result.set(kernel.subarray(row * units, (row + 1) * units), at * units));
  return result;
}

/** Each row of the value times a matrix. */
export function product(node: GraphNode, network: Builder, { x, kernel, units, bias }: Product & { x: GraphValue }): GraphValue {
  const inputs = x.dims[x.dims.length - 1];
  if (kernel.length !== inputs * units) throw node.refuse(`its weights do not fit rows of ${inputs} values`, 'Give an unchanged .onnx file.');
  const biases = bias ? [{ name: 'bias', shape: [units], data: bias }] : [];
  if (x.dims.length === 1) {
    const tensors = [{ name: 'kernel', shape: [inputs, units], data: rowsInOurOrder(kernel, units, x.place) }, ...biases];
    return rowValue(network.add(node, { type: 'dense', inputs: [x], config: { units, bias: bias !== null }, tensors }), units);
  }
  // several rows in a sample: a convolution over them whose window is one row
  const rows = x.dims.slice(0, -1).reduce((total, side) => total * side, 1);
  const image = inGraphOrder(node, network, { ...x, dims: [1, rows, inputs] });
  const tensors = [{ name: 'kernel', shape: [1, 1, inputs, units], data: kernel }, ...biases];
  const layer = network.add(node, { type: 'conv2d', inputs: [image], config: { filters: units, kernel: 1, bias: bias !== null }, tensors });
  return { layer, ours: [1, rows, units], dims: [...x.dims.slice(0, -1), units], place: null };
}

function matrix(node: GraphNode, network: Builder, i: number): { shape: number[]; data: Float32Array } {
  const weights = network.floats(node, i);
  const shape = weights.shape.slice(-2);
  if (shape.length !== 2 || weights.data.length === 0 || weights.shape.slice(0, -2).some((side) => side !== 1)) throw node.refuse(`its weights have shape [${weights.shape.join(', ')}]`, 'Supported: one matrix for all samples.');
  return { shape, data: weights.data };
}

const times = (values: Float32Array, factor: number): Float32Array => (factor === 1 ? values : values.map((value) => value * factor));

const gemm: Operator = (node, network) => {
  const [turnedA, turnedB] = [node.int('transA', 0) !== 0, node.int('transB', 0) !== 0];
  const [alpha, beta] = [node.float('alpha', 1), node.float('beta', 1)];
  if (network.opset < 7) node.int('broadcast', 0);
  const given = network.value(node, 0);
  if (given.dims.length !== (network.batched ? 1 : 2)) throw node.refuse(`it multiplies samples of shape [${given.dims.join(', ')}]`, 'Supported: rows; add a Flatten before it.');
  if (turnedA && network.batched) throw node.refuse('attribute transA is 1', 'Supported: transA = 0, which keeps the samples apart, or an input whose sizes are all fixed.');
  const x = turnedA ? inOrder(node, network, { value: given, axes: [1, 0] }) : given;
  const { shape, data } = matrix(node, network, 1);
  const kernel = times(turnedB ? permuted(data, shape, [1, 0]) : data, alpha);
  const units = shape[turnedB ? 0 : 1];
  const result = product(node, network, { x, kernel, units, bias: null });
  if (!node.inputs[2] || beta === 0) return result;
  const { shape: added, data: values } = network.floats(node, 2);
  return plus(node, network, { x: result, constant: { shape: added, data: times(values, beta) }, into: network.layers.get(result.layer)! });
};

/** A constant is the bias of the layer before, or a layer of its own; values of one shape are added. */
const add: Operator = (node, network) => {
  const constant = [0, 1].find((i) => network.isConstant(node, i));
  const [broadcast, axis] = network.opset < 7 ? [node.int('broadcast', 0), node.int('axis', NaN)] : [0, NaN];
  if (constant === undefined) return sum(node, network);
  const x = network.value(node, 1 - constant);
  const { shape, data } = network.floats(node, constant);
  const rank = x.dims.length + (network.batched ? 1 : 0);
  const behind = broadcast !== 0 && !Number.isNaN(axis) ? rank - (axis < 0 ? axis + rank : axis) - shape.length : 0;
  return plus(node, network, { x, constant: { shape: [...shape, ...new Array<number>(Math.max(0, behind)).fill(1)], data }, into: network.sole(x, node.inputs[1 - constant]) });
};

/** `into`: the layer that may take the constant as its bias. */
function plus(node: GraphNode, network: Builder, { x, constant, into }: { x: GraphValue; constant: { shape: number[]; data: Float32Array }; into: BuiltLayer | null }): GraphValue {
  const before = Math.max(0, constant.shape.length - x.dims.length);
  const larger = network.batched && constant.shape.slice(0, before).some((side) => side !== 1) ? null : commonDims(network.batched ? constant.shape.slice(before) : constant.shape, x.dims);
  if (larger !== null && larger.join() !== x.dims.join()) return plus(node, network, { x: stretched(node, network, { value: x, dims: larger }), constant, into: null });
  const all = spread(constant, network.batched ? [1, ...x.dims] : x.dims);
  if (all === null) throw node.refuse(`it adds a constant of shape [${constant.shape.join(', ')}] to [${network.shown(x.dims)}]`, 'Supported: constants that are the same for all samples.');
  const values = inOurOrder(all, x.place);
  const columns = x.ours[x.ours.length - 1];
  const byChannel = values.every((value, i) => value === values[i % columns]);
  const data = byChannel ? values.slice(0, columns) : values;
  if (into && byChannel && into.spec.bias === false) {
    into.spec.bias = true;
    into.tensors.push({ name: 'bias', shape: [columns], data });
    return x;
  }
  return { ...x, layer: network.add(node, { type: 'bias', inputs: [x], config: { axis: byChannel ? 'channel' : 'element' }, tensors: [{ name: 'bias', shape: [data.length], data }] }) };
}

const sum: Operator = (node, network) => {
  if (node.inputs.length === 1) return network.value(node, 0);
  if (node.inputs.length < 2 || node.inputs.length > 64) throw node.refuse(`it has ${node.inputs.length} inputs`, 'Supported: 2 to 64.');
  const values = node.inputs.map((_, i) => network.value(node, i));
  const [first, ...rest] = values;
  const dims = rest.reduce<number[] | null>((common, value) => common && commonDims(common, value.dims), first.dims);
  if (dims === null) throw node.refuse(`it adds ${values.map((value) => `[${network.shown(value.dims)}]`).join(', ').slice(0, 200)}`, 'Supported: shapes that fit each other.');
  if (values.some((value) => value.dims.join() !== dims.join())) return added(node, network, values.map((value) => stretched(node, network, { value, dims })));
  return added(node, network, values);
};

function added(node: GraphNode, network: Builder, values: readonly GraphValue[]): GraphValue {
  const [first, ...rest] = values;
  const alike = rest.every(({ ours, place }) => ours.join() === first.ours.join() && samePlace(place, first.place));
  const inputs = alike ? values : values.map((value) => inGraphOrder(node, network, value));
  return { ...inputs[0], layer: network.add(node, { type: 'add', inputs }) };
}

export const linear = { Gemm: gemm, Add: add, Sum: sum } as const satisfies Record<string, Operator>;
