import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startRedis } from '../../src/redis/index.ts';

export interface TestRedis {
  url: string;
  pid: number;
  stop(): Promise<void>;
}

/** An unpacked redis-server is kept once per clone, away from `data/`, which belongs to the service. */
export const redisCacheDir = fileURLToPath(new URL('../../node_modules/.cache/trainyard/redis', import.meta.url));

/** A real Redis of its own on a unix socket in a fresh temporary folder; `stop()` ends it and removes the folder. */
export async function startTestRedis(): Promise<TestRedis> {
  const dataDir = await mkdtemp(join(tmpdir(), 'ty-'));
  const server = await startRedis({ dataDir, cacheDir: redisCacheDir, log: () => {} });
  return {
    url: server.url,
    pid: server.pid,
    async stop() {
      await server.stop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}
