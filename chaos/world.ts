/** Real processes on a fresh folder: a Redis, an API and consumers, each of which can be killed and started again. */
import { type ChildProcess, fork, spawn } from 'node:child_process';
import { once } from 'node:events';
import { openSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { type Client, createClient, type JobEvent, type JobSpecInput, TrainyardApiError } from '../src/client/index.ts';
import type { Phase } from '../src/jobs/control.ts';
import { type RedisServer, startRedis } from '../src/redis/index.ts';
import { freePort } from '../src/supervisor/ports.ts';
import type { ConsumerOrders, Faults, Notice } from './orders.ts';

const API_KEY = 'ty_key-of-the-chaos-suite';
const root = fileURLToPath(new URL('..', import.meta.url));

export interface ConsumerProcess {
  pid: number;
  exited: Promise<void>;
  /** kill -9; answers what its threads were at */
  die(): Promise<Phase | 'idle'>;
  /** where it dies by itself: the phase, else null */
  phaseOfDeath(): Promise<Phase | 'idle' | null>;
  /** SIGTERM, and how long it took, ms */
  stop(): Promise<number>;
}

export interface ConsumerOptions {
  /** dies by itself as soon as a thread is at this */
  dieIn?: Phase;
  faults?: Faults;
  threads?: number;
  notice?: (notice: Notice) => void;
}

export class World {
  readonly folder: string;
  readonly url: string;
  readonly client: Client;
  readonly consumers = new Set<ConsumerProcess>();
  #redis: RedisServer | null = null;
  #api: ChildProcess | null = null;
  #journals = 0;

  private constructor(folder: string, port: number) {
    this.folder = folder;
    this.url = `http://127.0.0.1:${port}`;
    this.client = createClient({ baseUrl: this.url, apiKey: API_KEY });
  }

  static async create(): Promise<World> {
    const world = new World(await mkdtemp(join(tmpdir(), 'ty-chaos-')), await freePort('127.0.0.1', 0));
    await mkdir(join(world.folder, 'logs'));
    await world.startRedis();
    await world.startApi();
    return world;
  }

  get redis(): RedisServer {
    return this.#redis!;
  }

  get storeFolder(): string {
    return join(this.folder, 'store');
  }

  async startRedis(): Promise<void> {
    this.#redis = await startRedis({ dataDir: this.folder, cacheDir: join(root, 'node_modules/.cache/trainyard/redis'), log: () => {} });
  }

  async killRedis(): Promise<void> {
    process.kill(this.redis.pid, 'SIGKILL');
    await this.redis.exited;
  }

  async startApi(): Promise<void> {
    this.#api = spawn(process.execPath, [join(root, 'src/server.ts')], { env: this.#environment(), stdio: ['ignore', this.#logFile('api'), this.#logFile('api')] });
    for (;;) {
      if (await fetch(`${this.url}/livez`).then(({ ok }) => ok, () => false)) return;
      if (this.#api.exitCode !== null) throw new Error(`the API did not start: ${await readFile(join(this.folder, 'logs/api.log'), 'utf8')}`);
      await sleep(20);
    }
  }

  async killApi(): Promise<void> {
    const exited = once(this.#api!, 'exit');
    this.#api!.kill('SIGKILL');
    await exited;
  }

  async startConsumer({ dieIn, faults = {}, threads = 1, notice }: ConsumerOptions = {}): Promise<ConsumerProcess> {
    const journal = join(this.folder, `journal-${(this.#journals += 1)}`);
    const orders: ConsumerOrders = { journal, faults, ...(dieIn ? { dieIn } : {}), notices: notice !== undefined };
    const child = fork(join(root, 'chaos/consumer.ts'), {
      env: { ...this.#environment(), WORKER_THREADS: String(threads), CHAOS: JSON.stringify(orders) },
      stdio: ['ignore', this.#logFile('consumer'), this.#logFile('consumer'), 'ipc'],
    });
    const exited = once(child, 'exit').then(() => void this.consumers.delete(consumer));
    const phaseOfDeath = () => readFile(journal, 'utf8').then((text) => JSON.parse(text) as Phase | 'idle', () => null);
    const consumer: ConsumerProcess = {
      pid: child.pid!,
      exited,
      phaseOfDeath,
      async die() {
        child.send('die', () => {}); // it may have died on its own
        await exited;
        return (await phaseOfDeath()) ?? 'idle';
      },
      async stop() {
        const since = performance.now();
        child.kill('SIGTERM');
        await exited;
        return performance.now() - since;
      },
    };
    this.consumers.add(consumer);
    await Promise.race([once(child, 'message'), exited]);
    child.on('message', (message) => notice?.(message as Notice));
    return consumer;
  }

  async close(): Promise<void> {
    await Promise.all([...this.consumers].map((consumer) => consumer.die()));
    await this.killApi();
    await this.redis.stop();
    if (!process.env.CHAOS_KEEP) await rm(this.folder, { recursive: true, force: true });
  }

  #logFile(name: string): number {
    return openSync(join(this.folder, `logs/${name}.log`), 'a');
  }

  #environment(): NodeJS.ProcessEnv {
    return {
      ...process.env, HOST: '127.0.0.1', PORT: new URL(this.url).port, DATA_DIR: this.folder, STORE_URL: '', REDIS_URL: this.redis.url, TRAINYARD_API_KEY: API_KEY, AUTH: 'on',
      LOG_LEVEL: 'warn', TRAINYARD_NO_DOWNLOAD: '1', DATASETS_DIR: '', KERNELS: '', MEMORY_LIMIT_MB: '', UPLOAD_LIMIT_MB: '', RATE_LIMIT: '0', MAX_QUEUED_JOBS: '', NODE_OPTIONS: '',
    };
  }

  /** The whole log of a job. */
  async log(id: string): Promise<JobEvent[]> {
    return (await this.client.jobs.eventLog(id)).data;
  }

  /** A job for certain: sent again with the same key until it is answered 201. */
  async submit(spec: object, key: string): Promise<string> {
    for (;;) {
      try {
        return (await this.client.jobs.create(spec as JobSpecInput, { idempotencyKey: key })).id;
      } catch (error) {
        if (error instanceof TrainyardApiError && ![409, 429, 503].includes(error.status)) throw error;
      }
      await sleep(100);
    }
  }
}
