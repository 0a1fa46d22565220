/** Graphs of one operator, in the shapes and with the attributes that such graphs are found with: what we import answers what onnxruntime answers. */
import { describe, expect, test } from 'vitest';
import { TrainyardError } from '../../src/engine/index.ts';
import type { OnnxAttribute, OnnxTensor } from '../../src/formats/onnx/index.ts';
import { translateOnnx } from '../../src/models/import/onnx/translate.ts';
import { greatestDifference } from './exported.ts';
import { array, bothAnswer, graphOf, positive, scalar, sizes } from './onnx-graphs.ts';

const ints = (...values: number[]): OnnxAttribute => ({ ints: values });
const int = (value: number): OnnxAttribute => ({ int: value });
const float = (value: number): OnnxAttribute => ({ float: value });
const string = (value: string): OnnxAttribute => ({ string: value });
const flag = (name: string, value: number): OnnxTensor => ({ name, shape: [], data: Uint8Array.of(value) });

interface Case {
  input: number[];
  /** of the operator, after the samples unless it says where they stand */
  arrays?: OnnxTensor[];
  attributes?: Record<string, OnnxAttribute>;
  inputs?: string[];
  outputs?: string[];
  opset?: number;
}

const single = (operator: string, { input, arrays = [], attributes = {}, inputs = ['x', ...arrays.map(({ name }) => name)], outputs = ['v1'], opset = 17 }: Case): Uint8Array =>
  graphOf(input, [{ operator, inputs, outputs, attributes }], arrays, opset);

type Cases = [string, Case][];
const spread = (of: Record<string, Case>): Cases => Object.entries(of);

const filters = (...shape: number[]) => [array('w', ...shape)];
const CONV = spread({
  'with padding': { input: [1, 1, 5, 5], arrays: filters(1, 1, 3, 3), attributes: { kernel_shape: ints(3, 3), pads: ints(1, 1, 1, 1) } },
  'without padding': { input: [1, 1, 5, 5], arrays: filters(1, 1, 3, 3), attributes: { kernel_shape: ints(3, 3), pads: ints(0, 0, 0, 0) } },
  'strides and padding': { input: [1, 1, 7, 5], arrays: filters(1, 1, 3, 3), attributes: { kernel_shape: ints(3, 3), pads: ints(1, 1, 1, 1), strides: ints(2, 2) } },
  'strides and asymmetric padding': { input: [1, 1, 7, 5], arrays: filters(1, 1, 3, 3), attributes: { kernel_shape: ints(3, 3), pads: ints(1, 0, 1, 0), strides: ints(2, 2) } },
  'SAME_LOWER': { input: [1, 1, 5, 5], arrays: filters(1, 1, 3, 3), attributes: { auto_pad: string('SAME_LOWER'), kernel_shape: ints(3, 3), strides: ints(2, 2) } },
  'SAME_LOWER, even window': { input: [2, 2, 5, 6], arrays: filters(3, 2, 2, 4), attributes: { auto_pad: string('SAME_LOWER') } },
  'SAME_UPPER, even window': { input: [2, 2, 5, 6], arrays: filters(3, 2, 2, 4), attributes: { auto_pad: string('SAME_UPPER'), strides: ints(1, 2) } },
  'VALID': { input: [1, 2, 5, 5], arrays: filters(2, 2, 3, 3), attributes: { auto_pad: string('VALID') } },
  'every attribute at once': { input: [2, 4, 9, 8], arrays: [array('w', 6, 2, 3, 2), array('b', 6)], attributes: { dilations: ints(2, 3), group: int(2), kernel_shape: ints(3, 2), pads: ints(0, 1, 2, 3), strides: ints(2, 1) } },
  'depthwise': { input: [2, 4, 6, 6], arrays: [array('w', 4, 1, 3, 3), array('b', 4)], attributes: { group: int(4), pads: ints(1, 1, 1, 1) } },
  'depthwise, two filters a channel': { input: [1, 3, 6, 5], arrays: filters(6, 1, 3, 3), attributes: { group: int(3), strides: ints(2, 2) } },
  'one side': { input: [2, 4, 10], arrays: [array('w', 5, 4, 3), array('b', 5)] },
  'one side, dilated, in groups': { input: [2, 4, 10], arrays: [array('w', 6, 2, 3), array('b', 6)], attributes: { dilations: ints(2), group: int(2), pads: ints(1, 2), strides: ints(2) } },
  'one side, SAME_UPPER': { input: [1, 2, 7], arrays: filters(3, 2, 4), attributes: { auto_pad: string('SAME_UPPER'), strides: ints(2) } },
  'version 7': { input: [1, 2, 5, 5], arrays: filters(2, 2, 3, 3), opset: 7 },
  'version 1': { input: [1, 2, 5, 5], arrays: filters(2, 2, 3, 3), opset: 1 },
  'three sides': { input: [2, 2, 4, 5, 3], arrays: [array('w', 3, 2, 2, 3, 2), array('b', 3)], attributes: { strides: ints(2, 1, 1), pads: ints(1, 0, 1, 0, 1, 0), dilations: ints(1, 2, 1) } },
  'three sides, SAME_UPPER, groups': { input: [1, 4, 4, 5, 3], arrays: filters(2, 2, 2, 3, 2), attributes: { auto_pad: string('SAME_UPPER'), strides: ints(2, 2, 1), group: int(2) } },
});

