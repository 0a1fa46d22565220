/**
 * Makes true again what a crash between two steps left undone: a job that may run has a lease, one that nobody runs does not say so, a finished one is archived, a stored
 * spec has a record. Any number of processes may do this at once.
 */
import type { Queue } from 'bullmq';
import type { Redis } from 'ioredis';
import { z } from 'zod';
import type { Store } from '../models/index.ts';
import { releaseAbandoned } from './abandoned.ts';
import { archive, recordKey, specKey } from './archive.ts';
import { fileText, parseFile } from './archived.ts';
import { checkpointSteps } from './checkpoints.ts';
import { isTerminal, now } from './job.ts';
import { keys } from './keys.ts';
import type { ConsumerObserver } from './observer.ts';
import { type Lease, leaseState, offerLease } from './queue.ts';
import { change, createRecord, findRecord, type JobRecord, newRecord } from './record.ts';
import { isUnusable, RECORD_VERSION, refuseNewer, unlessNewer } from './schema.ts';
import { type JobSpec, specHash } from './spec/index.ts';

export interface Surroundings {
  redis: Redis;
  queue: Queue<Lease>;
  store: Store;
}

/** @param observer of the consumer that does this */
export async function reconcileOpenJobs({ redis, queue, store }: Surroundings, observer: ConsumerObserver): Promise<void> {
  for (const id of await redis.smembers(keys.open)) {
    const record = await unlessNewer(findRecord(redis, id));
    if (!record) await forget(redis, id);
    else if (isTerminal(record.status)) await archive(redis, store, id);
    else if (record.status !== 'paused') {
      const lease = await leaseState(queue, record);
      if (lease === 'none') await offerNextLease({ redis, queue }, id, record.lease);
      else if (lease === 'offered' && record.status !== 'queued') await releaseAbandoned({ redis, queue, store, observer }, record);
    }
  }
}

/** Unless a newer program knows more of it. */
async function forget(redis: Redis, id: string): Promise<void> {
  if ((await redis.exists(keys.job(id))) === 0) await redis.srem(keys.open, id);
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

/** Records lost by Redis come back from their specs; finished ones are left to the archive. Returns how many came back. `unusable` is told what a damaged spec, or a newer program's, makes impossible. */
export async function restoreRecords(surroundings: Surroundings, unusable: (id: string, reason: string) => void): Promise<number> {
  const { redis, store } = surroundings;
  let restored = 0;
  for (const id of await store.list('jobs')) {
    if ((await redis.exists(keys.job(id))) === 1 || (await store.has(recordKey(id)))) continue;
    try {
      if (await restoreRecord(surroundings, id)) restored += 1;
    } catch (error) {
      if (!isUnusable(error)) throw error;
      unusable(id, error.message);
    }
  }
  return restored;
}

const storedSpec = z.looseObject({ spec: z.looseObject({ model: z.string() }), steps: z.number() });

/** An accepted job waits again, to go on from its last checkpoint. False: it has no spec, or a record. Throws 'store-corrupt' and 'build-mismatch'. */
export async function restoreRecord({ redis, queue, store }: Surroundings, id: string): Promise<boolean> {
  const text = await fileText(store, specKey(id));
  if (text === null) return false;
  const stored = parseFile(specKey(id), text, storedSpec) as unknown as StoredSpec;
  refuseNewer(specKey(id), stored.schemaVersion, RECORD_VERSION);
  const fresh = newRecord(id, { spec: stored.spec, specHash: specHash(stored.spec), steps: stored.steps, createdAt: stored.createdAt ?? now() });
  const checkpointStep = (await checkpointSteps(store, id)).at(-1) ?? 0;
  const record: JobRecord = { ...fresh, parent: stored.parent ?? null, owner: stored.owner ?? null, reproduces: stored.reproduces ?? null, ...forkedFrom(stored.forkedAt), checkpointStep, restartStep: checkpointStep };
  if (!(await createRecord(redis, record))) return false;
  await offerLease(queue, record);
  return true;
}
