/** Products with a matrix, and sums. */
import { sizeOf } from '../../../../engine/index.ts';
import { permuted } from '../../../permute.ts';
import type { Builder, BuiltLayer } from '../network.ts';
import type { GraphNode } from '../node.ts';
import { type GraphValue, rowValue, samePlace } from '../values.ts';
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

function dense(node: GraphNode, network: Builder, { kernel, units, bias }: Product): GraphValue {
  const x = network.value(node, 0);
  if (x.dims.length !== 1) throw node.refuse(`it multiplies samples of shape [${x.dims.join(', ')}]`, 'Supported: rows; add a Flatten before it.');
  const inputs = sizeOf(x.ours);
  if (kernel.length !== inputs * units) throw node.refuse(`its weights do not fit rows of ${inputs} values`, 'Give an unchanged .onnx file.');
  const tensors = [{ name: 'kernel', shape: [inputs, units], data: rowsInOurOrder(kernel, units, x.place) }, ...(bias ? [{ name: 'bias', shape: [units], data: bias }] : [])];
  return rowValue(network.add(node, { type: 'dense', inputs: [x], config: { units, bias: bias !== null }, tensors }), units);
}

function matrix(node: GraphNode, network: Builder, i: number): { shape: number[]; data: Float32Array } {
  const weights = network.floats(node, i);
  if (weights.shape.length !== 2 || weights.data.length === 0) throw node.refuse(`its weights have shape [${weights.shape.join(', ')}]`, 'Supported: matrices.');
  return weights;
}

/** One value for each output: of a row, a column of ones, or a single number. Null where it does not fit. */
function perOutput({ shape, data }: { shape: number[]; data: Float32Array }, units: number, dims: readonly number[]): Float32Array | null {
  if (data.length === 1) return new Float32Array(units).fill(data[0]);
  const aligned = [...new Array<number>(Math.max(0, dims.length + 1 - shape.length)).fill(1), ...shape];
  const fits = aligned.length === dims.length + 1 && aligned.every((side, axis) => side === (axis === 1 ? units : 1));
  return fits && data.length === units ? data : null;
}

const gemm: Operator = (node, network) => {
  node.only('transA', 0);
  const turned = node.int('transB', 0) !== 0;
  const [alpha, beta] = [node.float('alpha', 1), node.float('beta', 1)];
  const { shape, data } = matrix(node, network, 1);
  const kernel = turned ? permuted(data, shape, [1, 0]) : data;
  const units = shape[turned ? 0 : 1];
  const bias = node.inputs[2] ? perOutput(network.floats(node, 2), units, [units]) : null;
  if (node.inputs[2] && bias === null) throw node.refuse('its input 2 is no bias for each output', 'Give an unchanged .onnx file.');
  const times = (values: Float32Array, factor: number) => (factor === 1 ? values : values.map((value) => value * factor));
  return dense(node, network, { kernel: times(kernel, alpha), units, bias: bias && times(bias, beta) });
};

const matMul: Operator = (node, network) => {
  if (network.isConstant(node, 0)) throw node.refuse('its first factor is a constant', 'Supported: samples times weights.');
  const { shape, data } = matrix(node, network, 1);
  return dense(node, network, { kernel: data, units: shape[1], bias: null });
};

/** A constant is the bias of the layer before; values of one shape are added. */
const add: Operator = (node, network) => {
  const constant = [0, 1].find((i) => network.isConstant(node, i));
  if (constant !== undefined) return biased(node, network, constant);
  return sum(node, network);
};

function biased(node: GraphNode, network: Builder, constant: number): GraphValue {
  const x = network.value(node, 1 - constant);
  const layer: BuiltLayer | null = network.sole(x, node.inputs[1 - constant]);
  const images = ['conv2d', 'convTranspose2d'].includes(layer?.spec.type ?? '');
  if (!layer || layer.spec.bias !== false || (!images && layer.spec.type !== 'dense')) throw node.refuse('it adds a constant', 'Supported: as the bias of a MatMul, Gemm, Conv or ConvTranspose that has none and feeds nothing else.');
  const units = x.dims[0];
  const bias = perOutput(network.floats(node, constant), units, x.dims);
  if (!bias || (images ? x.ours.length !== 3 : x.dims.length !== 1)) throw node.refuse('what it adds is no bias for each output', `Supported: ${units} values.`);
  layer.spec.bias = true;
  layer.tensors.push({ name: 'bias', shape: [units], data: bias });
  return x;
}

const sum: Operator = (node, network) => {
  if (node.inputs.length < 2 || node.inputs.length > 64) throw node.refuse(`it has ${node.inputs.length} inputs`, 'Supported: 2 to 64.');
  const values = node.inputs.map((_, i) => network.value(node, i));
  const [first, ...rest] = values;
  const differs = rest.find(({ dims, ours, place }) => dims.join() !== first.dims.join() || ours.join() !== first.ours.join() || !samePlace(place, first.place));
  if (differs) throw node.refuse(`it adds [${first.dims.join(', ')}] and [${differs.dims.join(', ')}]${differs.dims.join() === first.dims.join() ? ' in another order' : ''}`, 'Supported: values of one shape.');
  return { ...first, layer: network.add(node, { type: 'add', inputs: values }) };
};

export const linear = { Gemm: gemm, MatMul: matMul, Add: add, Sum: sum } as const satisfies Record<string, Operator>;