const CONV_TRANSPOSE = spread({
  'plain': { input: [1, 1, 3, 3], arrays: filters(1, 2, 3, 3) },
  'three sides': { input: [2, 1, 3, 4, 5], arrays: filters(1, 2, 3, 3, 3) },
  'three sides, all attributes': { input: [1, 2, 3, 2, 3], arrays: [array('w', 2, 2, 2, 3, 2), array('b', 4)], attributes: { strides: ints(3, 1, 2), pads: ints(1, 0, 0, 0, 1, 1), output_padding: ints(2, 0, 1), group: int(2) } },
  'one side': { input: [1, 1, 3], arrays: filters(1, 2, 3) },
  'output_padding': { input: [1, 1, 3, 3], arrays: filters(1, 2, 3, 3), attributes: { strides: ints(3, 2), output_padding: ints(1, 1) } },
  'output_shape': { input: [1, 1, 3, 3], arrays: filters(1, 2, 3, 3), attributes: { strides: ints(3, 2), output_shape: ints(10, 8) } },
  'output_shape that crops': { input: [1, 2, 4, 4], arrays: filters(2, 3, 4, 3), attributes: { strides: ints(2, 2), output_shape: ints(7, 8) } },
  'kernel_shape, output_shape and output_padding': { input: [1, 1, 3, 3], arrays: filters(1, 2, 3, 3), attributes: { strides: ints(3, 2), output_shape: ints(10, 8), kernel_shape: ints(3, 3), output_padding: ints(1, 1) } },
  'pads': { input: [1, 1, 3, 3], arrays: filters(1, 2, 3, 3), attributes: { strides: ints(3, 2), pads: ints(1, 2, 1, 2) } },
  'asymmetric pads': { input: [2, 2, 3, 4], arrays: [array('w', 2, 3, 3, 3), array('b', 3)], attributes: { strides: ints(2, 1), pads: ints(0, 1, 2, 0) } },
  'dilations': { input: [1, 1, 3, 3], arrays: filters(1, 1, 2, 2), attributes: { dilations: ints(2, 2) } },
  'SAME_UPPER': { input: [1, 1, 3, 3], arrays: filters(1, 2, 3, 3), attributes: { auto_pad: string('SAME_UPPER'), strides: ints(2, 2) } },
  'SAME_LOWER': { input: [1, 1, 3, 3], arrays: filters(1, 2, 3, 3), attributes: { auto_pad: string('SAME_LOWER'), strides: ints(2, 2) } },
  'VALID': { input: [1, 1, 3, 3], arrays: filters(1, 2, 3, 3), attributes: { auto_pad: string('VALID'), strides: ints(2, 2) } },
  'groups': { input: [1, 2, 3, 3], arrays: filters(2, 1, 3, 3), attributes: { group: int(2) } },
  'groups of several filters, batch 3': { input: [3, 4, 3, 3], arrays: [array('w', 4, 3, 3, 3), array('b', 6)], attributes: { group: int(2), strides: ints(2, 2), pads: ints(1, 1, 1, 1) } },
});

