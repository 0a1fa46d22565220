/**
 * Makes true again what a crash between two steps left undone: a job that may run has a lease, a finished one is archived, a stored
 * spec has a record. Any number of processes may do this at once.
 */
import type { Queue } from 'bullmq';
import type { Redis } from 'ioredis';
import type { Store } from '../models/index.ts';
import { archive, recordKey, specKey } from './archive.ts';
import { isTerminal, now } from './job.ts';
import { keys } from './keys.ts';
import { hasLease, type Lease, offerLease } from './queue.ts';
import { change, createRecord, findRecord, newRecord } from './record.ts';
import { type JobSpec, specHash } from './spec/index.ts';

export interface Surroundings {
  redis: Redis;
  queue: Queue<Lease>;
  store: Store;
}

export async function reconcileOpenJobs({ redis, queue, store }: Surroundings): Promise<void> {
  for (const id of await redis.smembers(keys.open)) {
    const record = await findRecord(redis, id);
    if (!record) await redis.srem(keys.open, id);
    else if (isTerminal(record.status)) await archive(redis, store, id);
    else if (record.status !== 'paused' && !(await hasLease(queue, record))) await offerNextLease({ redis, queue }, id, record.lease);
  }
}

/** The next number, unless somebody else already took it. */
export async function offerNextLease({ redis, queue }: Pick<Surroundings, 'redis' | 'queue'>, id: string, lease: number): Promise<void> {
  const current = await findRecord(redis, id);
  if (!current || isTerminal(current.status) || current.status === 'paused' || current.lease !== lease) return;
  const next = { ...current, lease: lease + 1 };
  await offerLease(queue, next);
  await change(redis, id, { from: ['queued', 'running', 'pausing', 'cancelling'], attempt: current.attempt, set: { lease: next.lease } });
}

/** What a stored spec says of itself. */
export interface StoredSpec {
  schemaVersion: number;
  id: string;
  createdAt: string;
  steps: number;
  spec: JobSpec;
  /** the sweep it is a trial of */
  parent?: string;
  /** id of the API key that submitted it */
  owner?: string;
  /** the job that it does again */
  reproduces?: { id: string; weightsSha256: string };
  /** the checkpoint of its parent that it begins with; a copy lies in its own folder */
  forkedAt?: number;
}

/** Of a fork's record: it has a checkpoint from the beginning. */
export const forkedFrom = (step: number | undefined) => (step === undefined ? {} : { forkedAt: step, checkpointStep: step });

/** Records lost by Redis come back from their specs; finished ones are left to the archive. Returns how many came back. */
export async function restoreRecords({ redis, queue, store }: Surroundings): Promise<number> {
  let restored = 0;
  for (const id of await store.list('jobs')) {
    if ((await redis.exists(keys.job(id))) === 1 || !(await store.has(specKey(id))) || (await store.has(recordKey(id)))) continue;
    const stored = JSON.parse(new TextDecoder().decode(await store.get(specKey(id)))) as StoredSpec;
    const record = { ...newRecord(id, { spec: stored.spec, specHash: specHash(stored.spec), steps: stored.steps, createdAt: stored.createdAt ?? now() }), parent: stored.parent ?? null, owner: stored.owner ?? null, reproduces: stored.reproduces ?? null, ...forkedFrom(stored.forkedAt) };
    if (!(await createRecord(redis, record))) continue;
    await offerLease(queue, record);
    restored += 1;
  }
  return restored;
}
