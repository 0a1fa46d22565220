import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { createTrainingRun, planNetwork, planToSpec } from '../../src/engine/index.ts';
import type { NamedTensor, NetworkPlan, NetworkSpec } from '../../src/engine/index.ts';
import { loadKernels } from '../../src/kernels/load.ts';
import { openStore, openModelRegistry } from '../../src/models/index.ts';
import type { ModelRegistry, ModelVersion } from '../../src/models/index.ts';

export const SHAPE = [4, 4, 1];
export const CLASSES = ['a', 'b', 'c'];

export async function registry(): Promise<ModelRegistry> {
  const folder = await mkdtemp(join(tmpdir(), 'ty-serving-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return openModelRegistry(await openStore(folder));
}

export interface Published {
  version: ModelVersion;
  plan: NetworkPlan;
  weights: NamedTensor[];
}

/** A real, briefly trained network in the registry; another seed gives other weights. */
export async function publish(models: ModelRegistry, seed: number, changes: { loss?: string; network?: NetworkSpec } = {}): Promise<Published> {
  const loss = changes.loss ?? 'softmax-cross-entropy';
  const network = changes.network ?? { layers: [{ type: 'conv2d', filters: 3, kernel: 3 }, { type: 'relu' }, { type: 'flatten' }, { type: 'dense', units: 3 }] };
  const plan = planNetwork(network, { inputShape: SHAPE, classes: CLASSES.length }, 'modern');
  const inputs = Float32Array.from({ length: 6 * 16 }, (_, i) => (i % 7) / 7);
  const split = { count: 6, inputs, labels: Int32Array.of(0, 1, 2, 0, 1, 2) };
  const run = createTrainingRun({
    network: plan, kernels: loadKernels(), data: { train: split, validation: null, test: split },
    options: {
      loss, optimizer: { type: 'sgd', learningRate: 0.1 }, regularization: { weightDecay: 0, decoupled: false }, semantics: 'modern',
      steps: 3, batchSize: 3, sampling: 'permutation', seed, evaluate: { everySteps: 3, samples: null }, keepBest: null, earlyStopping: null,
    },
  });
  while (!run.done) run.advance();
  const weights = run.weights();
  const version = await models.publish({
    model: 'tiny', createdAt: '2026-11-23T08:00:00.000Z', jobId: null, specHash: null, dataHash: null, build: run.build, network: planToSpec(plan), inputShape: SHAPE,
    classes: CLASSES, semantics: 'modern', loss, dataset: null, metrics: {}, parameterCount: plan.parameterCount, weights,
  });
  return { version, plan, weights };
}