const POOL = (operator: 'MaxPool' | 'AveragePool'): Cases => spread({
  'one side': { input: [1, 3, 32], attributes: { kernel_shape: ints(2) } },
  'default': { input: [1, 3, 32, 32], attributes: { kernel_shape: ints(2, 2) } },
  'three sides': { input: [2, 3, 6, 7, 8], attributes: { kernel_shape: ints(2, 3, 2) } },
  'three sides, strides and pads': { input: [1, 2, 6, 7, 5], attributes: { kernel_shape: ints(2, 3, 2), strides: ints(1, 2, 2), pads: ints(1, 0, 1, 0, 2, 0) } },
  'three sides, SAME_LOWER': { input: [1, 1, 5, 4, 5], attributes: { kernel_shape: ints(2, 2, 2), strides: ints(2, 1, 1), auto_pad: string('SAME_LOWER') } },
  'three sides, ceil_mode': { input: [1, 1, 4, 5, 4], attributes: { kernel_shape: ints(3, 2, 3), strides: ints(2, 2, 2), ceil_mode: int(1) } },
  'pads': { input: [1, 3, 28, 28], attributes: { kernel_shape: ints(3, 3), pads: ints(2, 2, 2, 2) } },
  'asymmetric pads': { input: [2, 3, 8, 7], attributes: { kernel_shape: ints(3, 2), pads: ints(2, 0, 1, 1), strides: ints(1, 2) } },
  'strides': { input: [1, 3, 32, 32], attributes: { kernel_shape: ints(5, 5), strides: ints(3, 3) } },
  'SAME_UPPER': { input: [1, 3, 32, 32], attributes: { kernel_shape: ints(2, 2), auto_pad: string('SAME_UPPER') } },
  'SAME_LOWER': { input: [1, 3, 32, 32], attributes: { kernel_shape: ints(2, 2), auto_pad: string('SAME_LOWER') } },
  'SAME_UPPER with strides': { input: [1, 1, 5, 5], attributes: { kernel_shape: ints(3, 3), auto_pad: string('SAME_UPPER'), strides: ints(2, 2) } },
  'ceil_mode': { input: [1, 1, 4, 4], attributes: { kernel_shape: ints(3, 3), strides: ints(2, 2), ceil_mode: int(1) } },
  'ceil_mode with pads': { input: [1, 2, 6, 7], attributes: { kernel_shape: ints(3, 3), strides: ints(2, 3), pads: ints(1, 1, 1, 1), ceil_mode: int(1) } },
  'ceil_mode, a last window that would begin on the padding': { input: [1, 3, 2, 2], attributes: { kernel_shape: ints(3, 3), strides: ints(3, 3), pads: ints(1, 1, 1, 1), ceil_mode: int(1) }, opset: 22 },
  'precomputed pads': { input: [1, 1, 5, 5], attributes: { kernel_shape: ints(5, 5), pads: ints(2, 2, 2, 2) } },
  'dilations': { input: [1, 1, 4, 4], attributes: { kernel_shape: ints(2, 2), dilations: ints(2, 2), strides: ints(1, 1) }, opset: operator === 'MaxPool' ? 12 : 19 },
  'version 8': { input: [1, 2, 4, 4], attributes: { kernel_shape: ints(2, 2) }, opset: 8 },
});
const AVERAGE = spread({
  'count_include_pad': { input: [1, 3, 28, 28], attributes: { kernel_shape: ints(3, 3), pads: ints(2, 2, 2, 2), count_include_pad: int(1) } },
  'count_include_pad, SAME_UPPER': { input: [1, 1, 5, 5], attributes: { kernel_shape: ints(3, 3), auto_pad: string('SAME_UPPER'), strides: ints(2, 2), count_include_pad: int(1) } },
});

