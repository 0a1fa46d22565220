/** The networks that are measured, and one step or one forward pass of each. Batch 100, Adam, images of 28 x 28. */
import { createInference, createTrainingRun, type Inference, type NetworkPlan, type NetworkSpec, planNetwork, type Split, type TrainingOptions, type TrainingRun } from '../src/engine/index.ts';
import { loadKernels } from '../src/kernels/load.ts';

export const BATCH = 100;

const hidden = [{ type: 'dense', units: 100, initializer: 'he' }, { type: 'batchNorm' }, { type: 'relu' }];
export const NETWORKS = {
  'two-layer': { preset: 'two-layer-net' },
  'mlp6-bn': { layers: [{ type: 'flatten' }, ...hidden, ...hidden, ...hidden, ...hidden, ...hidden, { type: 'dense', units: 10 }] },
  'simple-convnet': { preset: 'simple-convnet' },
  'deep-convnet': { preset: 'deep-convnet' },
} as const satisfies Record<string, NetworkSpec>;
export type NetworkName = keyof typeof NETWORKS;
export const NETWORK_NAMES = Object.keys(NETWORKS) as NetworkName[];

export const planOf = (name: NetworkName): NetworkPlan => planNetwork(NETWORKS[name], { inputShape: [28, 28, 1], classes: 10 }, 'modern');

/** Images with structure (a blob per class, a fifth of the pixels as in MNIST: what is zero is left out of many products): random noise would make a network diverge or saturate. */
export function images(count: number): Split {
  const inputs = new Uint8Array(count * 784);
  const labels = Int32Array.from({ length: count }, (_, i) => i % 10);
  for (let n = 0; n < count; n++) {
    const [cx, cy] = [5 + (labels[n] % 5) * 4 + (n % 3), 8 + Math.floor(labels[n] / 5) * 10 + (n % 4)];
    for (let i = 0; i < 784; i++) inputs[n * 784 + i] = Math.max(0, 255 - 5 * ((i % 28 - cx) ** 2 + (Math.floor(i / 28) - cy) ** 2));
  }
  return { count, inputs, labels };
}

const samples = images(2000);

export const STEPS: TrainingOptions = {
  loss: 'softmax-cross-entropy', optimizer: { type: 'adam', learningRate: 0.001 }, regularization: { weightDecay: 0, decoupled: false },
  steps: Number.MAX_SAFE_INTEGER, batchSize: BATCH, sampling: 'permutation', seed: 1, semantics: 'modern', evaluate: { everySteps: Number.MAX_SAFE_INTEGER, samples: 1 }, keepBest: null, earlyStopping: null,
};

/** Its `advance` is a whole step: gather, forward, backward, update. */
export function trainingOf(network: NetworkPlan, threads: number, options: Partial<TrainingOptions> = {}, split = samples): TrainingRun {
  return createTrainingRun({ network, options: { ...STEPS, ...options }, kernels: loadKernels(), data: { train: split, validation: null, test: split }, threads });
}

export function inferenceOf(network: NetworkPlan, threads: number, maxBatch = BATCH): Inference {
  const run = trainingOf(network, 1, { batchSize: 1 });
  const inference = createInference({ network, weights: run.weights(), kernels: loadKernels(), maxBatch, threads });
  for (let i = 0; i < maxBatch * 784; i++) inference.input[i] = samples.inputs[i % samples.inputs.length] / 255;
  return inference;
}
