import { expect, test } from 'vitest';
import { EXPERIMENTS, measureAccuracy } from '../../bench/accuracy.ts';

/** What the book (94 %) and the README (98 % in three epochs) promise, on all of MNIST. */
const PROMISED: Record<string, number> = { 'two-layer-net': 0.94, 'simple-convnet': 0.98 };
const { DATASETS_DIR } = process.env;

test.skipIf(!DATASETS_DIR).each(EXPERIMENTS)('$network on MNIST: $training', { timeout: 240_000 }, async (experiment) => {
  const { testAccuracy } = await measureAccuracy(experiment, DATASETS_DIR!);
  expect(testAccuracy).toBeGreaterThanOrEqual(PROMISED[experiment.network]);
});