const matrices = (...shape: number[]) => [array('k', ...shape)];
const GEMM = spread({
  'no bias': { input: [2, 10], arrays: matrices(10, 3) },
  'zero bias': { input: [3, 5], arrays: [array('k', 5, 4), array('c', 1, 4)] },
  'scalar bias': { input: [2, 3], arrays: [array('k', 3, 4), scalar('c', 3.14)] },
  'single element vector bias': { input: [3, 7], arrays: [array('k', 7, 3), array('c', 1)] },
  'vector bias': { input: [2, 7], arrays: [array('k', 7, 4), array('c', 4)] },
  'matrix bias': { input: [3, 6], arrays: [array('k', 6, 4), array('c', 3, 4)] },
  'column bias': { input: [3, 6], arrays: [array('k', 6, 4), array('c', 3, 1)] },
  'transposeA': { input: [6, 3], arrays: [array('k', 6, 4), array('c', 1, 4)], attributes: { transA: int(1) } },
  'transposeB': { input: [3, 6], arrays: [array('k', 4, 6), array('c', 1, 4)], attributes: { transB: int(1) } },
  'alpha': { input: [3, 5], arrays: [array('k', 5, 4), array('c', 1, 4)], attributes: { alpha: float(0.5) } },
  'beta': { input: [2, 7], arrays: [array('k', 7, 4), array('c', 1, 4)], attributes: { beta: float(0.5) } },
  'all attributes': { input: [4, 3], arrays: [array('k', 5, 4), array('c', 1, 5)], attributes: { alpha: float(0.25), beta: float(0.35), transA: int(1), transB: int(1) } },
});
const MATMUL = spread({
  '2-D': { input: [3, 4], arrays: matrices(4, 3) },
  '3-D by a matrix': { input: [2, 3, 4], arrays: matrices(4, 3) },
  '3-D by one matrix of a batch': { input: [2, 3, 4], arrays: matrices(1, 4, 3) },
  '4-D by a matrix': { input: [1, 2, 3, 4], arrays: matrices(4, 5) },
  'a matrix for each of the batch': { input: [2, 3, 4], arrays: matrices(2, 4, 3) },
  'a matrix for each of a sample': { input: [5, 2, 3, 4], arrays: matrices(2, 4, 3) },
  'matrices for one': { input: [3, 4], arrays: matrices(2, 3, 4, 5) },
  'matrices that repeat': { input: [2, 3, 4, 5], arrays: matrices(2, 1, 5, 2) },
  'more matrices on both sides': { input: [2, 1, 3, 4], arrays: matrices(1, 4, 3) },
  'a vector': { input: [2, 3, 4], arrays: matrices(4) },
  'vectors': { input: [4], arrays: matrices(4) },
  'a vector by matrices': { input: [4], arrays: matrices(3, 4, 2) },
  'a vector first': { input: [2, 3, 4], arrays: matrices(3), inputs: ['k', 'x'] },
  'matrices first': { input: [2, 3, 4], arrays: matrices(2, 5, 3), inputs: ['k', 'x'] },
  'matrices first, by a vector': { input: [4], arrays: matrices(2, 5, 4), inputs: ['k', 'x'] },
  'constant first': { input: [2, 3, 4], arrays: matrices(5, 3), inputs: ['k', 'x'] },
  'constant first, 2-D': { input: [3, 4], arrays: matrices(5, 3), inputs: ['k', 'x'] },
});
const ADD = spread({
  'bcast': { input: [3, 4, 5], arrays: matrices(5) },
  'same shape': { input: [3, 4, 5], arrays: matrices(3, 4, 5) },
  'of a sample': { input: [3, 4, 5], arrays: matrices(4, 5) },
  'channels': { input: [2, 3, 4, 5], arrays: matrices(3, 1, 1) },
  'rows of an image': { input: [2, 3, 4, 5], arrays: matrices(1, 3, 4, 1) },
  'a number': { input: [3, 4], arrays: [scalar('k', 0.5)] },
  'constant first': { input: [3, 4], arrays: matrices(4), inputs: ['k', 'x'] },
  'larger': { input: [5], arrays: matrices(3, 4, 5) },
  'larger along some axes': { input: [3, 1, 5], arrays: matrices(1, 4, 1) },
  'larger samples': { input: [2, 3, 1], arrays: matrices(3, 4) },
  'itself': { input: [3, 4, 5], inputs: ['x', 'x'] },
});

