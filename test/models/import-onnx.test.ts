/** Graphs of ONNX as networks of ours: what we export comes back, and graphs of others answer what onnxruntime answers. */
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { layers, presets, sizeOf, TrainyardError } from '../../src/engine/index.ts';
import { LAYOUTS } from '../../src/models/export/model.ts';
import { writeOnnxModel } from '../../src/models/export/onnx/index.ts';
import { translateOnnx } from '../../src/models/import/onnx/translate.ts';
import { permuted } from '../../src/models/permute.ts';
import { answers, exportedOf, greatestDifference, networkOf, samplesOf } from './exported.ts';
import { array, bothAnswer, graphOf, planned, positive, scalar, sizes } from './onnx-graphs.ts';

const COUNT = 3;

describe.each(LAYOUTS)('what we export comes back (%s)', (layout) => {
  const examples = Object.entries(layers).flatMap(([type, { examples: list }]) => list.map((example, i) => [`${type} ${i}`, networkOf(type as keyof typeof layers, example)] as const));
  const networks = Object.keys(presets).map((preset) => {
    const big = ['lenet', 'deep-convnet', 'vgg-small', 'resnet-small', 'inception-small', 'simple-convnet'].includes(preset);
    const autoencoder = preset === 'autoencoder';
    return [preset, exportedOf({ preset }, { inputShape: big ? [28, 28, 1] : [12], classes: autoencoder ? 12 : 10, loss: autoencoder ? 'mean-squared-error' : 'softmax-cross-entropy' })] as const;
  });
  test.each([...examples, ...networks])('%s', (_, model) => {
    const back = planned(writeOnnxModel(model, { layout }));
    const samples = samplesOf(model, COUNT);
    expect(back.inputShape).toEqual(model.plan.inputShape);
    expect(back.loss).toBe(model.version.loss);
    expect(back.classes).toEqual(model.version.classes);
    expect(greatestDifference(answers(back, samples, COUNT), answers(model, samples, COUNT))).toBeLessThan(1e-6);
  });
});

