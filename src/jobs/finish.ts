import type { Redis } from 'ioredis';
import type { Store } from '../models/index.ts';
import { archive } from './archive.ts';
import { type JobError, now } from './job.ts';
import { type ConsumerObserver, secondsBetween } from './observer.ts';
import { change, type JobRecord } from './record.ts';

export interface Ending {
  status: 'succeeded' | 'failed' | 'cancelled';
  error?: JobError;
  set?: Partial<JobRecord>;
}

/** The one terminal change of a job; false when somebody else made it. */
export async function finish({ redis, store, observer }: { redis: Redis; store: Store; observer: ConsumerObserver }, record: JobRecord, { status, error, set }: Ending): Promise<boolean> {
  const finishedAt = now();
  const attempts = record.attempts.map((attempt) => (attempt.ended === null ? { ...attempt, ended: status, endedAt: finishedAt } : attempt));
  const { step, epoch } = set?.progress ?? record.progress;
  const position = { attempt: record.attempt, step, epoch };
  const { ok } = await change(redis, record.id, {
    from: ['queued', 'running', 'pausing', 'cancelling'], attempt: record.attempt,
    set: { ...set, status, error: error ?? null, attempts, finishedAt },
    events: [{ type: 'status', ...position, data: { status } }, { type: 'end', ...position, data: { status, error: error ?? null, result: set?.result ?? null, metrics: set?.metrics ?? record.metrics } }],
  });
  if (ok && record.startedAt !== null) observer.ended(status, secondsBetween(record.startedAt, finishedAt));
  if (ok) await archive(redis, store, record.id);
  return ok;
}
