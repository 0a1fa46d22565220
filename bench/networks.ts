/** Samples per second of whole networks on one thread: batch 100, Adam, 28x28 images, medians of timed windows. */
import { createInference, createTrainingRun, type NetworkPlan, type NetworkSpec, planNetwork, type Split, type TrainingOptions } from '../src/engine/index.ts';
import type { KernelsProvider } from '../src/kernels/kernels.ts';
import { loadKernels } from '../src/kernels/load.ts';

export interface NetworkResult {
  network: string;
  parameters: number;
  /** samples per second of training steps: gather, forward, backward, update */
  train: number;
  /** samples per second of forward passes in batches of 100 */
  inference: number;
  build: string;
}

const BATCH = 100;
const WINDOWS = 9;
const WINDOW_SECONDS = 0.25;

const hidden = [{ type: 'dense', units: 100, initializer: 'he' }, { type: 'batchNorm' }, { type: 'relu' }];
export const NETWORKS: Record<string, NetworkSpec> = {
  'two-layer-net': { preset: 'two-layer-net' },
  'mlp6-bn': { layers: [{ type: 'flatten' }, ...hidden, ...hidden, ...hidden, ...hidden, ...hidden, { type: 'dense', units: 10 }] },
  'simple-convnet': { preset: 'simple-convnet' },
  'deep-convnet': { preset: 'deep-convnet' },
};

/** Images with structure (a blob per class): random noise would make a network diverge or saturate. */
function images(count: number): Split {
  const inputs = new Uint8Array(count * 784);
  const labels = Int32Array.from({ length: count }, (_, i) => i % 10);
  for (let n = 0; n < count; n++) {
    const [cx, cy] = [5 + (labels[n] % 5) * 4 + (n % 3), 8 + Math.floor(labels[n] / 5) * 10 + (n % 4)];
    for (let i = 0; i < 784; i++) inputs[n * 784 + i] = Math.max(0, 255 - 20 * ((i % 28 - cx) ** 2 + (Math.floor(i / 28) - cy) ** 2));
  }
  return { count, inputs, labels };
}

/** Median rate over windows, after one window of warming up. `once` handles `BATCH` samples. */
function samplesPerSecond(once: () => void): number {
  const rates: number[] = [];
  for (let window = 0; window <= WINDOWS; window++) {
    const start = performance.now();
    let calls = 0;
    while (performance.now() - start < WINDOW_SECONDS * 1000) {
      once();
      calls += 1;
    }
    if (window > 0) rates.push((calls * BATCH * 1000) / (performance.now() - start));
  }
  return rates.sort((a, b) => a - b)[Math.floor(rates.length / 2)];
}

function trainRate(network: NetworkPlan, kernels: KernelsProvider, split: Split): number {
  const options: TrainingOptions = {
    loss: 'softmax-cross-entropy', optimizer: { type: 'adam', learningRate: 0.001 }, regularization: { weightDecay: 0, decoupled: false },
    steps: Number.MAX_SAFE_INTEGER, batchSize: BATCH, sampling: 'permutation', seed: 1, semantics: 'modern', evaluate: { everySteps: Number.MAX_SAFE_INTEGER, samples: 1 }, keepBest: null, earlyStopping: null,
  };
  const run = createTrainingRun({ network, options, kernels, data: { train: split, validation: null, test: split } });
  return samplesPerSecond(() => run.advance());
}

function inferenceRate(network: NetworkPlan, kernels: KernelsProvider, split: Split): number {
  const weights = createTrainingRun({
    network, kernels, data: { train: split, validation: null, test: split },
    options: { loss: 'softmax-cross-entropy', optimizer: { type: 'sgd' }, regularization: { weightDecay: 0, decoupled: false }, steps: 1, batchSize: 1, sampling: 'permutation', seed: 1, semantics: 'modern', evaluate: { samples: 1 }, keepBest: null, earlyStopping: null },
  }).weights();
  const inference = createInference({ network, weights, kernels, maxBatch: BATCH });
  const inputs = Float32Array.from(split.inputs.subarray(0, BATCH * 784), (byte) => byte / 255);
  return samplesPerSecond(() => inference.predict(inputs, BATCH));
}

export function benchNetworks(): NetworkResult[] {
  const kernels = loadKernels('auto');
  const split = images(2000);
  return Object.entries(NETWORKS).map(([network, spec]) => {
    const plan = planNetwork(spec, { inputShape: [28, 28, 1], classes: 10 }, 'modern');
    return { network, parameters: plan.parameterCount, train: trainRate(plan, kernels, split), inference: inferenceRate(plan, kernels, split), build: kernels.build };
  });
}