const graphs: [string, Uint8Array][] = [
  ['Conv, Relu, MaxPool, Flatten, Gemm with transB, alpha and beta', graphOf(['n', 2, 7, 6], [
    { operator: 'Conv', inputs: ['x', 'w', 'b'], attributes: { pads: { ints: [1, 1, 1, 1] }, strides: { ints: [1, 1] } } }, { operator: 'Relu' },
    { operator: 'MaxPool', attributes: { kernel_shape: { ints: [3, 2] }, strides: { ints: [2, 2] } } }, { operator: 'Flatten' },
    { operator: 'Gemm', inputs: ['v4', 'k', 'c'], attributes: { transB: { int: 1 }, alpha: { float: 0.5 }, beta: { float: 2 } } },
  ], [array('w', 3, 2, 3, 3), array('b', 3), array('k', 4, 27), array('c', 1, 4)])],
  ['a bias added to Conv, SAME padding, Reshape, MatMul, Add, Softmax', graphOf(['n', 3, 5, 5], [
    { operator: 'Conv', inputs: ['x', 'w'], attributes: { auto_pad: { string: 'SAME_UPPER' } } }, { operator: 'Add', inputs: ['v1', 'b'] }, { operator: 'Tanh' },
    { operator: 'Reshape', inputs: ['v3', 's'] }, { operator: 'MatMul', inputs: ['v4', 'k'] }, { operator: 'Add', inputs: ['c', 'v5'] }, { operator: 'Softmax' },
  ], [array('w', 4, 3, 3, 3), array('b', 1, 4, 1, 1), sizes('s', 0, -1), array('k', 100, 3), array('c', 3)])],
  ['channels last with transposes', graphOf(['n', 6, 5, 2], [
    { operator: 'Transpose', attributes: { perm: { ints: [0, 3, 1, 2] } } }, { operator: 'ConvTranspose', inputs: ['v1', 'w', 'b'], attributes: { strides: { ints: [2, 2] }, pads: { ints: [1, 1, 1, 1] }, output_padding: { ints: [1, 1] } } },
    { operator: 'Transpose', attributes: { perm: { ints: [0, 2, 3, 1] } } }, { operator: 'Softmax' }, { operator: 'Reshape', inputs: ['v4', 's'] }, { operator: 'MatMul', inputs: ['v5', 'k'] },
  ], [array('w', 2, 3, 3, 3), array('b', 3), sizes('s', -1, 360), array('k', 360, 4)])],
  ['features flattened channels first, normalized, joined and softmaxed', graphOf(['n', 2, 3, 4], [
    { operator: 'AveragePool', attributes: { kernel_shape: { ints: [2, 2] }, pads: { ints: [1, 1, 1, 1] } } }, { operator: 'Flatten' },
    { operator: 'BatchNormalization', inputs: ['v2', 'g', 'h', 'm', 'q'], attributes: { epsilon: { float: 0.001 } } }, { operator: 'Flatten', inputs: ['x'] },
    { operator: 'Concat', inputs: ['v3', 'v4'], attributes: { axis: { int: -1 } } }, { operator: 'Softmax', attributes: { axis: { int: 1 } } }, { operator: 'Gemm', inputs: ['v6', 'k'] },
  ], [array('g', 40), array('h', 40), array('m', 40), positive('q', 40), array('k', 64, 5)])],
  ['branches of an image: BatchNormalization, Concat, Add, GlobalAveragePool', graphOf(['n', 3, 4, 5], [
    { operator: 'BatchNormalization', inputs: ['x', 'g', 'h', 'm', 'q'] }, { operator: 'Add', inputs: ['v1', 'x'] }, { operator: 'Concat', inputs: ['v2', 'x', 'v1'], attributes: { axis: { int: 1 } } },
    { operator: 'Softmax', attributes: { axis: { int: 1 } } }, { operator: 'GlobalAveragePool' }, { operator: 'Flatten' }, { operator: 'Sum', inputs: ['v6', 'v6'] },
  ], [array('g', 3), array('h', 3), array('m', 3), positive('q', 3)])],
  ['activations', graphOf([4, 9], [
    { operator: 'LeakyRelu', attributes: { alpha: { float: 0.2 } } }, { operator: 'Elu' }, { operator: 'Softplus' }, { operator: 'Identity' }, { operator: 'Dropout', inputs: ['v4', 'r'] }, { operator: 'Reshape', inputs: ['v5', 's'] }, { operator: 'Sigmoid' },
    { operator: 'Mul', inputs: ['v6', 'v7'] }, { operator: 'Gelu' }, { operator: 'Gelu', attributes: { approximate: { string: 'tanh' } } }, { operator: 'LogSoftmax' }, { operator: 'MatMul', inputs: ['v11', 'k'] }, { operator: 'Sigmoid' },
  ], [scalar('r', 0.3), sizes('s', 4, 9), array('k', 9, 2)], 20)],
  ['a Constant node, an Identity of weights, a sigmoid used twice', graphOf(['n', 4], [
    { operator: 'Constant', outputs: ['s'], attributes: { value: { tensor: sizes('', 0, 4) } } }, { operator: 'Identity', inputs: ['k'], outputs: ['kk'] }, { operator: 'Reshape', inputs: ['x', 's'], outputs: ['a'] },
    { operator: 'Sigmoid', inputs: ['a'], outputs: ['b'] }, { operator: 'Mul', inputs: ['b', 'half'], outputs: ['c'] }, { operator: 'Add', inputs: ['c', 'b'], outputs: ['d'] }, { operator: 'MatMul', inputs: ['d', 'kk'], outputs: ['e'] },
  ], [array('k', 4, 3), scalar('half', 0.5)])],
];

