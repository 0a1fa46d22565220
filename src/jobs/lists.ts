/** Jobs that Redis knows, looked through by what is asked for. */
import type { Redis } from 'ioredis';
import { isTerminal } from './job.ts';
import { keys } from './keys.ts';
import { findRecord, type JobRecord } from './record.ts';
import { unlessNewer } from './schema.ts';

export interface JobQuery {
  status?: string;
  model?: string;
  limit: number;
  after?: string;
}

const PAGE = 100;

/** Newest first; what a newer program wrote is left out. */
export async function listRecords(redis: Redis, { status, model, limit, after }: JobQuery): Promise<{ records: JobRecord[]; hasMore: boolean }> {
  const records: JobRecord[] = [];
  let from = after === undefined ? '+' : `(${after}`;
  for (;;) {
    const ids = await redis.zrange(keys.index, from, '-', 'BYLEX', 'REV', 'LIMIT', 0, PAGE);
    for (const id of ids) {
      from = `(${id}`;
      const record = await unlessNewer(findRecord(redis, id));
      if (!record || (status !== undefined && record.status !== status) || (model !== undefined && record.spec.model !== model)) continue;
      if (records.length === limit) return { records, hasMore: true };
      records.push(record);
    }
    if (ids.length < PAGE) return { records, hasMore: false };
  }
}

/** Ids of the jobs that are not finished and train on a dataset. */
export async function unfinishedOn(redis: Redis, dataset: string): Promise<string[]> {
  const open = await Promise.all((await redis.smembers(keys.open)).map((id) => unlessNewer(findRecord(redis, id))));
  return open.filter((record) => record !== null && !isTerminal(record.status) && record.spec.dataset.name === dataset).map((record) => record!.id).sort();
}
