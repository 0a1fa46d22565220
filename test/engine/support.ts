import { createTrainingRun, planNetwork } from '../../src/engine/index.ts';
import type { LayerSpec, NamedTensor, Semantics, Shape, TrainingData, TrainingOptions, TrainingRun } from '../../src/engine/index.ts';
import type { KernelsProvider, Precision } from '../../src/kernels/kernels.ts';
import { type KernelsChoice, loadKernels } from '../../src/kernels/load.ts';
import { numbers, type Tensor } from './values.ts';

/** The builds every golden test runs on, with the tolerance relative to max(1, |expected|). */
export const BUILDS: { name: string; choice: KernelsChoice; precision: Precision; tolerance: number }[] = [
  { name: 'reference float64', choice: 'reference', precision: 'float64', tolerance: 1e-9 },
  { name: 'reference float32', choice: 'reference', precision: 'float32', tolerance: 1e-4 },
  { name: 'simd', choice: 'simd', precision: 'float32', tolerance: 1e-4 },
  { name: 'simd-fma', choice: 'simd-fma', precision: 'float32', tolerance: 1e-4 },
];

export const kernelsOf = (build: { choice: KernelsChoice; precision: Precision }): KernelsProvider => loadKernels(build.choice, build.precision);

export function named(parameters: Record<string, Tensor>): NamedTensor[] {
  return Object.entries(parameters).map(([name, { shape, data }]) => ({ name, shape, data: Float64Array.from(data) }));
}

export function tensorsByName(tensors: readonly NamedTensor[]): Record<string, number[]> {
  return Object.fromEntries(tensors.map(({ name, data }) => [name, Array.from(data)]));
}

export const OPTIONS: TrainingOptions = {
  loss: 'softmax-cross-entropy',
  optimizer: { type: 'sgd', learningRate: 0.1 },
  regularization: { weightDecay: 0, decoupled: false },
  epochs: 1,
  batchSize: 10,
  sampling: 'permutation',
  seed: 1,
  semantics: 'modern',
  evaluate: { everyEpochs: 1, samples: null },
  keepBest: null,
  earlyStopping: null,
};

export interface FullBatch {
  layers: LayerSpec[];
  inputShape: Shape;
  classes: number;
  x: Tensor;
  labels: readonly number[];
  weights: Record<string, Tensor>;
  kernels: KernelsProvider;
  semantics?: Semantics;
  options?: Partial<TrainingOptions>;
}

/** A run whose every step sees the whole of a tiny data set, from given weights: what the oracles were made with. */
export function fullBatchRun(setup: FullBatch): TrainingRun {
  const semantics = setup.semantics ?? 'modern';
  const plan = planNetwork({ layers: setup.layers }, setup, semantics);
  const split = { count: setup.labels.length, inputs: Float64Array.from(setup.x.data), labels: Int32Array.from(setup.labels) };
  return createTrainingRun({
    network: plan,
    data: { train: split, validation: null, test: split },
    kernels: setup.kernels,
    initialWeights: named(setup.weights),
    options: {
      ...OPTIONS, semantics, epochs: 100, batchSize: split.count, sampling: 'permutation',
      optimizer: { type: 'sgd', learningRate: 1 }, evaluate: { everyEpochs: 1000, samples: null }, ...setup.options,
    },
  });
}

/** Gradients as the difference that one SGD step of learning rate 1 makes. */
export function gradientsOf(setup: FullBatch): { loss: number; gradients: Record<string, number[]>; after: Record<string, number[]> } {
  const run = fullBatchRun(setup);
  const { loss } = run.advance();
  const after = tensorsByName(run.weights());
  const gradients = Object.fromEntries(Object.entries(setup.weights).map(([name, { data }]) => [name, data.map((value, i) => value - after[name][i])]));
  return { loss, gradients, after };
}

/** A learnable task: the label is the position of the largest of the first `classes` inputs. */
export function easyData(count: number, size: number, classes: number): TrainingData {
  const split = (n: number, seed: number) => {
    const inputs = numbers(n * size, seed);
    const labels = Int32Array.from({ length: n }, (_, row) => {
      const head = Array.from(inputs.subarray(row * size, row * size + classes));
      return head.indexOf(Math.max(...head));
    });
    return { count: n, inputs, labels };
  };
  return { train: split(count, 1), validation: split(Math.ceil(count / 4), 2), test: split(Math.ceil(count / 3), 3) };
}

export const bytesOf = (tensors: readonly NamedTensor[]): string =>
  tensors.map(({ name, data }) => `${name}:${Buffer.from(data.buffer, data.byteOffset, data.byteLength).toString('hex')}`).join('\n');