describe('graphs of others answer what onnxruntime answers', () => {
  test.each(graphs)('%s', async (_, bytes) => {
    const { theirs, ours } = await bothAnswer(bytes);
    expect(greatestDifference(ours, theirs)).toBeLessThan(1e-5);
  });
});

describe('graphs of PyTorch answer what PyTorch answers', () => {
  const read = (name: string) => readFileSync(new URL(`../fixtures/imports/torch-${name}`, import.meta.url));
  const expected = JSON.parse(read('expected.json').toString()) as Record<string, { shape: number[]; inputs: number[]; outputs: number[] }>;
  test.each(Object.keys(expected))('%s', (name) => {
    const { shape, inputs, outputs } = expected[name];
    const model = planned(read(`${name}.onnx`));
    const count = inputs.length / sizeOf(shape);
    const given = Float32Array.from(inputs);
    const samples = shape.length === 3 ? permuted(given, [count, ...shape], [0, 2, 3, 1]) : given;
    expect(greatestDifference(answers(model, samples, count), outputs)).toBeLessThan(1e-5);
  });
});

describe('refused, naming the node', () => {
  test.each<[string, Uint8Array, RegExp]>([
    ['an unknown operator', graphOf(['n', 3], [{ operator: 'Sin', name: 'wave' }]), /node "wave" \(Sin\): this operator is not known/],
    ['an operator of others', graphOf(['n', 3], [{ operator: 'Relu', domain: 'com.example' }]), /operators of "com\.example"/],
    ['a window larger than the image', graphOf(['n', 2, 2, 2], [{ operator: 'Conv', inputs: ['x', 'w'] }], [array('w', 2, 2, 3, 3)]), /0 by 0 pixels/],
    ['an unknown attribute', graphOf(['n', 3], [{ operator: 'Relu', attributes: { shade: { float: 1 } } }]), /attribute "shade"/],
    ['a subgraph', graphOf(['n', 3], [{ operator: 'Relu', attributes: { body: { other: 'GRAPH' } } }]), /attribute "body" = "GRAPH"/],
    ['weights that are computed', graphOf(['n', 3], [{ operator: 'Relu' }, { operator: 'MatMul', inputs: ['x', 'v1'] }]), /computed by the graph/],
    ['a product of samples', graphOf(['n', 3], [{ operator: 'Relu' }, { operator: 'Mul', inputs: ['v1', 'x'] }]), /multiplies two values/],
    ['samples mixed', graphOf(['n', 4], [{ operator: 'Reshape', inputs: ['x', 's'] }], [sizes('s', -1, 2)]), /\[-1, 2\] of \[batch, 4\]/],
    ['another version', graphOf(['n', 2], [{ operator: 'Relu' }], [], 26), /version 26/],
    ['sizes that vary', graphOf(['n', 3, 'h', 'w'], [{ operator: 'Relu' }]), /its input has \[n, 3, h, w\]/],
    ['weights that are not finite', graphOf(['n', 1], [{ operator: 'MatMul', inputs: ['x', 'k'] }], [{ name: 'k', shape: [1, 1], data: Float32Array.of(NaN) }]), /is NaN/],
    ['nodes out of order', graphOf(['n', 2], [{ operator: 'Relu', inputs: ['v2'] }, { operator: 'Relu', inputs: ['v1'] }]), /made by no node before it/],
    ['one array used a hundred times', graphOf(['n', 100], Array.from({ length: 100 }, () => ({ operator: 'MatMul', inputs: ['x', 'k'] })), [array('k', 100, 100)]), /more weights than the file/],
  ])('%s', (_, bytes, reason) => {
    expect(() => translateOnnx(bytes, 'm.onnx')).toThrow(reason);
    expect(() => translateOnnx(bytes, 'm.onnx')).toThrow(TrainyardError);
  });

  test('a shape that is not the graph\'s', () => {
    expect(() => translateOnnx(graphs[0][1], 'm.onnx', { shape: [28, 28, 1] })).toThrow(/takes samples of shape \[7, 6, 2\]/);
  });
});

