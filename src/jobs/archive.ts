import type { Redis } from 'ioredis';
import type { Store } from '../models/index.ts';
import { eventLines } from './events.ts';
import { historyLines } from './history.ts';
import { insightLines } from './insights/index.ts';
import { encode } from './json.ts';
import { keys } from './keys.ts';
import { readRecord, RECORD_VERSION, toJob } from './record.ts';

export const specKey = (id: string): string => `jobs/${id}/spec.json`;
export const recordKey = (id: string): string => `jobs/${id}/record.json`;
export const metricsKey = (id: string): string => `jobs/${id}/metrics.jsonl`;
export const insightsKey = (id: string): string => `jobs/${id}/insights.jsonl`;
export const eventsKey = (id: string): string => `jobs/${id}/events.jsonl`;

/** Copies a finished job's log, metrics, insights and, last, its record into the store, then stops watching over it. Repeating it changes nothing. */
export async function archive(redis: Redis, store: Store, id: string): Promise<void> {
  const record = await readRecord(redis, id);
  await store.put(eventsKey(id), await eventLines(redis, id));
  await store.put(metricsKey(id), await historyLines(redis, id));
  const insights = await insightLines(redis, id);
  if (insights !== null) await store.put(insightsKey(id), insights);
  await store.put(recordKey(id), encode({ schemaVersion: RECORD_VERSION, ...toJob(record) }));
  if (record.owner !== null) await redis.srem(keys.owned(record.owner), id);
  await redis.srem(keys.open, id);
}
