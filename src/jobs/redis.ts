import { Redis } from 'ioredis';
import { TrainyardError } from '../engine/index.ts';
import { redisOptions } from '../redis/index.ts';

const READY_MS = 3000;

/** A connection that answers at once or not at all, for people who wait for an answer. */
export function failFastRedis(url: string): Redis {
  const redis = new Redis({ ...redisOptions(url), enableOfflineQueue: false, maxRetriesPerRequest: 1, retryStrategy: (times) => Math.min(times * 50, 1000) });
  redis.on('error', () => {}); // each command reports its own failure
  redis.setMaxListeners(0); // however many requests wait for the connection, none of them longer than READY_MS
  return redis;
}

/** A connection that waits for Redis to come back, for processes that have nobody to disappoint. */
export function patientRedis(url: string): Redis {
  const redis = new Redis({ ...redisOptions(url), maxRetriesPerRequest: null, retryStrategy: (times) => Math.min(times * 50, 1000) });
  redis.on('error', () => {});
  return redis;
}

/** Runs a command on a connection; what Redis cannot do now becomes 'queue-unavailable'. */
export async function withRedis<T>(redis: Redis, command: () => Promise<T>): Promise<T> {
  if (redis.status !== 'ready') await untilReady(redis);
  try {
    return await command();
  } catch (error) {
    if (error instanceof TrainyardError) throw error;
    throw unavailable(error);
  }
}

function unavailable(cause: unknown): TrainyardError {
  return new TrainyardError('queue-unavailable', 'the queue (Redis) does not answer', { hint: 'nothing was accepted; try again in a few seconds', cause });
}

async function untilReady(redis: Redis): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  const timer = setTimeout(resolve, READY_MS);
  redis.once('ready', resolve);
  await promise;
  clearTimeout(timer);
  redis.off('ready', resolve);
  if (redis.status !== 'ready') throw unavailable(new Error(`connection ${redis.status}`));
}
