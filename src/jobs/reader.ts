/** Jobs as they are asked for: from Redis, or, where a finished one has left it, from its archive. */
import type { Redis } from 'ioredis';
import { TrainyardError } from '../engine/index.ts';
import type { Store } from '../models/index.ts';
import { recordKey } from './archive.ts';
import { archivedEvents, archivedInsights, archivedPoints, archivedRecord } from './archived.ts';
import { readEvents } from './events.ts';
import { type MetricPoint, readSeries, seriesOf } from './history.ts';
import { type Insights, insightsOf, readInsights } from './insights/index.ts';
import type { JobEvent } from './job.ts';
import { findRecord, type JobRecord, missing } from './record.ts';

export interface JobReader {
  /** Throws 'not-found', and 'build-mismatch' for what a newer program wrote. */
  record(id: string): Promise<JobRecord>;
  /** A finished job that has left Redis; null: any other. */
  archived(id: string): Promise<JobRecord | null>;
  events(id: string, after: number): Promise<JobEvent[]>;
  metrics(id: string, query: { keys?: string[]; maxPoints?: number }): Promise<Record<string, MetricPoint[]>>;
  /** Needs no Redis where the job is archived. */
  curve(id: string, maxPoints: number): Promise<Record<string, MetricPoint[]> | null>;
  insights(id: string, step: number | null): Promise<Insights>;
}

/** `use` says in the service's words that Redis is away. */
export function createReader(redis: Redis, store: Store, use: <T>(command: () => Promise<T>) => Promise<T>): JobReader {
  const find = (id: string) => use(() => findRecord(redis, id));
  const inStore = async (id: string) => (/^job_[0-9A-Z]{26}$/.test(id) ? archivedRecord(store, id) : null);

  async function record(id: string): Promise<JobRecord> {
    const found = (await find(id)) ?? (await inStore(id));
    if (!found) throw missing(id);
    return found;
  }

  /** From where the job is. */
  async function read<T>(id: string, live: () => Promise<T>, archived: (record: JobRecord) => Promise<T>): Promise<T> {
    if (await find(id)) return use(live);
    return archived(await record(id));
  }

  return {
    record,
    archived: async (id) => ((await find(id)) ? null : inStore(id)),
    events: (id, after) => read(id, () => readEvents(redis, id, after), async (found) => (await archivedEvents(store, found)).filter(({ seq }) => seq > after)),
    metrics: (id, query) => read(id, () => readSeries(redis, id, query), async () => seriesOf(await archivedPoints(store, id), query)),
    async curve(id, maxPoints) {
      if (await store.has(recordKey(id))) return seriesOf(await archivedPoints(store, id), { maxPoints });
      return (await find(id)) ? use(() => readSeries(redis, id, { maxPoints })) : null;
    },
    async insights(id, step) {
      const insights = await read(id, () => readInsights(redis, id, step), async () => insightsOf(await archivedInsights(store, id), step));
      if (step !== null && insights.insight === null) {
        throw new TrainyardError('not-found', `Job ${id} has no insight of step ${step}.`, { hint: insights.steps.length === 0 ? 'Give the job "insights": {"everySteps": 100}.' : `There are those of steps ${insights.steps.join(', ')}.` });
      }
      return insights;
    },
  };
}
