/** Layers and whole networks against the numbers of the book's own code (test/fixtures/book), in book semantics. */
import { describe, expect, test } from 'vitest';
import { createInference, planNetwork } from '../../src/engine/index.ts';
import type { LayerSpec, NetworkSpec } from '../../src/engine/index.ts';
import { BUILDS, fullBatchRun, gradientsOf, kernelsOf, named, type FullBatch } from './support.ts';
import { convKernelToEngine, denseKernelToEngine, expectClose, fixture, imagesToBook, imagesToEngine, type Tensor } from './values.ts';

interface BookNetwork { x: Tensor; t: Tensor; params: Record<string, Tensor>; grads: Record<string, Tensor>; logits?: Tensor; sgd_lr0_1_losses_after_each_of_3_steps_eval_mode?: number[] }
const networks = fixture<Record<string, BookNetwork>>('book/networks');
const dense = fixture<Record<string, Record<string, Tensor> & { ratio: number; test: Record<string, Tensor> }>>('book/layers_dense');
const conv = fixture<Record<string, Record<string, Tensor> & { stride: number; pad: number; pool_h: number; pool_w: number }>>('book/layers_conv');

/** The book's W1, b1, gamma1, ... under the engine's names. */
const NAMES: Record<string, string> = { W: 'kernel', b: 'bias' };
function bookNames(tensors: Record<string, Tensor>): Record<string, Tensor> {
  return Object.fromEntries(Object.entries(tensors).map(([name, tensor]) => {
    const [, kind, number] = /^([A-Za-z]+)(\d)$/.exec(name) as RegExpExecArray;
    return [kind in NAMES ? `dense${number}.${NAMES[kind]}` : `batchNorm${number}.${kind}`, tensor];
  }));
}

function multiLayer(activation: string, batchNorm: boolean): LayerSpec[] {
  const hidden: LayerSpec[] = [{ type: 'dense', units: 4 }, ...(batchNorm ? [{ type: 'batchNorm' }] : []), { type: activation }];
  return [...hidden, ...hidden, { type: 'dense', units: 3 }];
}

const MULTI_LAYER = [
  { name: 'multilayernet_relu_wd0_1', layers: multiLayer('relu', false), weightDecay: 0.1 },
  { name: 'multilayernet_sigmoid_xavier', layers: multiLayer('sigmoid', false), weightDecay: 0 },
  { name: 'extend_batchnorm_wd0_1', layers: multiLayer('relu', true), weightDecay: 0.1 },
];

/** Outputs of one layer as a network of its own, run forwards. */
function outputsOf(layers: LayerSpec[], x: Tensor, weights: Record<string, Tensor>, build: (typeof BUILDS)[number]): Float32Array {
  const data = { inputShape: x.shape.slice(1), classes: 0 };
  const probe = planNetworkOfAnySize(layers, data.inputShape);
  return createInference({ network: probe, weights: named(weights), kernels: kernelsOf(build), maxBatch: 1 }).predict(Float32Array.from(x.data), x.shape[0]);
}

/** A layer alone ends in as many outputs as it has: find that number, then plan with it. */
function planNetworkOfAnySize(layers: LayerSpec[], inputShape: readonly number[]) {
  const network: NetworkSpec = { layers: [...layers, { type: 'flatten', name: 'end' }, { type: 'dense', name: 'probe', units: 1 }] };
  const plan = planNetwork(network, { inputShape, classes: 1 }, 'book');
  const classes = plan.layers.find(({ name }) => name === 'end')?.outputShape[0] ?? 0;
  return planNetwork({ layers: [...layers, { type: 'flatten', name: 'end' }] }, { inputShape, classes }, 'book');
}

const toBook = (data: Float32Array, bookShape: readonly number[]): number[] => {
  const [n, c, h, w] = bookShape;
  return imagesToBook({ shape: [n, h, w, c], data: Array.from(data) }).data;
};

