/** How large the arena of a run is, counted by building the run without memory. */
import type { KernelsProvider } from '../../kernels/kernels.ts';
import { ALONE } from '../../kernels/team.ts';
import { CountingAllocator } from '../allocator.ts';
import { COUNTING } from '../network.ts';
import type { NetworkPlan } from '../plan.ts';
import type { Split, TrainingData } from '../types.ts';
import type { TrainingOptions } from './options.ts';
import { Session } from './session.ts';

export interface MemoryOptions {
  batchSize: number;
  optimizer: string;
  datasetBytes: number;
  kernels: KernelsProvider;
  threads?: number;
}

/** Bytes of the arena of a run: exactly what createTrainingRun allocates, without allocating it. */
export function estimateMemory(plan: NetworkPlan, { batchSize, optimizer, datasetBytes, threads = 1, kernels }: MemoryOptions): number {
  const empty: Split = { count: 0, inputs: new Uint8Array(0), labels: new Int32Array(0) };
  const options = { ...PLAIN, batchSize, optimizer: { type: optimizer } };
  return countSession({ plan, options, data: { train: empty, validation: null, test: empty } }, kernels, threads) + datasetBytes;
}

const PLAIN: TrainingOptions = {
  loss: 'softmax-cross-entropy', optimizer: { type: 'sgd' }, regularization: { weightDecay: 0, decoupled: false }, batchSize: 1, sampling: 'permutation', seed: 0, semantics: 'modern',
  evaluate: { samples: null }, keepBest: null, earlyStopping: null,
};

/** Bytes of every buffer of a run. */
export function countSession(run: { plan: NetworkPlan; options: TrainingOptions; data: TrainingData }, provider: KernelsProvider, threads: number): number {
  const allocator = new CountingAllocator(provider.precision);
  new Session({ ...run, provider, allocator, kernels: COUNTING, crew: { team: { ...ALONE, size: threads } }, initialize: true });
  return allocator.bytes;
}
