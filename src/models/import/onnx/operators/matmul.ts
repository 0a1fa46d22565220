/** MatMul with a constant: one matrix for all, or one for each matrix of a sample. */
import { sizeOf } from '../../../../engine/index.ts';
import { permuted } from '../../../permute.ts';
import type { Builder } from '../network.ts';
import type { GraphNode } from '../node.ts';
import { inGraphOrder, inOrder } from '../order.ts';
import type { GraphValue } from '../values.ts';
import { commonDims, sourcesOf } from './broadcast.ts';
import type { Operator } from './definition.ts';
import { product } from './linear.ts';

interface Matrices {
  /** [...of, rows, columns] */
  of: number[];
  rows: number;
  columns: number;
  data: Float32Array;
}

/** A vector is a matrix of one column, or, as the first factor, of one row. */
function matricesOf(node: GraphNode, network: Builder, i: 0 | 1): Matrices {
  const { shape, data } = network.floats(node, i);
  if (shape.length === 0 || data.length === 0) throw node.refuse(`its weights have shape [${shape.join(', ')}]`, 'Supported: vectors and matrices.');
  const whole = shape.length > 1 ? shape : i === 0 ? [1, ...shape] : [...shape, 1];
  const [rows, columns] = whole.slice(-2);
  return { of: whole.slice(0, -2), rows, columns, data };
}

/** A' of each. */
const turned = ({ of, rows, columns, data }: Matrices): Matrices => {
  const count = sizeOf(of);
  return { of, rows: columns, columns: rows, data: permuted(data, [count, rows, columns], [0, 2, 1]) };
};

/** The matrix that the samples' axis meets is one for all. */
function ofSample(node: GraphNode, network: Builder, { x, matrices }: { x: GraphValue; matrices: Matrices }): number[] {
  if (!network.batched) return matrices.of;
  const room = Math.max(0, x.dims.length - 2);
  const beyond = matrices.of.slice(0, Math.max(0, matrices.of.length - room));
  if (beyond.some((side) => side !== 1)) throw node.refuse(`its weights have shape [${[...matrices.of, matrices.rows, matrices.columns].join(', ')}], a matrix for each of the samples`, 'Supported: the same matrices for all samples.');
  return matrices.of.slice(beyond.length);
}

/** x [..., m, k] times [..., k, n]. */
function times(node: GraphNode, network: Builder, { x, matrices }: { x: GraphValue; matrices: Matrices }): GraphValue {
  const of = ofSample(node, network, { x, matrices });
  const { rows: inner, columns: units, data } = matrices;
  if (x.dims.at(-1) !== inner) throw node.refuse(`it multiplies [${network.shown(x.dims)}] by [${[...matrices.of, inner, units].join(', ')}]`, 'Give an unchanged .onnx file.');
  if (sizeOf(of) === 1) {
    const result = product(node, network, { x, kernel: data, units, bias: null });
    const ahead = of.length - Math.max(0, x.dims.length - 2);
    return ahead > 0 ? { ...result, dims: [...new Array<number>(ahead).fill(1), ...result.dims] } : result;
  }
  const own = x.dims.slice(0, -2);
  const batch = commonDims(own, of);
  if (batch === null) throw node.refuse(`it multiplies [${network.shown(x.dims)}] by [${[...matrices.of, inner, units].join(', ')}]`, 'Give an unchanged .onnx file.');
  const size = inner * units;
  const spreadOut = sourcesOf(of, batch);
  const count = spreadOut.length;
  const each = (k: number, g: number, n: number): number => data[spreadOut[g] * size + k * units + n];
  if (sizeOf(own) === 1) {
    // one matrix by many: side by side
    const kernel = Float32Array.from({ length: inner * count * units }, (_, at) => each(Math.floor(at / (count * units)), Math.floor(at / units) % count, at % units));
    const row = { ...x, dims: x.dims.slice(-2) };
    const result = product(node, network, { x: row, kernel, units: count * units, bias: null });
    const rank = batch.length;
    const apart = { ...result, dims: [x.dims.at(-2)!, ...batch, units] };
    return inOrder(node, network, { value: apart, axes: [...batch.map((_, i) => i + 1), 0, rank + 1] });
  }
  if (sizeOf(own) !== count) throw node.refuse(`it multiplies [${network.shown(x.dims)}] by [${[...matrices.of, inner, units].join(', ')}]`, 'Supported: one matrix, or as many as the first factor has, on either side.');
  return grouped(node, network, { x: { ...x, dims: [...batch, ...x.dims.slice(-2)] }, batch, units, kernel: Float32Array.from({ length: size * count }, (_, at) => each(Math.floor(at / (count * units)), Math.floor(at / units) % count, at % units)) });
}