const statistics = (features: number) => [array('g', features), array('h', features), array('m', features), positive('q', features)];
const NORM = spread({
  'example': { input: [2, 3, 4, 5], arrays: statistics(3) },
  'epsilon': { input: [2, 3, 4, 5], arrays: statistics(3), attributes: { epsilon: float(0.01) } },
  'rows': { input: [4, 5], arrays: statistics(5) },
  '3-D': { input: [2, 3, 4], arrays: statistics(3) },
  '5-D': { input: [2, 3, 2, 2, 3], arrays: statistics(3) },
  'version 7': { input: [2, 3, 4, 5], arrays: statistics(3), opset: 7 },
  'version 9': { input: [2, 3, 4, 5], arrays: statistics(3), opset: 9, attributes: { momentum: float(0.8) } },
  'version 14': { input: [2, 3, 4, 5], arrays: statistics(3), opset: 14, attributes: { training_mode: int(0) } },
});

const SOFTMAX = spread({
  'example': { input: [1, 3] },
  'large numbers': { input: [2, 4] },
  'axis 0': { input: [3, 4, 5], attributes: { axis: int(0) } },
  'axis 1': { input: [3, 4, 5], attributes: { axis: int(1) } },
  'axis 2': { input: [3, 4, 5], attributes: { axis: int(2) } },
  'negative axis': { input: [3, 4, 5], attributes: { axis: int(-1) } },
  'default axis': { input: [3, 4, 5] },
  'channels of an image': { input: [2, 3, 4, 5], attributes: { axis: int(1) } },
  'height of an image': { input: [2, 3, 4, 5], attributes: { axis: int(2) } },
  'version 11, default axis': { input: [3, 4, 5], opset: 11 },
  'version 11, axis 2': { input: [3, 4, 5], attributes: { axis: int(2) }, opset: 11 },
  'version 11, axis 0': { input: [3, 4], attributes: { axis: int(0) }, opset: 11 },
  'version 7, image': { input: [2, 3, 4, 5], opset: 7 },
});

const FLATTEN: Cases = [-4, -3, -2, -1, 0, 1, 2, 3, 4].map((axis) => [`axis ${axis}`, { input: [5, 4, 3, 2], attributes: { axis: int(axis) } }]);
FLATTEN.push(['default axis', { input: [5, 4, 3, 2] }], ['of a vector', { input: [7], attributes: { axis: int(0) } }], ['version 9', { input: [2, 3, 4], opset: 9 }]);

