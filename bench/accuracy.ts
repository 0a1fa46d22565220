/** Test accuracy on MNIST of the networks whose figures the README promises. Needs the files in DATASETS_DIR. */
import { loadDataset } from '../src/datasets/index.ts';
import { createTrainingRun, planNetwork, type TrainingOptions } from '../src/engine/index.ts';
import { loadKernels } from '../src/kernels/load.ts';

export interface AccuracyResult {
  network: string;
  training: string;
  testAccuracy: number;
  seconds: number;
}

const COMMON = {
  loss: 'softmax-cross-entropy', regularization: { weightDecay: 0, decoupled: false }, batchSize: 100, seed: 1, keepBest: null, earlyStopping: null,
} as const;

/** The book's chapter 4 experiment, and the network of chapter 7 for three epochs. */
export const EXPERIMENTS: { network: string; training: string; options: TrainingOptions }[] = [
  {
    network: 'two-layer-net', training: '10,000 steps, SGD 0.1, book semantics',
    options: { ...COMMON, optimizer: { type: 'sgd', learningRate: 0.1 }, steps: 10_000, sampling: 'replacement', semantics: 'book', evaluate: { everySteps: 10_000, samples: 1000 } },
  },
  {
    network: 'simple-convnet', training: '3 epochs, Adam 0.001',
    options: { ...COMMON, optimizer: { type: 'adam', learningRate: 0.001 }, epochs: 3, sampling: 'permutation', semantics: 'modern', evaluate: { everyEpochs: 3, samples: 1000 } },
  },
];

/** Trains one experiment on the whole of MNIST and measures it on the whole test set. */
export async function measureAccuracy({ network, training, options }: (typeof EXPERIMENTS)[number], datasetsDir: string): Promise<AccuracyResult> {
  const { dataset, data } = await loadDataset({ name: 'mnist' }, { datasetsDir, cacheDir: datasetsDir, download: false, log: () => {} });
  const plan = planNetwork({ preset: network }, { inputShape: dataset.inputShape, classes: dataset.classes.length }, options.semantics);
  const start = performance.now();
  const run = createTrainingRun({ network: plan, options, data, kernels: loadKernels() });
  while (!run.done) run.advance();
  return { network, training, testAccuracy: run.metrics().testAccuracy, seconds: (performance.now() - start) / 1000 };
}
