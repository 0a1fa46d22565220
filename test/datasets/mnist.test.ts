import { describe, expect, test } from 'vitest';
import { describeDataset, loadDataset, openDataset } from '../../src/datasets/index.ts';
import { createTrainingRun, planNetwork } from '../../src/engine/index.ts';
import { loadKernels } from '../../src/kernels/load.ts';
import { context } from './support.ts';

const datasetsDir = process.env.DATASETS_DIR || null;

describe.skipIf(!datasetsDir)('the real files', () => {
  test('MNIST is what the book says', async () => {
    const where = await context({ datasetsDir });
    expect((await describeDataset('mnist', where)).availability).toBe('present');
    const { train, test: tested, inputShape } = await openDataset('mnist', where);
    expect(inputShape).toEqual([28, 28, 1]);
    expect([train.count, tested.count]).toEqual([60_000, 10_000]);
    expect([...train.labels.subarray(0, 10)]).toEqual([5, 0, 4, 1, 9, 2, 1, 3, 1, 4]);
    expect([...tested.labels.subarray(0, 10)]).toEqual([7, 2, 1, 0, 4, 1, 4, 9, 5, 9]);
    const counts = new Array<number>(10).fill(0);
    for (const label of train.labels.subarray(0, 1000)) counts[label] += 1;
    expect(counts).toEqual([97, 116, 99, 93, 105, 92, 94, 117, 87, 100]);
    expect(Uint8Array.from(train.inputs.subarray(0, 784)).reduce((sum, value) => sum + value, 0)).toBe(27_525); // the 5 that mnist_show shows
  });

  test.each(['mnist', 'fashion-mnist'])('%s has as many images of each class as is said before it is loaded', async (name) => {
    const where = await context({ datasetsDir });
    const { train, test: tested, classes } = await openDataset(name, where);
    const countsOf = (labels: Int32Array): number[] => classes.map((_, label) => labels.filter((each) => each === label).length);
    expect((await describeDataset(name, where)).classCounts).toEqual({ train: countsOf(train.labels), test: countsOf(tested.labels) });
  });

  test('Fashion-MNIST has 6,000 images of each class', async () => {
    const { train, classes } = await openDataset('fashion-mnist', await context({ datasetsDir }));
    expect((await describeDataset('fashion-mnist', await context({ datasetsDir }))).classCounts.train).toEqual(new Array(10).fill(6000));
    expect(classes[train.labels[0]]).toBe('Ankle boot');
  });

  test('a model that saw synthetic digits only reads more than 75 % of the MNIST test set', async () => {
    const where = await context({ datasetsDir });
    const { data } = await loadDataset({ name: 'synthetic-digits', trainSize: 10_000 }, where);
    const { data: mnist } = await loadDataset({ name: 'mnist' }, where);
    const run = createTrainingRun({
      network: planNetwork({ preset: 'simple-convnet' }, { inputShape: [28, 28, 1], classes: 10 }, 'modern'),
      kernels: loadKernels(),
      data: { train: data.train, validation: null, test: mnist.test },
      options: {
        loss: 'softmax-cross-entropy', optimizer: { type: 'adam', learningRate: 0.001 }, regularization: { weightDecay: 0, decoupled: false }, semantics: 'modern',
        epochs: 2, batchSize: 100, sampling: 'permutation', seed: 1, evaluate: { everyEpochs: 2, samples: 100 }, keepBest: null, earlyStopping: null,
      },
    });
    while (!run.done) run.advance();
    expect(run.metrics().testAccuracy).toBeGreaterThan(0.75);
  });
});