const RESHAPE: Cases = (Object.entries({
  'reordered_all_dims': [4, 2, 3], 'reordered_last_dims': [2, 4, 3], 'reduced_dims': [2, 12], 'extended_dims': [2, 3, 2, 2], 'one_dim': [24], 'negative_dim': [2, -1, 2], 'negative_extended_dims': [-1, 2, 3, 4],
  'zero_dim': [2, 0, 4, 1], 'zero_and_negative_dim': [2, 0, 1, -1], 'the batch by zero': [0, -1], 'the batch by -1': [-1, 12],
}) as [string, number[]][]).map(([name, shape]) => [name, { input: [2, 3, 4], arrays: [sizes('s', ...shape)] }]);
RESHAPE.push(['allowzero', { input: [2, 3, 4], arrays: [sizes('s', 2, 12)], attributes: { allowzero: int(1) } }], ['pixels', { input: [2, 3, 4, 5], arrays: [sizes('s', 0, 5, 3, 4)] }], ['version 7', { input: [2, 3, 4], arrays: [sizes('s', 0, -1)], opset: 7 }]);

const TRANSPOSE: Cases = [[0, 1, 2], [0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]].map((perm) => [`perm ${perm.join()}`, { input: [2, 3, 4], attributes: { perm: ints(...perm) } }]);
TRANSPOSE.push(['default', { input: [2, 3, 4] }], ['default of a matrix', { input: [3, 4] }], ['pixels', { input: [2, 3, 4, 5], attributes: { perm: ints(0, 3, 1, 2) } }], ['5-D', { input: [2, 3, 2, 2, 3], attributes: { perm: ints(0, 4, 2, 1, 3) } }]);

const CONCAT: Cases = [[2, 0], [2, -1], [2, 1], [3, 0], [3, 1], [3, 2], [3, -3], [4, 1], [4, 2], [4, -1]].map(([rank, axis]) => [`rank ${rank}, axis ${axis}`, { input: [2, 3, 4, 5].slice(0, rank), attributes: { axis: int(axis) }, inputs: ['x', 'x', 'x'] }]);
CONCAT.push(['a constant behind', { input: [2, 3, 4], arrays: matrices(2, 5, 4), attributes: { axis: int(1) } }], ['a constant ahead', { input: [2, 3, 4], arrays: matrices(1, 3, 4), inputs: ['k', 'x'], attributes: { axis: int(0) } }], ['a constant between', { input: [2, 3, 4], arrays: matrices(2, 3, 1), inputs: ['x', 'k', 'x'], attributes: { axis: int(-1) } }],
  ['constants beside an image', { input: [1, 2, 3, 4], arrays: matrices(1, 2, 3, 4), inputs: ['k', 'x', 'k'], attributes: { axis: int(1) } }], ['a constant beside a vector', { input: [3], arrays: matrices(2), attributes: { axis: int(0) } }], ['of vectors', { input: [3], attributes: { axis: int(0) }, inputs: ['x', 'x'] }], ['one value', { input: [2, 3], attributes: { axis: int(1) } }]);

const IMAGES = spread({ '4-D': { input: [2, 3, 5, 5] }, '3-D': { input: [1, 3, 5] }, '5-D': { input: [2, 3, 2, 3, 2] }, 'one channel': { input: [1, 1, 3, 3] } });
const EACH = spread({ 'vector': { input: [3] }, '2-D': { input: [3, 4] }, '3-D': { input: [3, 4, 5] }, '4-D': { input: [2, 3, 4, 5] }, '5-D': { input: [1, 2, 3, 2, 2] } });
const withAlpha = (alpha: number): Cases => [...EACH, ['alpha', { input: [3, 4, 5], attributes: { alpha: float(alpha) } }]];
const DROPOUT = spread({
  'default': { input: [3, 4, 5], attributes: { seed: int(0) }, opset: 13 },
  'ratio': { input: [3, 4, 5], arrays: [scalar('r', 0.1)], opset: 13 },
  'training_mode false': { input: [3, 4, 5], arrays: [scalar('r', 0.5), flag('t', 0)], opset: 13 },
  'training_mode true of nothing': { input: [3, 4, 5], arrays: [scalar('r', 0), flag('t', 1)], opset: 13 },
  'a mask that nobody uses': { input: [3, 4, 5], outputs: ['v1', 'mask'], opset: 13 },
  'version 7': { input: [3, 4, 5], attributes: { ratio: float(0.2) }, opset: 7 },
});

