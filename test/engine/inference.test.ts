import { describe, expect, test } from 'vitest';
import { createInference, createObserver, createTrainingRun, planNetwork, softmaxRows } from '../../src/engine/index.ts';
import type { NetworkPlan } from '../../src/engine/index.ts';
import { loadKernels } from '../../src/kernels/load.ts';
import { bytesOf, easyData, OPTIONS } from './support.ts';
import { expectClose, numbers } from './values.ts';

const plan: NetworkPlan = planNetwork({ layers: [
  { type: 'conv2d', filters: 5, kernel: 3 }, { type: 'batchNorm' }, { type: 'relu' }, { type: 'flatten' }, { type: 'dropout' }, { type: 'dense', units: 3 },
] }, { inputShape: [5, 7, 1], classes: 3 }, 'modern');

function trained() {
  const run = createTrainingRun({ network: plan, options: { ...OPTIONS, epochs: 3 }, data: easyData(40, 35, 3), kernels: loadKernels('auto') });
  while (!run.done) run.advance();
  return run;
}

describe('inference', () => {
  const weights = trained().weights();
  const inputs = numbers(17 * 35, 9);
  const predict = (maxBatch: number, count = 17) => createInference({ network: plan, weights, kernels: loadKernels('auto'), maxBatch }).predict(inputs.slice(0, count * 35), count);

  test('splits what is larger than its batch, with the same answers', () => {
    const whole = predict(17);
    expect(whole).toHaveLength(17 * 3);
    for (const maxBatch of [1, 4, 16, 100]) expectClose(predict(maxBatch), whole, 1e-6, `batches of ${maxBatch}`);
    expect(Array.from(predict(4, 3))).toEqual(Array.from(predict(4, 3)));
  });

  test('answers are the caller’s to keep', () => {
    const inference = createInference({ network: plan, weights, kernels: loadKernels('auto'), maxBatch: 4 });
    const first = inference.predict(inputs.slice(0, 35), 1);
    const kept = Array.from(first);
    inference.predict(inputs.slice(35, 70), 1);
    expect(Array.from(first)).toEqual(kept);
  });

  test('the fast kernels agree with the readable ones', () => {
    const reference = createInference({ network: plan, weights, kernels: loadKernels('reference', 'float64'), maxBatch: 17 }).predict(inputs, 17);
    for (const choice of ['simd', 'simd-fma', 'reference'] as const) {
      expectClose(createInference({ network: plan, weights, kernels: loadKernels(choice), maxBatch: 17 }).predict(inputs, 17), reference, 1e-4, choice);
    }
  });

  // layers that are computed together, or in another order, than the observer computes them
  const five = { type: 'conv2d', name: 'c', filters: 10, kernel: 5 };
  const rest = [{ type: 'flatten' }, { type: 'dense', units: 17 }, { type: 'relu' }, { type: 'dense', units: 3 }];
  test.each<[string, [number, number], object[]]>([
    ['a convolution, a ReLU and a pooling', [12, 16], [five, { type: 'relu' }, { type: 'maxPool2d' }, ...rest]],
    ['framed, over two output tiles that hang over', [9, 10], [{ ...five, pad: 2, kernel: [4, 5] }, { type: 'maxPool2d' }, ...rest]],
    ['whose width is odd', [12, 15], [five, { type: 'maxPool2d' }, ...rest]],
    ['pooled in another way', [12, 16], [five, { type: 'maxPool2d', size: 3, stride: 2 }, ...rest]],
    ['that two layers read', [12, 16], [five, { type: 'maxPool2d', name: 'p' }, { type: 'avgPool2d', inputs: ['c'] }, { type: 'add', inputs: ['p', 'avgPool2d1'] }, ...rest]],
    ['on few and on many zeros', [20, 20], [five, { type: 'relu' }, { type: 'maxPool2d' }, { type: 'conv2d', filters: 8, kernel: 3 }, { type: 'relu' }, ...rest]],
  ])('says the same bit for bit as an observer that sees every layer: %s', (_, [height, width], layers) => {
    const network = planNetwork({ layers } as never, { inputShape: [height, width, 1], classes: 3 }, 'modern');
    const count = 13;
    const inputs = numbers(count * height * width, 4);
    for (const choice of ['simd', 'simd-fma', 'reference'] as const) {
      const kernels = loadKernels(choice);
      const run = createTrainingRun({ network, options: { ...OPTIONS, epochs: 1 }, data: easyData(20, height * width, 3), kernels });
      while (!run.done) run.advance();
      const observer = createObserver({ network, kernels, split: { count, inputs, labels: new Int32Array(count) }, samples: count });
      observer.look(run.weights());
      for (const maxBatch of [1, 5, 13]) {
        const predicted = createInference({ network, weights: run.weights(), kernels, maxBatch }).predict(inputs, count);
        expect([...predicted], `${choice}, batches of ${maxBatch}`).toEqual([...observer.output('dense2')]);
      }
    }
  });

  test('refuses weights that do not fit the network', () => {
    const make = (tensors: typeof weights) => () => createInference({ network: plan, weights: tensors, kernels: loadKernels('auto'), maxBatch: 1 });
    expect(make(weights.slice(1))).toThrow(/conv2d1\.kernel/);
    expect(make([...weights, { name: 'extra.kernel', shape: [1], data: new Float32Array(1) }])).toThrow(/extra\.kernel/);
    expect(make(weights.map((t) => (t.name === 'dense1.bias' ? { ...t, shape: [4], data: new Float32Array(4) } : t)))).toThrow(/dense1\.bias/);
  });

  test('refuses inputs of the wrong length', () => {
    const inference = createInference({ network: plan, weights, kernels: loadKernels('auto'), maxBatch: 4 });
    expect(() => inference.predict(new Float32Array(36), 1)).toThrow(/36/);
  });
});

describe('weights', () => {
  test('hold parameters and running statistics, layer by layer, and are copies', () => {
    const run = trained();
    const weights = run.weights();
    expect(weights.map(({ name }) => name)).toEqual([
      'conv2d1.kernel', 'conv2d1.bias', 'batchNorm1.gamma', 'batchNorm1.beta', 'batchNorm1.runningMean', 'batchNorm1.runningVariance', 'dense1.kernel', 'dense1.bias',
    ]);
    expect(weights.map(({ shape }) => shape)).toEqual([[3, 3, 1, 5], [5], [5], [5], [5], [5], [75, 3], [3]]);
    const bytes = bytesOf(run.weights());
    for (const { data } of weights) data.fill(0);
    expect(bytesOf(run.weights())).toBe(bytes);
  });
});

describe('softmaxRows', () => {
  test('gives rows that sum to one, also for large logits', () => {
    const rows = softmaxRows(Float32Array.from([1, 2, 3, 1000, 1000, -1000]), 3);
    expectClose(rows, [0.09003057, 0.24472847, 0.66524096, 0.5, 0.5, 0], 1e-6);
  });
});
