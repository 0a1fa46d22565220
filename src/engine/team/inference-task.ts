/** A network that only predicts, as every thread of a team builds it. */
import type { ArenaMemory, Kernels, KernelsProvider } from '../../kernels/kernels.ts';
import { type KernelsChoice, loadKernels } from '../../kernels/load.ts';
import type { Team } from '../../kernels/team.ts';
import { createNetwork, type Network } from '../network.ts';
import type { NetworkPlan } from '../plan.ts';

export interface InferenceTask {
  kind: 'inference';
  plan: NetworkPlan;
  maxBatch: number;
  build: string;
  arena: ArenaMemory;
}

/** Commands: derive from the weights what the layers need, and compute the first `count` rows. */
export const PREPARE = 1;
export const FORWARD = 2;

const PASS = { training: false, step: 0 };

export function inferenceOptions(plan: NetworkPlan, maxBatch: number, provider: KernelsProvider) {
  return { plan, provider, batch: maxBatch, seed: 0, training: false };
}

export function openNetwork({ plan, maxBatch }: Pick<InferenceTask, 'plan' | 'maxBatch'>, { provider, kernels, team }: { provider: KernelsProvider; kernels: Kernels; team: Team }): Network {
  return createNetwork({ ...inferenceOptions(plan, maxBatch, provider), kernels, allocator: kernels, team, initialize: team.rank === 0 });
}

export function performInference(network: Network, kind: number, count: number): void {
  if (kind === PREPARE) network.prepare();
  else network.forward(count, PASS);
}

/** A helping thread's part of each command. */
export function openInferenceTask(task: InferenceTask, team: Team): (kind: number, count: number) => void {
  const provider = loadKernels(task.build.split('/')[0] as KernelsChoice);
  const network = openNetwork(task, { provider, kernels: provider.attach(task.arena, team.rank), team });
  return (kind, count) => performInference(network, kind, count);
}