const ALL: Record<string, Cases> = {
  Conv: CONV, ConvTranspose: CONV_TRANSPOSE, MaxPool: POOL('MaxPool'), AveragePool: [...POOL('AveragePool'), ...AVERAGE], GlobalAveragePool: IMAGES, Gemm: GEMM, MatMul: MATMUL, Add: ADD,
  BatchNormalization: NORM, Softmax: SOFTMAX, Flatten: FLATTEN, Reshape: RESHAPE, Transpose: TRANSPOSE, Concat: CONCAT, Dropout: DROPOUT,
  Pad: spread({ 'pixels': { input: [2, 3, 4, 5], arrays: [sizes('p', 0, 0, 1, 2, 0, 0, 3, 0)] }, 'a row of pixels': { input: [1, 2, 5], arrays: [sizes('p', 0, 0, 1, 0, 0, 2)] }, 'nothing': { input: [2, 3], arrays: [sizes('p', 0, 0, 0, 0)] } }),
  Relu: EACH, Sigmoid: EACH, Tanh: EACH, Softplus: EACH, Identity: EACH, LeakyRelu: withAlpha(0.1), Elu: withAlpha(2),
};

describe.each(Object.entries(ALL))('%s', (operator, cases) => {
  test.each(cases)('%s', async (name, given) => {
    const large = name.startsWith('large') ? { make: (size: number) => Float32Array.from({ length: size }, (_, i) => (i < 4 ? i : 10_000 + i)) } : {};
    const { theirs, ours } = await bothAnswer(single(operator, given), large);
    expect(greatestDifference(ours, theirs)).toBeLessThan(1e-5);
  });
});

