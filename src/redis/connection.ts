import type { RedisOptions } from 'ioredis';

/**
 * Connection options for ioredis and BullMQ from one address.
 * @param url `unix:///path/to/redis.sock`, an absolute socket path, `redis://[user:password@]host[:port][/database]` or `rediss://…`.
 * @throws Error naming the address (without its password), the reason and the forms that are accepted.
 */
export function redisOptions(url: string): RedisOptions {
  if (url.startsWith('/')) return { path: url };
  const parsed = parse(url);
  if (parsed.protocol === 'unix:') return { path: decodeURIComponent(parsed.pathname) };
  const database = parsed.pathname.replace(/^\//, '');
  if (database !== '' && !/^\d+$/.test(database)) throw new Error(`REDIS_URL: "${database}" is no database number; write redis://host:port/0`);
  return {
    host: parsed.hostname.replace(/^\[|\]$/g, '') || '127.0.0.1',
    port: parsed.port === '' ? 6379 : Number(parsed.port),
    ...(parsed.username === '' ? {} : { username: decodeURIComponent(parsed.username) }),
    ...(parsed.password === '' ? {} : { password: decodeURIComponent(parsed.password) }),
    ...(database === '' ? {} : { db: Number(database) }),
    ...(parsed.protocol === 'rediss:' ? { tls: {} } : {}),
  };
}

/** The same address with the password left out, for logs. */
export function printableRedisUrl(url: string): string {
  return url.replace(/\/\/([^@/]*):[^@/]*@/, '//$1:***@');
}

function parse(url: string): URL {
  const accepted = 'use redis://host:6379, rediss://host:6379 or unix:///path/to/redis.sock';
  if (!URL.canParse(url)) throw new Error(`REDIS_URL: "${printableRedisUrl(url)}" is not an address; ${accepted}`);
  const parsed = new URL(url);
  if (!['redis:', 'rediss:', 'unix:'].includes(parsed.protocol)) {
    throw new Error(`REDIS_URL: "${printableRedisUrl(url)}" has the unknown scheme "${parsed.protocol}"; ${accepted}`);
  }
  return parsed;
}