describe.each(BUILDS)('the book on $name', (build) => {
  const forward = Math.max(build.tolerance, 2e-7); // inference answers in float32

  describe.each(MULTI_LAYER)('$name', ({ name, layers, weightDecay }) => {
    const book = networks[name];
    const setup: FullBatch = {
      layers, inputShape: [6], classes: 3, x: book.x, labels: book.t.data, weights: bookNames(book.params), kernels: kernelsOf(build),
      semantics: 'book', options: { regularization: { weightDecay, decoupled: false }, optimizer: { type: 'sgd', learningRate: 1 } },
    };

    test('gradients, weight decay included', () => {
      const { gradients } = gradientsOf(setup);
      for (const [parameter, { data }] of Object.entries(bookNames(book.grads))) expectClose(gradients[parameter], data, build.tolerance, parameter);
    });

    test('the loss after each of three SGD steps', () => {
      const expected = book.sgd_lr0_1_losses_after_each_of_3_steps_eval_mode ?? [];
      const run = fullBatchRun({ ...setup, options: { ...setup.options, optimizer: { type: 'sgd', learningRate: 0.1 } } });
      expectClose(expected.map(() => run.advance().loss), expected, build.tolerance, 'losses');
    });
  });

  test('simple-convnet, square and channels transposed', () => {
    const book = networks.simple_convnet_6x6 as Required<BookNetwork>;
    const toEngine = (p: Record<string, Tensor>): Record<string, Tensor> => ({
      'conv2d1.kernel': convKernelToEngine(p.W1), 'conv2d1.bias': p.b1,
      'dense1.kernel': denseKernelToEngine(p.W2, [2, 2, 2]), 'dense1.bias': p.b2, 'dense2.kernel': p.W3, 'dense2.bias': p.b3,
    });
    const network: NetworkSpec = { preset: 'simple-convnet', filters: 2, kernel: 3, pad: 0, stride: 1, hidden: 4 };
    const plan = planNetwork(network, { inputShape: [6, 6, 1], classes: 3 }, 'book');
    const x = imagesToEngine(book.x);
    const inference = createInference({ network: plan, weights: named(toEngine(book.params)), kernels: kernelsOf(build), maxBatch: 3 });
    expectClose(inference.predict(Float32Array.from(x.data), 3), book.logits.data, forward, 'logits');

    const layers = plan.layers.map(({ name, type, config }) => ({ type, name, ...config }));
    const { gradients } = gradientsOf({ layers, inputShape: [6, 6, 1], classes: 3, x, labels: book.t.data, weights: toEngine(book.params), kernels: kernelsOf(build), semantics: 'book' });
    for (const [parameter, { data }] of Object.entries(toEngine(book.grads))) expectClose(gradients[parameter], data, build.tolerance, parameter);
  });

  test('affine, also on images', () => {
    const { affine, affine_4d_input: images } = dense;
    expectClose(outputsOf([{ type: 'dense', units: 2 }], affine.x, { 'dense1.kernel': affine.W, 'dense1.bias': affine.b }, build), affine.out.data, forward, 'affine');
    const weights = { 'dense1.kernel': denseKernelToEngine(images.W, images.x.shape.slice(1)), 'dense1.bias': images.b };
    expectClose(outputsOf([{ type: 'flatten' }, { type: 'dense', units: 2 }], imagesToEngine(images.x), weights, build), images.out.data, forward, 'affine of images');
  });

  test.each(['sigmoid', 'relu'] as const)('%s', (type) => {
    expectClose(outputsOf([{ type }], dense[type].x, {}, build), dense[type].out.data, forward, type);
  });

  test('dropout scales by 1 - ratio when predicting', () => {
    const { dropout } = dense;
    expectClose(outputsOf([{ type: 'dropout', ratio: dropout.ratio }], dropout.x, {}, build), dropout.out_test.data, forward, 'dropout');
  });

  test('batch norm predicts with running statistics', () => {
    const bn = dense.batchnorm_2d as unknown as { gamma: Tensor; beta: Tensor; train_steps: { running_mean: Tensor; running_var: Tensor }[]; test: { x: Tensor; out: Tensor } };
    const last = bn.train_steps[1];
    const weights = {
      'batchNorm1.gamma': bn.gamma, 'batchNorm1.beta': bn.beta, 'batchNorm1.runningMean': last.running_mean, 'batchNorm1.runningVariance': last.running_var,
    };
    expectClose(outputsOf([{ type: 'batchNorm' }], bn.test.x, weights, build), bn.test.out.data, forward, 'batch norm');
  });

  test.each(Object.keys(conv).filter((name) => name.startsWith('conv_')))('%s', (name) => {
    const c = conv[name];
    const [filters, , kernelHeight, kernelWidth] = c.W.shape;
    const layer = { type: 'conv2d', filters, kernel: [kernelHeight, kernelWidth], stride: c.stride, pad: c.pad };
    const out = outputsOf([layer], imagesToEngine(c.x), { 'conv2d1.kernel': convKernelToEngine(c.W), 'conv2d1.bias': c.b }, build);
    expectClose(toBook(out, c.out.shape), c.out.data, forward, name);
  });

  test.each(Object.keys(conv).filter((name) => name.startsWith('pool_')))('%s', (name) => {
    const p = conv[name];
    const out = outputsOf([{ type: 'maxPool2d', size: [p.pool_h, p.pool_w], stride: p.stride, pad: p.pad }], imagesToEngine(p.x), {}, build);
    expectClose(toBook(out, p.out.shape), p.out.data, forward, name);
  });
});

test('the book has all fixtures this file names', () => {
  expect(Object.keys(networks)).toEqual(expect.arrayContaining([...MULTI_LAYER.map(({ name }) => name), 'simple_convnet_6x6']));
});