describe('refused, naming the node, the attribute and the reason', () => {
  test.each<[string, string, Case, RegExp]>([
    ['four sides', 'Conv', { input: [1, 1, 4, 4, 4, 4], arrays: filters(1, 1, 2, 2, 2, 2) }, /"n0" \(Conv\): its input has shape \[batch, 1, 4, 4, 4, 4\]/],
    ['three sides too deep', 'Conv', { input: [1, 64, 64, 8, 8], arrays: filters(4, 64, 3, 3, 3) }, /"n0" \(Conv\): its windows have three sides, and its weights would be \d+ numbers/],
    ['weights of other groups', 'Conv', { input: [1, 4, 4, 4], arrays: filters(4, 4, 2, 2), attributes: { group: int(2) } }, /in 2 groups do not fit 4 channels/],
    ['weights that are no filters', 'Conv', { input: [1, 1, 4, 4], arrays: filters(1, 4) }, /its weights have shape \[1, 4\]/],
    ['an unknown auto_pad', 'Conv', { input: [1, 1, 4, 4], arrays: filters(1, 1, 2, 2), attributes: { auto_pad: string('SAME') } }, /attribute auto_pad is "SAME"/],
    ['negative pads', 'Conv', { input: [1, 1, 4, 4], arrays: filters(1, 1, 2, 2), attributes: { pads: ints(-1, 0, 0, 0) } }, /attribute pads is \[-1, 0, 0, 0\]/],
    ['a stride of nothing', 'MaxPool', { input: [1, 1, 4, 4], attributes: { kernel_shape: ints(2, 2), strides: ints(0, 1) } }, /attribute strides is \[0, 1\]/],
    ['one size for two sides', 'MaxPool', { input: [1, 1, 4, 4], attributes: { kernel_shape: ints(2) } }, /attribute kernel_shape is \[2\]/],
    ['places of the maxima', 'MaxPool', { input: [1, 1, 4, 4], attributes: { kernel_shape: ints(2, 2) }, outputs: ['v1', 'places'] }, /places of the maxima/],
    ['a huge window', 'MaxPool', { input: [1, 1, 4, 4], attributes: { kernel_shape: ints(2 ** 40, 2) } }, /attribute kernel_shape is \[1099511627776, 2\]/],
    ['rounding up over counted padding', 'AveragePool', { input: [1, 1, 4, 4], attributes: { kernel_shape: ints(3, 3), strides: ints(2, 2), ceil_mode: int(1), count_include_pad: int(1) } }, /ceil_mode is 1 with count_include_pad = 1/],
    ['an output far larger than its windows', 'ConvTranspose', { input: [1, 1, 3, 3], arrays: filters(1, 1, 2, 2), attributes: { output_shape: ints(9, 4) } }, /more pixels at the end than its windows reach/],
    ['a product of what does not fit', 'MatMul', { input: [2, 3, 4], arrays: matrices(2, 5, 3) }, /"n0" \(MatMul\): its weights have shape \[2, 5, 3\]/],
    ['a constant that does not fit', 'Add', { input: [2, 4], arrays: matrices(3, 3, 4) }, /adds a constant of shape \[3, 3, 4\]/],
    ['zeros before the channels', 'Pad', { input: [1, 2, 4, 4], arrays: [sizes('p', 0, 1, 0, 0, 0, 0, 0, 0)] }, /"n0" \(Pad\): its pads are \[0, 1,/],
    ['other values than zeros', 'Pad', { input: [1, 2, 4, 4], arrays: [sizes('p', 0, 0, 1, 1, 0, 0, 1, 1), scalar('v', 2)] }, /"n0" \(Pad\): it adds values of 2/],
    ['training', 'BatchNormalization', { input: [2, 3, 4, 5], arrays: statistics(3), attributes: { training_mode: int(1) } }, /attribute training_mode is 1/],
    ['statistics of each element', 'BatchNormalization', { input: [2, 3, 4, 5], arrays: statistics(3), attributes: { spatial: int(0) }, opset: 7 }, /attribute spatial is 0/],
    ['dropping in predictions', 'Dropout', { input: [3, 4], arrays: [scalar('r', 0.5), flag('t', 1)] }, /training_mode/],
    ['an empty result', 'Reshape', { input: [2, 3], arrays: [sizes('s', 0, 6)], attributes: { allowzero: int(1) } }, /\(Reshape\): it makes \[0, 6\]/],
    ['another number of values', 'Reshape', { input: [2, 3], arrays: [sizes('s', 2, 4)] }, /it makes \[2, 4\] of \[batch, 3\]/],
    ['axes named twice', 'Transpose', { input: [2, 3, 4], attributes: { perm: ints(0, 1, 1) } }, /attribute perm is \[0, 1, 1\]/],
    ['an axis that is not there', 'Softmax', { input: [2, 3], attributes: { axis: int(5) } }, /axis 5 is not one of a sample/],
    ['a constant that does not fit', 'Concat', { input: [2, 3], arrays: matrices(3, 3), attributes: { axis: int(1) } }, /it joins \[.*\] and \[.*\] along axis 1/],
    ['a slope of more than one', 'LeakyRelu', { input: [2, 3], attributes: { alpha: float(2) } }, /attribute alpha is 2/],
  ])('%s', (_, operator, given, reason) => {
    const bytes = single(operator, given);
    expect(() => translateOnnx(bytes, 'm.onnx')).toThrow(reason);
    expect(() => translateOnnx(bytes, 'm.onnx')).toThrow(TrainyardError);
  });

  test('several inputs, by their names', () => {
    const bytes = graphOf([2, 3], [{ operator: 'Add', inputs: ['x', 'y'] }]);
    expect(() => translateOnnx(bytes, 'm.onnx')).toThrow(/its input 1, "y", is made by no node/);
  });
});
