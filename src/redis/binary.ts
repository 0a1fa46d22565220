import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { REDIS_CURE, unpackRedis, unpackedBinary } from './unpack.ts';
import type { FindRedisOptions, RedisBinary } from './unpack.ts';

/**
 * redis-server from PATH, else the copy unpacked earlier, else one unpacked now.
 * @throws Error saying in one line what is missing and what to do.
 */
export async function findRedis(options: FindRedisOptions): Promise<RedisBinary> {
  const installed = onPath('redis-server');
  if (installed) return { command: installed, env: {} };
  const cached = unpackedBinary(options.cacheDir);
  if (cached) return cached;
  if (!options.download) throw new Error(`redis-server is not installed and TRAINYARD_NO_DOWNLOAD=1 forbids fetching it: ${REDIS_CURE}`);
  if (process.platform !== 'linux' || !onPath('apt-get') || !onPath('dpkg')) {
    throw new Error(`redis-server is not installed and this system has no apt-get to fetch it with: ${REDIS_CURE}`);
  }
  return unpackRedis(options);
}

/** The first executable of that name on PATH, or null. */
export function onPath(name: string): string | null {
  for (const folder of (process.env.PATH ?? '').split(delimiter)) {
    const candidate = join(folder, name);
    if (folder !== '' && existsSync(candidate)) return candidate;
  }
  return null;
}
