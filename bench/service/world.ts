/** The service as it runs in production, each part a process of its own: Redis, API, consumers. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, openSync, readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { Redis } from 'ioredis';
import { keys } from '../../src/jobs/keys.ts';
import { redisOptions, type RedisServer, startRedis } from '../../src/redis/index.ts';
import { freePort } from '../../src/supervisor/ports.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

export const API_KEY = 'ty_key-of-the-service-bench';

export class World {
  readonly url: string;
  readonly redis: Redis;
  readonly #folder: string;
  readonly #server: RedisServer;
  readonly #env: NodeJS.ProcessEnv;
  #api: ChildProcess | null = null;
  #consumers: ChildProcess[] = [];

  private constructor(folder: string, port: number, server: RedisServer, env: Record<string, string>) {
    this.#folder = folder;
    this.#server = server;
    this.url = `http://127.0.0.1:${port}`;
    this.redis = new Redis(redisOptions(server.url));
    this.#env = {
      ...process.env, STORE_URL: '', DATASETS_DIR: '', KERNELS: '', HOST: '127.0.0.1', PORT: String(port), DATA_DIR: folder, REDIS_URL: server.url, TRAINYARD_API_KEY: API_KEY, AUTH: 'on',
      LOG_LEVEL: 'warn', TRAINYARD_NO_DOWNLOAD: '1', RATE_LIMIT: '0', HEAP_FILE: join(folder, 'heap'), ...env,
    };
  }

  /** `imports`: modules that the API loads before its own. */
  static async create(env: Record<string, string> = {}, imports: readonly URL[] = []): Promise<World> {
    const folder = await mkdtemp(join(tmpdir(), 'ty-bench-'));
    const server = await startRedis({ dataDir: folder, cacheDir: join(root, 'node_modules/.cache/trainyard/redis'), log: () => {} });
    const world = new World(folder, await freePort('127.0.0.1', 0), server, env);
    world.#api = world.#start('src/server.ts', {}, imports);
    while (!(await fetch(`${world.url}/readyz`).then(({ ok }) => ok, () => false))) {
      if (world.#api.exitCode !== null) throw new Error(`the API did not start: ${readFileSync(join(folder, 'processes.log'), 'utf8')}`);
      await sleep(20);
    }
    return world;
  }

  #start(entry: string, env: Record<string, string>, imports: readonly URL[] = []): ChildProcess {
    const log = openSync(join(this.#folder, 'processes.log'), 'a');
    return spawn(process.execPath, ['--expose-gc', ...[new URL('collect.ts', import.meta.url), ...imports].flatMap(({ href }) => ['--import', href]), join(root, entry)], { env: { ...this.#env, ...env }, stdio: ['ignore', log, log] });
  }

  /** Where its models are. */
  get store(): string {
    return join(this.#folder, 'store');
  }

  startConsumers(count: number, threads: number): void {
    this.#consumers.push(...Array.from({ length: count }, () => this.#start('src/consumer.ts', { WORKER_THREADS: String(threads) })));
  }

  async stopConsumers(): Promise<void> {
    await Promise.all(this.#consumers.map(async (child) => {
      const exited = once(child, 'exit');
      child.kill('SIGTERM');
      await exited;
    }));
    this.#consumers = [];
  }

  /** Until every job has ended and is archived. */
  async drained(): Promise<void> {
    while ((await this.redis.scard(keys.open)) > 0) {
      if (this.#consumers.some(({ exitCode }) => exitCode !== null)) throw new Error(`a consumer ended: ${readFileSync(join(this.#folder, 'processes.log'), 'utf8').slice(-2000)}`);
      await sleep(20);
    }
  }

  /** Megabytes: resident, and in use after a collection; of Redis what it holds itself. */
  async memory(): Promise<{ api: number; apiHeap: number; consumer: number; consumerHeap: number; redis: number; redisData: number }> {
    const [, used] = /used_memory:(\d+)/.exec(await this.redis.info('memory'))!;
    const [apiHeap, consumerHeap] = [await this.#heapOf(this.#api!.pid!), await this.#heapOf(this.#consumers[0].pid!)];
    return { apiHeap, consumerHeap, api: residentOf(this.#api!.pid!), consumer: residentOf(this.#consumers[0].pid!), redis: residentOf(this.#server.pid), redisData: Number(used) / 2 ** 20 };
  }

  async #heapOf(pid: number): Promise<number> {
    const file = join(this.#folder, `heap.${pid}`);
    await rm(file, { force: true });
    process.kill(pid, 'SIGUSR2');
    while (!existsSync(file)) await sleep(20);
    return Number(readFileSync(file, 'utf8')) / 2 ** 20;
  }

  async close(): Promise<void> {
    await this.stopConsumers();
    const exited = once(this.#api!, 'exit');
    this.#api!.kill('SIGTERM');
    await exited;
    this.redis.disconnect();
    await this.#server.stop();
    await rm(this.#folder, { recursive: true, force: true });
  }
}

function residentOf(pid: number): number {
  return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))![1]) / 1024;
}
