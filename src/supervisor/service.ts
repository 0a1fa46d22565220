import { setTimeout as sleep } from 'node:timers/promises';
import { startRedis } from '../redis/index.ts';
import type { RedisServer } from '../redis/index.ts';
import { freePort } from './ports.ts';
import { manageProcess } from './process.ts';
import type { ManagedProcess } from './process.ts';

export interface ServiceOptions {
  host: string;
  port: number;
  dataDir: string;
  /** Null: a private Redis is started in `dataDir`. */
  redisUrl: string | null;
  download: boolean;
  entries: { api: URL; consumer: URL };
  env: NodeJS.ProcessEnv;
  log(message: string): void;
}

export interface Service {
  url: string;
  pids(): { redis: number | null; api: number | null; consumer: number | null };
  stop(): Promise<void>;
  /** Ends every child without waiting. */
  kill(): void;
}

const READY_TIMEOUT_MS = 60_000;
// the consumer asks its threads for a checkpoint and needs up to 20 s for it
const STOP_GRACE_MS = 25_000;

/** Starts Redis (if none is named), the API and the consumer; settles when the API says it is ready. */
export async function startService(options: ServiceOptions): Promise<Service> {
  const { host, log } = options;
  const port = await freePort(host, options.port);
  if (options.port !== 0 && port !== options.port) log(`port ${options.port} is busy: taking ${port}`);
  const redis = options.redisUrl === null ? await keepRedis(options) : null;
  const redisUrl = options.redisUrl ?? redis!.url;
  const env = { ...options.env, HOST: host, PORT: String(port), DATA_DIR: options.dataDir, REDIS_URL: redisUrl };
  const api = manageProcess({ name: 'API', entry: options.entries.api, env, log });
  const consumer = manageProcess({ name: 'consumer', entry: options.entries.consumer, env, log });
  const url = `http://${host.includes(':') ? `[${host}]` : host === '0.0.0.0' ? '127.0.0.1' : host}:${port}`;
  const service: Service = {
    url,
    pids: () => ({ redis: redis?.pid() ?? null, api: api.pid, consumer: consumer.pid }),
    stop: () => stopAll([api, consumer], redis),
    kill: () => [api, consumer].forEach((child) => child.kill()),
  };
  try {
    await waitUntilReady(url);
  } catch (error) {
    await service.stop();
    throw error;
  }
  return service;
}

interface KeptRedis {
  url: string;
  pid(): number;
  stop(): Promise<void>;
}

/** A private Redis that is started again, on the same socket and data, when it dies. */
async function keepRedis({ dataDir, download, log }: ServiceOptions): Promise<KeptRedis> {
  let stopping = false;
  let server: RedisServer = await startRedis({ dataDir, download, log });
  void (async () => {
    for (;;) {
      await server.exited;
      if (stopping) return;
      log('the private Redis ended; starting it again');
      server = await startAgain(() => startRedis({ dataDir, download, log }), log, () => stopping);
    }
  })();
  return {
    url: server.url,
    pid: () => server.pid,
    stop: () => {
      stopping = true;
      return server.stop();
    },
  };
}

async function startAgain(start: () => Promise<RedisServer>, log: (message: string) => void, stopping: () => boolean): Promise<RedisServer> {
  for (let delay = 100; ; delay = Math.min(delay * 2, 10_000)) {
    await sleep(delay);
    try {
      return await start();
    } catch (error) {
      if (stopping()) throw error;
      log((error as Error).message);
    }
  }
}

async function waitUntilReady(url: string): Promise<void> {
  let last = 'no answer';
  for (const deadline = Date.now() + READY_TIMEOUT_MS; Date.now() < deadline; await sleep(50)) {
    try {
      const response = await fetch(`${url}/readyz`, { signal: AbortSignal.timeout(2000) });
      if (response.ok) return;
      last = `status ${response.status}: ${(await response.text()).slice(0, 300)}`;
    } catch (error) {
      last = error instanceof Error && error.cause instanceof Error ? error.cause.message : String(error);
    }
  }
  throw new Error(`the API at ${url} did not become ready within ${READY_TIMEOUT_MS / 1000} s (${last})`);
}

async function stopAll(children: ManagedProcess[], redis: KeptRedis | null): Promise<void> {
  await Promise.all(children.map((child) => child.stop(STOP_GRACE_MS)));
  await redis?.stop();
}
