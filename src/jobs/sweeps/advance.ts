/**
 * Starts the trials that are due, ends a sweep whose trials have ended, and cancels what is left of a cancelled one. Any number of processes
 * may do this at once, and any of them may die in between: a trial's job has an id of its own, and only one of them creates it.
 */
import type { Queue } from 'bullmq';
import type { Redis } from 'ioredis';
import type { Store } from '../../models/index.ts';
import { specKey } from '../archive.ts';
import { isTerminal, now } from '../job.ts';
import { encode } from '../json.ts';
import { keys } from '../keys.ts';
import { type Lease, offerLease } from '../queue.ts';
import type { StoredSpec } from '../reconcile.ts';
import { createRecord, newRecord, RECORD_VERSION } from '../record.ts';
import { closeSweep, endSweep, readState, readSweep, type StoredSweep, trialJobId } from './record.ts';
import { readTrials } from './trials.ts';

export interface SweepSurroundings {
  redis: Redis;
  queue: Queue<Lease>;
  store: Store;
  cancelJob(id: string): Promise<void>;
}

export async function advanceOpenSweeps(surroundings: SweepSurroundings): Promise<void> {
  for (const id of await surroundings.redis.smembers(keys.openSweeps)) await advanceSweep(surroundings, id);
}

export async function advanceSweep(surroundings: SweepSurroundings, id: string): Promise<void> {
  const { redis, store } = surroundings;
  const sweep = await readSweep(store, id);
  const trials = await readTrials(surroundings, sweep);
  const active = trials.filter(({ status }) => status !== null && !isTerminal(status));
  const { status } = await readState(redis, id);
  if (status !== 'running') {
    for (const { jobId } of active) await surroundings.cancelJob(jobId!);
    if (active.length === 0) await closeSweep(redis, id);
    return;
  }
  const waiting = trials.filter((trial) => trial.status === null);
  for (const { number } of waiting.slice(0, Math.max(0, sweep.concurrency - active.length))) await startTrial(surroundings, sweep, number);
  if (waiting.length === 0 && active.length === 0 && (await endSweep(redis, store, { id, status: 'succeeded', finishedAt: now() }))) await closeSweep(redis, id);
}

async function startTrial({ redis, queue, store, cancelJob }: SweepSurroundings, sweep: StoredSweep, number: number): Promise<void> {
  const id = trialJobId(sweep.id, number);
  const { spec, specHash, steps } = sweep.trials[number];
  const record = { ...newRecord(id, { spec, specHash, steps, createdAt: now() }), parent: sweep.id };
  const stored: StoredSpec = { schemaVersion: RECORD_VERSION, id, createdAt: record.createdAt, steps, spec, parent: sweep.id };
  await store.put(specKey(id), encode(stored));
  if (!(await createRecord(redis, record))) return; // somebody else was faster
  await offerLease(queue, record);
  if ((await readState(redis, sweep.id)).status !== 'running') await cancelJob(id); // cancelled in the meantime
}
