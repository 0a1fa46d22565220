export { askRedis } from './ask.ts';
export { findRedis } from './binary.ts';
export { redisOptions, printableRedisUrl } from './connection.ts';
export { startRedis } from './server.ts';
export type { RedisServer, StartRedisOptions } from './server.ts';
