import { Redis } from 'ioredis';
import { redisOptions } from './connection.ts';

/** Version and eviction policy of a Redis; the policy is null where it may not be asked. @throws Error when it does not answer within 3 s. */
export async function askRedis(url: string): Promise<{ version: string; policy: string | null }> {
  const redis = new Redis({ ...redisOptions(url), lazyConnect: true, connectTimeout: 3000, maxRetriesPerRequest: 0, retryStrategy: () => null });
  let reason: Error | null = null;
  redis.on('error', (error: Error) => (reason ??= error));
  try {
    await redis.connect();
    const info = await redis.info('server');
    const policy = await redis.config('GET', 'maxmemory-policy').then((pair) => (pair as string[])[1] ?? null, () => null);
    return { version: /redis_version:(\S+)/.exec(info)?.[1] ?? 'unknown', policy };
  } catch (error) {
    throw reason ?? error;
  } finally {
    redis.disconnect();
  }
}
