/** The two networks that are served: those of the other server's own script, with weights drawn at random. */
import { type NamedTensor, type NetworkPlan, type NetworkSpec, planNetwork, planToSpec } from '../../src/engine/index.ts';
import { loadKernels } from '../../src/kernels/load.ts';
import { type ModelRegistry, type ModelVersion } from '../../src/models/index.ts';
import { trainingOf } from '../networks.ts';

export const MODELS = {
  'two-layer': { layers: [{ type: 'flatten' }, { type: 'dense', units: 50 }, { type: 'relu' }, { type: 'dense', units: 10 }] },
  'simple-convnet': { preset: 'simple-convnet' },
} as const satisfies Record<string, NetworkSpec>;
export type ModelName = keyof typeof MODELS;

export interface BenchModel {
  version: ModelVersion;
  plan: NetworkPlan;
  weights: NamedTensor[];
}

export async function publishModel(registry: ModelRegistry, model: ModelName): Promise<BenchModel> {
  const plan = planNetwork(MODELS[model], { inputShape: [28, 28, 1], classes: 10 }, 'modern');
  const run = trainingOf(plan, 1);
  const weights = run.weights();
  run.close();
  const version = await registry.publish({
    model, createdAt: new Date().toISOString(), jobId: null, specHash: null, dataHash: null, build: loadKernels().build, network: planToSpec(plan), inputShape: [28, 28, 1], classes: Array.from({ length: 10 }, (_, i) => String(i)),
    semantics: 'modern', loss: 'softmax-cross-entropy', dataset: null, metrics: {}, parameterCount: plan.parameterCount, weights,
  });
  return { version, plan, weights };
}
