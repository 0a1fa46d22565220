/**
 * Redis from the store alone: records, logs, metrics and insights of finished jobs, sweeps, and a place in the queue for every job that was accepted
 * and has not ended. What Redis has already stays as it is, so that it may be repeated, and run while the service runs.
 */
import type { Redis } from 'ioredis';
import type { Store } from '../models/index.ts';
import { recordKey, specKey } from './archive.ts';
import { archivedEvents, archivedInsights, archivedPoints, archivedRecord, type Damage, type Damaged } from './archived.ts';
import type { TERMINAL_STATUSES } from './job.ts';
import { encode } from './json.ts';
import { keys } from './keys.ts';
import { restoreRecord, type Surroundings } from './reconcile.ts';
import { type JobRecord, RECORD_VERSION, toFields } from './record.ts';
import { openQueue } from './queue.ts';
import { patientRedis } from './redis.ts';
import { isUnusable } from './schema.ts';
import { restoreSweep } from './sweeps/index.ts';

export interface ReindexReport {
  /** finished jobs that came back, by state */
  jobs: Record<(typeof TERMINAL_STATUSES)[number], number>;
  /** not finished: back in the queue */
  requeued: number;
  sweeps: number;
  /** jobs and sweeps that Redis knew already */
  present: number;
  /** finished so long ago that they stay in the store only */
  expired: number;
  events: number;
  points: number;
  insights: number;
  /** files that could not be used, or not whole */
  damaged: Damage[];
}

/** The same with connections of its own, for an entry point. */
export async function reindexFrom(store: Store, redisUrl: string, keep?: (record: JobRecord) => boolean): Promise<ReindexReport> {
  const redis = patientRedis(redisUrl);
  const queue = openQueue(redisUrl, false);
  try {
    return await reindex({ redis, queue, store }, keep);
  } finally {
    await queue.close();
    redis.disconnect();
  }
}

/** Values in one command. */
const BITE = 1000;

/** `keep` says of a finished job whether Redis is to have it. */
export async function reindex(surroundings: Surroundings, keep: (record: JobRecord) => boolean = () => true): Promise<ReindexReport> {
  const { redis, store } = surroundings;
  const report: ReindexReport = { jobs: { succeeded: 0, failed: 0, cancelled: 0 }, requeued: 0, sweeps: 0, present: 0, expired: 0, events: 0, points: 0, insights: 0, damaged: [] };
  const damaged: Damaged = ({ file, reason }) => {
    const known = report.damaged.find((each) => each.file === file);
    if (known) known.more = (known.more ?? 0) + 1;
    else report.damaged.push({ file, reason });
  };
  for (const id of await store.list('jobs')) {
    if (await redis.exists(keys.job(id))) report.present += 1;
    else if (await store.has(recordKey(id))) await skippingDamage(recordKey(id), damaged, () => restoreFinished({ redis, store, id, keep, report, damaged }));
    else await skippingDamage(specKey(id), damaged, async () => {
      if (await restoreRecord(surroundings, id)) report.requeued += 1;
    });
  }
  for (const id of await store.list('sweeps')) {
    if (await redis.exists(keys.sweep(id))) report.present += 1;
    else await skippingDamage(`sweeps/${id}`, damaged, async () => {
      if (await restoreSweep(redis, store, id)) report.sweeps += 1;
    });
  }
  return report;
}

/** What one file makes impossible is told and passed over; a store or a Redis that is away ends it all. */
async function skippingDamage(file: string, damaged: Damaged, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (!isUnusable(error)) throw error;
    damaged({ file, reason: error.message });
  }
}

interface Restoring {
  redis: Redis;
  store: Store;
  id: string;
  keep: (record: JobRecord) => boolean;
  report: ReindexReport;
  damaged: Damaged;
}

async function restoreFinished({ redis, store, id, keep, report, damaged }: Restoring): Promise<void> {
  const record = (await archivedRecord(store, id))!;
  if (!keep(record)) {
    report.expired += 1;
    return;
  }
  const events = await archivedEvents(store, record, damaged);
  const points = await archivedPoints(store, id, damaged);
  const insights = await archivedInsights(store, id, damaged);
  // a transaction: nobody sees a record without its log, and whoever does the same at the same time writes the same
  const all = redis.multi().del(keys.job(id), keys.events(id), keys.points(id), keys.insights(id));
  for (const { seq, ...event } of events) all.xadd(keys.events(id), `${seq}-0`, 'event', encode(event));
  for (const bite of bites(points)) all.hset(keys.points(id), ...bite.flatMap(({ step, values }) => [step, encode(values)]));
  for (const bite of bites([...insights])) all.hset(keys.insights(id), ...bite.flat());
  all.hset(keys.job(id), 'schemaVersion', RECORD_VERSION, 'seq', events.length, ...toFields(record)).zadd(keys.index, 0, id);
  for (const [error] of (await all.exec())!) if (error) throw error;
  report.jobs[record.status as 'succeeded'] += 1;
  report.events += events.length;
  report.points += points.length;
  report.insights += insights.size;
}

function* bites<T>(values: readonly T[]): Generator<T[]> {
  for (let at = 0; at < values.length; at += BITE) yield values.slice(at, at + BITE);
}
