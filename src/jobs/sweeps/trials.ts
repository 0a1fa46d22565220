/** The trials of a sweep as they stand: each an ordinary job, or not begun yet. */
import type { Redis } from 'ioredis';
import type { Metrics } from '../../engine/index.ts';
import type { Store } from '../../models/index.ts';
import { recordKey } from '../archive.ts';
import type { JobStatus } from '../job.ts';
import { decodeNumbers } from '../json.ts';
import { findRecord } from '../record.ts';
import { type StoredSweep, trialJobId } from './record.ts';
import type { Parameters } from './search.ts';

export interface Trial {
  /** counted from 0 */
  number: number;
  parameters: Parameters;
  /** null: its job was not begun yet */
  jobId: string | null;
  status: JobStatus | null;
  metrics: Metrics;
  /** of the metric that is looked for */
  value: number | null;
}

export async function readTrials({ redis, store }: { redis: Redis; store: Store }, sweep: StoredSweep): Promise<Trial[]> {
  return Promise.all(sweep.trials.map(async ({ parameters }, number): Promise<Trial> => {
    const jobId = trialJobId(sweep.id, number);
    const job = (await findRecord(redis, jobId)) ?? (await archived(store, jobId));
    if (!job) return { number, parameters, jobId: null, status: null, metrics: {}, value: null };
    const { status, metrics } = job;
    const value = status === 'succeeded' ? metrics[sweep.metric] : undefined;
    return { number, parameters, jobId, status, metrics, value: value !== undefined && Number.isFinite(value) ? value : null };
  }));
}

/** A finished job that Redis knows no more. */
async function archived(store: Store, id: string): Promise<{ status: JobStatus; metrics: Metrics } | null> {
  if (!(await store.has(recordKey(id)))) return null;
  const { status, metrics } = JSON.parse(new TextDecoder().decode(await store.get(recordKey(id)))) as { status: JobStatus; metrics: Metrics };
  return { status, metrics: decodeNumbers(JSON.stringify(metrics)) };
}

/** The best of those that succeeded, the first where several are equal; null where none did. */
export function bestTrial(trials: readonly Trial[], mode: 'min' | 'max'): Trial | null {
  return trials.reduce<Trial | null>((best, trial) => {
    if (trial.value === null) return best;
    return best === null || (mode === 'max' ? trial.value > best.value! : trial.value < best.value!) ? trial : best;
  }, null);
}
