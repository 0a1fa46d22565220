import { join } from 'node:path';
import { askRedis, findRedis, printableRedisUrl } from '../../redis/index.ts';
import type { Finding, Settings } from './finding.ts';

const name = 'Redis';

export function checkRedis({ redisUrl, dataDir, download }: Settings): Promise<Finding> {
  return redisUrl === null ? checkOwn(join(dataDir, 'cache', 'redis'), download) : checkGiven(redisUrl);
}

/** A private one needs a redis-server. */
async function checkOwn(cacheDir: string, download: boolean): Promise<Finding> {
  const found = await findRedis({ cacheDir, download: false, log: () => {} }).catch((error: unknown) => error as Error);
  if (!(found instanceof Error)) return { name, status: 'ok', detail: `a private one is started from ${found.command}`, fix: '' };
  if (download && process.platform === 'linux') return { name, status: 'warning', detail: 'no redis-server is installed', fix: 'The first start unpacks the package of the distribution into the data folder, without root; or install redis-server; or set REDIS_URL.' };
  return { name, status: 'problem', detail: found.message, fix: '' };
}

async function checkGiven(redisUrl: string): Promise<Finding> {
  const where = printableRedisUrl(redisUrl);
  try {
    const { version, policy } = await askRedis(redisUrl);
    if (policy !== null && policy !== 'noeviction') return { name, status: 'problem', detail: `${where} may throw keys away (maxmemory-policy ${policy})`, fix: 'Set it to noeviction: CONFIG SET maxmemory-policy noeviction, and in its configuration.' };
    return { name, status: 'ok', detail: `version ${version} at ${where}`, fix: '' };
  } catch (error) {
    return { name, status: 'problem', detail: `${where} does not answer (${(error as Error).message})`, fix: 'Start it, or correct REDIS_URL; without REDIS_URL a private one is started.' };
  }
}
