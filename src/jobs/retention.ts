/**
 * What becomes of jobs that ended long ago. Their records leave Redis, their older checkpoints the store. It goes through the jobs in small bites, from the
 * oldest on, again and again; any number of processes may do so at once. Times are those of the records.
 */
import type { Redis } from 'ioredis';
import { encodeTime } from '../ids/index.ts';
import { TrainyardError } from '../engine/index.ts';
import { openModelRegistry, type Store } from '../models/index.ts';
import { recordKey, specKey } from './archive.ts';
import { trimCheckpoints } from './checkpoints.ts';
import { isTerminal, type JobStatus } from './job.ts';
import { keys } from './keys.ts';
import { fromFields, type JobRecord, RECORD_VERSION } from './record.ts';

export interface RetentionPolicy {
  /** from the end of a job until its record, log, metrics and insights leave Redis; null: never */
  recordMs: number | null;
  /** from the end of a job until its checkpoints but the last leave the store; null: never */
  checkpointMs: number | null;
  /** what becomes of the archive in the store when a record leaves Redis; that of a job with a model stays in any case, and that of a trial */
  archive: 'keep' | 'remove';
}

export const KEEP_EVERYTHING: RetentionPolicy = { recordMs: null, checkpointMs: null, archive: 'keep' };

export interface Retired {
  looked: number;
  expired: number;
  archivesRemoved: number;
  trimmed: number;
}

export interface Retention {
  /** One bite. */
  round(): Promise<Retired>;
}

/** Jobs looked at in one bite, and how long it may take: a slow store must not hold up the rest of the reconciler. */
const BITE = 250;
const BITE_MS = 1000;

/** A job that leaves is counted no longer; by whichever process comes first. */
const FORGET = `
local status = redis.call('HGET', KEYS[1], 'status')
if redis.call('DEL', KEYS[1]) == 1 and redis.call('EXISTS', KEYS[2]) == 1 then redis.call('HINCRBY', KEYS[2], status, -1) end
`;

export function isExpired({ finishedAt }: Pick<JobRecord, 'finishedAt'>, { recordMs }: RetentionPolicy, now: number): boolean {
  return recordMs !== null && finishedAt !== null && Date.parse(finishedAt) < now - recordMs;
}

export function createRetention({ redis, store }: { redis: Redis; store: Store }, policy: RetentionPolicy, now: () => number): Retention {
  const models = openModelRegistry(store);
  const waits = [policy.recordMs, policy.checkpointMs].filter((ms) => ms !== null);
  let last = '-';

  async function hasModel({ result }: JobRecord): Promise<boolean> {
    if (result === null) return false;
    try {
      await models.get(result.model, result.version);
      return true;
    } catch (error) {
      if (error instanceof TrainyardError && error.code === 'not-found') return false;
      throw error;
    }
  }

  async function expire(record: JobRecord, retired: Retired): Promise<void> {
    const { id, parent } = record;
    if (!(await store.has(recordKey(id)))) return; // the reconciler archives it first
    const sweep = parent?.startsWith('sweep_') ? parent : null;
    if (sweep && (await redis.sismember(keys.openSweeps, sweep)) === 1) return; // it still counts its trials
    const remove = policy.archive === 'remove' && sweep === null && !(await hasModel(record));
    if (remove) await store.remove(specKey(id)); // first: a spec without a record would be taken for an accepted job
    const multi = redis.multi().eval(FORGET, 2, keys.job(id), keys.inState).del(keys.events(id), keys.points(id), keys.insights(id)).zrem(keys.index, id).srem(keys.open, id);
    if (record.owner !== null) multi.srem(keys.owned(record.owner), id);
    await multi.exec();
    retired.expired += 1;
    if (remove) {
      await store.remove(`jobs/${id}`);
      retired.archivesRemoved += 1;
    }
  }

  async function look(id: string, fields: Record<string, string>, retired: Retired): Promise<void> {
    if (fields.status === undefined) {
      await redis.zrem(keys.index, id);
      return;
    }
    if (Number(fields.schemaVersion) > RECORD_VERSION || !isTerminal(fields.status as JobStatus)) return;
    const record = fromFields(fields);
    const expired = isExpired(record, policy, now());
    const old = policy.checkpointMs !== null && record.finishedAt !== null && (expired || Date.parse(record.finishedAt) < now() - policy.checkpointMs);
    if (old && fields.trimmed === undefined) {
      if (await trimCheckpoints(store, id)) retired.trimmed += 1;
      if (!expired) await redis.hset(keys.job(id), 'trimmed', 1);
    }
    if (expired) await expire(record, retired);
  }

  return {
    async round() {
      const retired: Retired = { looked: 0, expired: 0, archivesRemoved: 0, trimmed: 0 };
      if (waits.length === 0) return retired;
      const until = performance.now() + BITE_MS;
      // ids begin with the time of their making: a younger job cannot have ended long ago
      const youngest = `(job_${encodeTime(Math.max(0, Math.ceil(now() - Math.min(...waits))), 10)}~`;
      const ids = await redis.zrange(keys.index, last, youngest, 'BYLEX', 'LIMIT', 0, BITE);
      for (const id of ids) {
        if (performance.now() > until) return retired;
        last = `(${id}`;
        retired.looked += 1;
        await look(id, await redis.hgetall(keys.job(id)), retired);
      }
      if (ids.length < BITE) last = '-';
      return retired;
    },
  };
}
