import type { Redis } from 'ioredis';
import type { JobEvent } from './job.ts';
import { keys } from './keys.ts';

const PAGE = 500;

/** The events after a sequence number, oldest first. */
export async function readEvents(redis: Redis, id: string, after: number, limit = 100_000): Promise<JobEvent[]> {
  const entries = await redis.xrange(keys.events(id), `${after + 1}-0`, '+', 'COUNT', limit);
  return entries.map(([entryId, [, json]]) => ({ seq: Number(entryId.split('-')[0]), ...(JSON.parse(json) as Omit<JobEvent, 'seq'>) }));
}

/** The whole log as lines of JSON, for the archive. */
export async function eventLines(redis: Redis, id: string): Promise<string> {
  const lines: string[] = [];
  for (let last = 0; ;) {
    const entries = await redis.xrange(keys.events(id), `${last + 1}-0`, '+', 'COUNT', PAGE);
    for (const [entryId, [, json]] of entries) {
      last = Number(entryId.split('-')[0]);
      lines.push(`{"seq":${last},${json.slice(1)}\n`);
    }
    if (entries.length < PAGE) return lines.join('');
  }
}

/** Whether the reader already had the last event of a log that is complete. */
export async function ended(redis: Redis, id: string, after: number): Promise<boolean> {
  const [newest] = await redis.xrevrange(keys.events(id), '+', '-', 'COUNT', 1);
  if (!newest) return true; // every job has a first event: this one has left Redis
  const [entryId, [, json]] = newest;
  return Number(entryId.split('-')[0]) <= after && (JSON.parse(json) as JobEvent).type === 'end';
}