test('rows may be images of the service', async () => {
  const bytes = graphOf(['n', 16], [{ operator: 'Reshape', inputs: ['x', 's'] }, { operator: 'Conv', inputs: ['v1', 'w'] }, { operator: 'Flatten' }], [sizes('s', -1, 1, 4, 4), array('w', 1, 1, 3, 3)]);
  expect(planned(bytes, [4, 4, 1]).plan.layers.map(({ type }) => type)).toEqual(['conv2d', 'flatten']);
  expect(planned(bytes).plan.layers.map(({ type }) => type)).toEqual(['reshape', 'conv2d', 'flatten']);
  const { theirs, ours } = await bothAnswer(bytes);
  expect(greatestDifference(ours, theirs)).toBeLessThan(1e-5);
});

test('images may come in as the graph has them', () => {
  const bytes = graphOf(['n', 2, 4, 3], [{ operator: 'Relu' }]);
  expect(planned(bytes).inputShape).toEqual([4, 3, 2]);
  expect(planned(bytes, [2, 4, 3])).toMatchObject({ inputShape: [2, 4, 3], outputs: 24 });
});

test('outputs are numbers, unless the graph, the classes or the request say more', () => {
  const logits = graphOf(['n', 4], [{ operator: 'MatMul', inputs: ['x', 'k'] }], [array('k', 4, 3)]);
  const ending = (operator: string) => planned(graphOf(['n', 4], [{ operator }])).loss;
  expect(planned(logits).loss).toBe('mean-squared-error');
  expect(planned(logits, null, { labelled: true }).loss).toBe('softmax-cross-entropy');
  expect(planned(logits, null, { loss: 'huber', labelled: true }).loss).toBe('huber');
  expect(['Softmax', 'Sigmoid', 'LogSoftmax', 'Tanh'].map(ending)).toEqual(['softmax-cross-entropy', 'binary-cross-entropy', 'mean-squared-error', 'mean-squared-error']);
});

test('what no output needs is left out', () => {
  const { plan, weights } = planned(graphOf(['n', 3], [{ operator: 'MatMul', inputs: ['x', 'k'], outputs: ['a'] }, { operator: 'Relu', inputs: ['x'], outputs: ['b'] }], [array('k', 3, 3)]));
  expect([plan.layers.map(({ type }) => type), weights]).toEqual([['relu'], []]);
});

test('reshapes and transposes in any order are made by layers where an operator needs another order', async () => {
  const bytes = graphOf([2, 4, 6], [
    { operator: 'Reshape', inputs: ['x', 'a'] }, { operator: 'Transpose', attributes: { perm: { ints: [0, 3, 1, 2] } } }, { operator: 'Reshape', inputs: ['v2', 'b'] },
    { operator: 'Transpose', attributes: { perm: { ints: [0, 2, 1] } } }, { operator: 'Softmax', attributes: { axis: { int: 1 } } }, { operator: 'Reshape', inputs: ['v5', 'c'] }, { operator: 'MaxPool', attributes: { kernel_shape: { ints: [2, 1] } } },
  ], [sizes('a', 2, 2, 3, 4), sizes('b', 2, 3, 8), sizes('c', 2, 2, 4, 3)]);
  const { theirs, ours } = await bothAnswer(bytes);
  expect(greatestDifference(ours, theirs)).toBeLessThan(1e-5);
});

test('changed files are refused cleanly, or make a network', () => {
  const all = graphs.map(([, bytes]) => bytes);
  fc.assert(fc.property(fc.nat(all.length - 1), fc.array(fc.tuple(fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }), fc.nat(255)), { minLength: 1, maxLength: 3 }), (which, changes) => {
    const changed = all[which].slice();
    for (const [at, value] of changes) changed[Math.floor(at * changed.length)] = value;
    try {
      planned(changed);
    } catch (error) {
      expect(error).toBeInstanceOf(TrainyardError);
    }
  }), { numRuns: 600 });
});
