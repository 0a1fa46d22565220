/** A sweep at rest: what was asked for lies in the store and never changes; its state is a hash in Redis. */
import type { Redis } from 'ioredis';
import { z } from 'zod';
import { TrainyardError } from '../../engine/index.ts';
import type { Store } from '../../models/index.ts';
import { fileText, parseFile } from '../archived.ts';
import { keys } from '../keys.ts';
import { isUnusable, refuseNewer } from '../schema.ts';
import type { JobSpec } from '../spec/index.ts';
import type { Parameters, Search } from './search.ts';

export type SweepStatus = 'running' | 'succeeded' | 'cancelled';

/** One trial as it was accepted: everything its job needs. */
export interface PlannedTrial {
  parameters: Parameters;
  spec: JobSpec;
  specHash: string;
  steps: number;
}

export interface StoredSweep {
  schemaVersion: number;
  id: string;
  createdAt: string;
  /** as sent */
  spec: Record<string, unknown>;
  search: Search;
  seed: number;
  concurrency: number;
  metric: string;
  mode: 'min' | 'max';
  trials: PlannedTrial[];
}

export interface SweepState {
  status: SweepStatus;
  finishedAt: string | null;
}

export const SWEEP_VERSION = 1;
const sweepKey = (id: string): string => `sweeps/${id}/sweep.json`;
const stateKey = (id: string): string => `sweeps/${id}/state.json`;

/** Job ids of trials follow from the sweep's, so that two processes that start a trial start the same job; they sort by number. */
export function trialJobId(sweepId: string, number: number): string {
  const digits = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
  const tail = Array.from({ length: 4 }, (_, i) => digits[Math.floor(number / 32 ** (3 - i)) % 32]).join('');
  return `job_${sweepId.slice('sweep_'.length, -4)}${tail}`;
}

export async function storeSweep(redis: Redis, store: Store, sweep: StoredSweep): Promise<void> {
  await store.put(sweepKey(sweep.id), JSON.stringify(sweep));
  try {
    await openSweep(redis, sweep.id);
  } catch (error) {
    await store.remove(`sweeps/${sweep.id}`); // the caller is told that nothing was accepted
    throw error;
  }
}

async function openSweep(redis: Redis, id: string, { status, finishedAt }: SweepState = { status: 'running', finishedAt: null }): Promise<void> {
  const all = redis.multi().hsetnx(keys.sweep(id), 'status', status).zadd(keys.sweeps, 0, id).sadd(keys.openSweeps, id);
  if (finishedAt !== null) all.hsetnx(keys.sweep(id), 'finishedAt', finishedAt);
  await all.exec();
}

/** Throws 'not-found'. */
export async function readSweep(store: Store, id: string): Promise<StoredSweep> {
  if (!/^sweep_[0-9A-HJKMNP-TV-Z]{26}$/.test(id) || !(await store.has(sweepKey(id)))) throw new TrainyardError('not-found', `There is no sweep "${id}".`, { hint: 'GET /api/v1/sweeps lists what there is.' });
  return JSON.parse(new TextDecoder().decode(await store.get(sweepKey(id)))) as StoredSweep;
}

export async function readState(redis: Redis, id: string): Promise<SweepState> {
  const { status = 'running', finishedAt = null } = (await redis.hgetall(keys.sweep(id))) as Partial<Record<keyof SweepState, string>>;
  return { status: status as SweepStatus, finishedAt };
}

const MOVE = `
if redis.call('HGET', KEYS[1], 'status') ~= 'running' then return 0 end
redis.call('HSET', KEYS[1], 'status', ARGV[1], 'finishedAt', ARGV[2])
return 1
`;

/** From running to its end; false when somebody else ended it. */
export async function endSweep(redis: Redis, store: Store, { id, status, finishedAt }: { id: string; status: Exclude<SweepStatus, 'running'>; finishedAt: string }): Promise<boolean> {
  const moved = (await redis.eval(MOVE, 1, keys.sweep(id), status, finishedAt)) === 1;
  if (moved) await store.put(stateKey(id), JSON.stringify({ status, finishedAt }));
  return moved;
}

/** Nothing is left to do for it. */
export async function closeSweep(redis: Redis, id: string): Promise<void> {
  await redis.srem(keys.openSweeps, id);
}

/** Sweeps whose state Redis lost come back as the store has them. */
export async function restoreSweeps(redis: Redis, store: Store, unusable: (id: string, reason: string) => void): Promise<void> {
  for (const id of await store.list('sweeps')) {
    if ((await redis.exists(keys.sweep(id))) === 1) continue;
    await restoreSweep(redis, store, id).catch((error: unknown) => {
      if (!isUnusable(error)) throw error;
      unusable(id, error.message);
    });
  }
}

const storedSweep = z.looseObject({ id: z.string(), concurrency: z.number(), metric: z.string(), trials: z.array(z.looseObject({ specHash: z.string() })) });
const storedState = z.looseObject({ status: z.enum(['running', 'succeeded', 'cancelled']), finishedAt: z.string().nullable() });

/** False: there is none. Throws 'store-corrupt' and 'build-mismatch'. */
export async function restoreSweep(redis: Redis, store: Store, id: string): Promise<boolean> {
  const text = await fileText(store, sweepKey(id));
  if (text === null) return false;
  refuseNewer(sweepKey(id), parseFile(sweepKey(id), text, storedSweep).schemaVersion, SWEEP_VERSION);
  const state = await fileText(store, stateKey(id));
  await openSweep(redis, id, state === null ? undefined : parseFile(stateKey(id), state, storedState));
  return true;
}