/** Matrices one by one: a convolution over rows in as many groups, [m, groups * k] by [k, groups * n]. */
function grouped(node: GraphNode, network: Builder, { x, batch, units, kernel }: { x: GraphValue; batch: readonly number[]; units: number; kernel: Float32Array }): GraphValue {
  const [rows, inner] = x.dims.slice(-2);
  const groups = sizeOf(batch);
  const rank = batch.length;
  const sideways = inOrder(node, network, { value: x, axes: [rank, ...batch.map((_, i) => i), rank + 1] });
  const image = inGraphOrder(node, network, { ...sideways, dims: [1, rows, groups * inner] });
  const filters = groups * units;
  const layer = network.add(node, { type: 'conv2d', inputs: [image], config: { filters, kernel: 1, groups, bias: false }, tensors: [{ name: 'kernel', shape: [1, 1, inner, filters], data: kernel }] });
  return inOrder(node, network, { value: { layer, ours: [1, rows, filters], dims: [rows, ...batch, units], place: null }, axes: [...batch.map((_, i) => i + 1), 0, rank + 1] });
}

const without = (dims: readonly number[], fromEnd: number): number[] => dims.toSpliced(dims.length - fromEnd, 1);

export const matMul: Operator = (node, network) => {
  const first = network.isConstant(node, 0);
  const x = network.value(node, first ? 1 : 0);
  const vector = x.dims.length + (network.batched ? 1 : 0) === 1;
  if (x.dims.length === 0) throw node.refuse('it multiplies single numbers', 'Supported: rows.');
  if (!first) {
    const matrices = matricesOf(node, network, 1);
    const column = network.constant(node, 1)!.shape.length === 1;
    const alone = x.dims.length === 1 && sizeOf(matrices.of) > 1; // a row, where many matrices want a matrix
    const result = times(node, network, { x: alone ? { ...x, dims: [1, ...x.dims] } : x, matrices });
    const dims = alone ? without(result.dims, 2) : result.dims;
    return column ? { ...result, dims: without(dims, 1) } : { ...result, dims };
  }
  // A x = (x' A')'
  const matrices = matricesOf(node, network, 0);
  if (x.dims.length < 2 && !vector) throw node.refuse(`its first factor is a constant, the second has shape [${network.shown(x.dims)}]`, 'Supported: samples that are matrices, or a graph whose sizes are all fixed.');
  const rank = Math.max(2, x.dims.length);
  const flip = [...Array.from({ length: rank - 2 }, (_, i) => i), rank - 1, rank - 2];
  const side = vector ? { ...x, dims: [1, ...x.dims] } : inOrder(node, network, { value: x, axes: flip });
  const result = times(node, network, { x: side, matrices: turned(matrices) });
  const back = Array.from({ length: result.dims.length - 2 }, (_, i) => i);
  const upright = inOrder(node, network, { value: result, axes: [...back, result.dims.length - 1, result.dims.length - 2] });
  const row = network.constant(node, 0)!.shape.length === 1;
  const dims = vector ? without(upright.dims, 1) : upright.dims;
  return { ...upright, dims: row ? without(dims, vector ? 1 : 2) : dims };
};
