import type { NetworkPlan } from './plan.ts';
import { sizeOf } from './types.ts';

/** Threads that may compute one network together. */
export const MAX_THREADS = 16;

/** Multiply-adds of a step below which threads would spend their time meeting each other. */
const WORTH_SHARING = 1e6;

/** The number of threads with which a network trains fastest, at most `available`. What it computes does not depend on it. */
export function recommendedThreads(plan: NetworkPlan, batchSize: number, available: number): number {
  return plan.multiplyAdds * batchSize < WORTH_SHARING ? 1 : Math.min(available, MAX_THREADS);
}

/** How a network is computed, in words: a line for the whole and one per layer. */
export function describePlan(plan: NetworkPlan, { batchSize, threads, kernels }: { batchSize: number; threads: number; kernels: string }): string[] {
  const layers = plan.layers.map(({ name, outputShape }) => `${name}: ${batchSize} x ${sizeOf(outputShape)}`);
  return [`${kernels}, batches of ${batchSize}, ${threads} ${threads === 1 ? 'thread' : 'threads'}`, ...layers];
}
