/** The book's own promise on the book's own data (ch. 4.5): 10,000 steps of plain gradient descent read about 94 % of the test images. */
import { expect, test } from 'vitest';
import { loadDataset } from '../../src/datasets/index.ts';
import { train } from '../../src/index.ts';

test.skipIf(!process.env.DATASETS_DIR)('two-layer-net in book semantics reaches 94 %', async () => {
  const { dataset, data } = await loadDataset({ name: 'mnist' }, { datasetsDir: process.env.DATASETS_DIR ?? null, cacheDir: '', download: false, log: () => {} });
  const model = train({
    network: { preset: 'two-layer-net' }, semantics: 'book', inputShape: dataset.inputShape, classes: dataset.classes.length, data,
    optimizer: { type: 'sgd', learningRate: 0.1 }, steps: 10_000, evaluate: { everySteps: 10_000, samples: 1000 }, seed: 1,
  });
  expect(model.metrics.testAccuracy).toBeGreaterThan(0.94);
});
