import { EventEmitter, once } from 'node:events';
import type { Redis } from 'ioredis';
import type { JobEvent } from './job.ts';
import { keys } from './keys.ts';

const PAGE = 500;
/** A wake-up may get lost with a connection; looking again after this long costs little. */
const LOOK_AGAIN_MS = 2000;

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

/** Wakes followers: one subscribed connection for all of them. The log itself is always read from the stream. */
export class Wakeups {
  readonly #emitter = new EventEmitter().setMaxListeners(0);
  readonly #redis: Redis;

  constructor(redis: Redis) {
    this.#redis = redis;
    redis.on('message', (_channel: string, id: string) => this.#emitter.emit(id));
    redis.on('ready', () => void redis.subscribe(keys.wake).catch(() => {}));
  }

  /** Settles at the next event of the job, when the signal fires, or after a while. */
  next(id: string, signal: AbortSignal): Promise<unknown> {
    return once(this.#emitter, id, { signal: AbortSignal.any([signal, AbortSignal.timeout(LOOK_AGAIN_MS)]) }).catch(() => {});
  }

  close(): void {
    this.#redis.disconnect();
  }
}

/** Events after a sequence number as they come, each once and in order; ends after 'end' or when the signal fires. */
export async function* followEvents(redis: Redis, wakeups: Wakeups, { id, after, signal }: { id: string; after: number; signal: AbortSignal }): AsyncGenerator<JobEvent> {
  let last = after;
  while (!signal.aborted) {
    const woken = wakeups.next(id, signal); // listening before looking: an event in between is not missed
    const events = await readEvents(redis, id, last, PAGE);
    for (const event of events) {
      yield event;
      if (event.type === 'end') return;
      last = event.seq;
    }
    if (events.length === 0) {
      if (await ended(redis, id, last)) return;
      await woken;
    }
  }
}

/** Whether the reader already had the last event of a log that is complete. */
async function ended(redis: Redis, id: string, after: number): Promise<boolean> {
  const [newest] = await redis.xrevrange(keys.events(id), '+', '-', 'COUNT', 1);
  if (!newest) return true; // every job has a first event: this one has left Redis
  const [entryId, [, json]] = newest;
  return Number(entryId.split('-')[0]) <= after && (JSON.parse(json) as JobEvent).type === 'end';
}
