import { describe, expect, test } from 'vitest';
import { openDataset } from '../../src/datasets/index.ts';
import { checkGradients, createTrainingRun, planNetwork, type Split, type TrainingOptions } from '../../src/engine/index.ts';
import { loadKernels } from '../../src/kernels/load.ts';
import { bytesOf, OPTIONS } from './support.ts';

const context = { datasetsDir: process.env.DATASETS_DIR ?? null, cacheDir: '', download: false, log: () => {} };
const first = ({ inputs, labels }: Split, count: number): Split => ({ count, inputs: inputs.subarray(0, 784 * count), labels: labels.subarray(0, count) });

async function train(name: string, { threads = 1, network = { preset: 'autoencoder', hidden: [64, 16] } as Record<string, unknown>, ...more }: Partial<TrainingOptions> & { threads?: number; network?: Record<string, unknown> } = {}) {
  const dataset = await openDataset(name, context);
  const plan = planNetwork(network as never, { inputShape: dataset.inputShape, classes: 10, target: 'input' }, 'modern');
  const options: TrainingOptions = { ...OPTIONS, semantics: 'modern', loss: 'mean-squared-error', target: 'input', optimizer: { type: 'adam', learningRate: 0.002 }, epochs: undefined, steps: 250, batchSize: 50, seed: 5, evaluate: { everySteps: 125, samples: 500 }, ...more };
  const run = createTrainingRun({ network: plan, options, data: { train: first(dataset.train, 2000), validation: null, test: first(dataset.test, 500) }, kernels: loadKernels(), threads });
  while (!run.done) run.advance();
  run.close();
  return { run, dataset };
}

/** What knowing nothing but the mean image would cost. */
function lossOfMean({ train: split, test: unseen }: { train: Split; test: Split }): number {
  const scale = split.inputs instanceof Uint8Array ? 255 : 1;
  const mean = new Float64Array(784);
  for (let i = 0; i < 2000 * 784; i++) mean[i % 784] += split.inputs[i] / scale / 2000;
  let sum = 0;
  for (let i = 0; i < 500 * 784; i++) sum += (unseen.inputs[i] / scale - mean[i % 784]) ** 2;
  return sum / (500 * 784);
}

describe('an autoencoder', () => {
  test('gives back images much better than their mean does, and has no accuracy', async () => {
    const { run, dataset } = await train('synthetic-digits');
    expect(run.metrics().testLoss).toBeLessThan(0.6 * lossOfMean(dataset));
    expect(Object.keys(run.metrics()).toSorted()).toEqual(['testLoss', 'trainLoss']);
  });

  test.skipIf(!process.env.DATASETS_DIR)('does so with MNIST', async () => {
    const { run, dataset } = await train('mnist');
    expect(run.metrics().testLoss).toBeLessThan(0.75 * lossOfMean(dataset));
  });

  test.each([
    ['mean-squared-error', { preset: 'autoencoder', hidden: [20, 8] }],
    ['binary-cross-entropy', { preset: 'autoencoder', hidden: [20, 8], output: 'identity' }],
    ['huber', { preset: 'autoencoder', hidden: [12], activation: 'tanh' }],
    ['sum-of-squares', { layers: [{ type: 'conv2d', filters: 3, kernel: 3, stride: 2, pad: 1 }, { type: 'relu' }, { type: 'convTranspose2d', filters: 1, kernel: 2, stride: 2 }, { type: 'flatten' }] }],
  ])('with %s has the same weights on one thread and on three, with augmented samples too', async (loss, network) => {
    const given = { network, loss, steps: 12, evaluate: { everySteps: 6, samples: 60 }, augment: [{ type: 'shift' }] };
    const [one, three] = [await train('synthetic-digits', given), await train('synthetic-digits', { ...given, threads: 3 })];
    expect(bytesOf(three.run.weights())).toBe(bytesOf(one.run.weights()));
    expect(three.run.metrics()).toEqual(one.run.metrics());
  });

  test('has right gradients', () => {
    const network = planNetwork({ preset: 'autoencoder', hidden: [6, 3] }, { inputShape: [3, 3, 1], classes: 2, target: 'input' }, 'modern');
    expect(network.outputShape).toEqual([9]);
    for (const { maxRelativeError } of checkGradients({ network, kernels: loadKernels('reference', 'float64'), batch: 4, seed: 2 })) expect(maxRelativeError).toBeLessThan(1e-5);
  });

  test('must give as many values as it takes, and be compared by a loss of values', async () => {
    expect(() => planNetwork({ layers: [{ type: 'flatten' }, { type: 'dense', units: 10 }] }, { inputShape: [28, 28, 1], classes: 10, target: 'input' }, 'modern')).toThrow(/input has 784 values/);
    await expect(train('synthetic-digits', { loss: 'softmax-cross-entropy' })).rejects.toThrow(/compares outputs with labels/);
  });
});
