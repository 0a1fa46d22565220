import { type NetworkPlan, recommendedThreads } from '../../engine/index.ts';
import type { JobSpec } from './schema.ts';

/** How many threads a job needs to begin, and how many it can use. */
export interface Wish {
  least: number;
  most: number;
}

/** A number in the spec is waited for; an automatic job begins with whatever is free. `available`: the threads of a consumer. */
export function threadsFor({ threads, batchSize }: Pick<JobSpec, 'threads' | 'batchSize'>, plan: NetworkPlan, available: number): Wish {
  if (threads === null) return { least: 1, most: recommendedThreads(plan, batchSize, available) };
  const width = Math.min(threads, available);
  return { least: width, most: width };
}
