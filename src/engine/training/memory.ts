/** How large the arena of a run is, counted by building the run without memory. */
import type { Precision } from '../../kernels/kernels.ts';
import { CountingAllocator } from '../network.ts';
import type { NetworkPlan } from '../plan.ts';
import type { Split, TrainingData } from '../types.ts';
import type { TrainingOptions } from './options.ts';
import { Session } from './session.ts';

/** Bytes of the arena of a run: exactly what createTrainingRun allocates, without allocating it. */
export function estimateMemory(plan: NetworkPlan, options: { batchSize: number; optimizer: string; datasetBytes: number; precision?: Precision }): number {
  const allocator = new CountingAllocator(options.precision ?? 'float32');
  const empty: Split = { count: 0, inputs: new Uint8Array(0), labels: new Int32Array(0) };
  countSession(plan, { ...PLAIN, batchSize: options.batchSize, optimizer: { type: options.optimizer } }, { train: empty, validation: null, test: empty }, allocator);
  return allocator.bytes + options.datasetBytes;
}

const PLAIN: TrainingOptions = {
  loss: 'softmax-cross-entropy', optimizer: { type: 'sgd' }, regularization: { weightDecay: 0, decoupled: false }, batchSize: 1, sampling: 'permutation', seed: 0, semantics: 'modern',
  evaluate: { samples: null }, keepBest: null, earlyStopping: null,
};

/** Adds every buffer of a run to the allocator's count. */
export function countSession(plan: NetworkPlan, options: TrainingOptions, data: TrainingData, allocator: CountingAllocator): void {
  // nothing computes while counting, so no kernels are needed
  new Session({ plan, options, data, allocator, kernels: null as never });
}
