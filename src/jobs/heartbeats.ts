/** What consumers say of themselves. The times are those of Redis' clock: machines may disagree about theirs. */
import type { Redis } from 'ioredis';
import { keys } from './keys.ts';

/** A consumer as it describes itself. */
export interface ConsumerState {
  /** host-pid-random */
  id: string;
  host: string;
  /** of its kernels */
  build: string;
  /** that compute at once */
  threads: number;
  /** of them, those given to jobs */
  busy: number;
}

export interface ConsumerInfo extends ConsumerState {
  /** of its first sign of life; ISO 8601 UTC */
  since: string;
  seen: string;
  /** heard of within SILENT_MS */
  alive: boolean;
}

export const BEAT_MS = 5000;
export const SILENT_MS = 30_000;
/** One that was killed stays in the list for so long, as silent. */
const FORGET_MS = 600_000;

const BEAT = `
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
redis.call('ZADD', KEYS[2], now, ARGV[1])
redis.call('HSET', KEYS[1], ARGV[1], ARGV[2])
redis.call('HSETNX', KEYS[1], ARGV[1] .. ':since', string.format('%.0f', now))
for _, id in ipairs(redis.call('ZRANGE', KEYS[2], '-inf', now - ARGV[3], 'BYSCORE')) do
  redis.call('ZREM', KEYS[2], id)
  redis.call('HDEL', KEYS[1], id, id .. ':since')
end
`;

const LIST = `
local time = redis.call('TIME')
local all = {string.format('%.0f', time[1] * 1000 + math.floor(time[2] / 1000))}
for _, id in ipairs(redis.call('ZRANGE', KEYS[2], 0, -1)) do
  table.insert(all, redis.call('HGET', KEYS[1], id))
  table.insert(all, redis.call('HGET', KEYS[1], id .. ':since'))
  table.insert(all, redis.call('ZSCORE', KEYS[2], id))
end
return all
`;

export async function beat(redis: Redis, state: ConsumerState): Promise<void> {
  await redis.eval(BEAT, 2, keys.consumers, keys.consumersSeen, state.id, JSON.stringify(state), FORGET_MS);
}

/** Says goodbye: the consumer is not listed any more. */
export async function leave(redis: Redis, id: string): Promise<void> {
  await redis.multi().zrem(keys.consumersSeen, id).hdel(keys.consumers, id, `${id}:since`).exec();
}

/** Those heard of in the last ten minutes, by id. */
export async function listConsumers(redis: Redis): Promise<ConsumerInfo[]> {
  const [now, ...rest] = (await redis.eval(LIST, 2, keys.consumers, keys.consumersSeen)) as string[];
  const iso = (milliseconds: string): string => new Date(Number(milliseconds)).toISOString();
  const all = Array.from({ length: rest.length / 3 }, (_, i) => {
    const [state, since, seen] = rest.slice(3 * i, 3 * i + 3);
    return { ...(JSON.parse(state) as ConsumerState), since: iso(since), seen: iso(seen), alive: Number(now) - Number(seen) <= SILENT_MS };
  });
  return all.sort((a, b) => (a.id < b.id ? -1 : 1));
}
