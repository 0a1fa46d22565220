import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Redis } from 'ioredis';
import { pino } from 'pino';
import type { DatasetContext } from '../../src/datasets/index.ts';
import { type Consumer, type ConsumerObserver, createConsumer, createJobService, isTerminal, type Job, type JobEvent, type JobService } from '../../src/jobs/index.ts';
import { UNOBSERVED } from '../../src/jobs/observer.ts';
import { type ModelRegistry, openStore, openModelRegistry, type Store } from '../../src/models/index.ts';
import { redisOptions } from '../../src/redis/index.ts';
import { startTestRedis } from '../support/redis.ts';

export interface TestJobs {
  datasetContext: DatasetContext & { uploadsDir: string };
  service: JobService;
  store: Store;
  models: ModelRegistry;
  redis: Redis;
  redisUrl: string;
  redisPid: number;
  /** ends Redis under everybody's feet */
  stopRedis(): Promise<void>;
  startConsumer(threads?: number, observer?: Partial<ConsumerObserver>): Promise<Consumer>;
  /** Waits for the end of a job, so long at most, and returns it. */
  finished(id: string, patienceMs?: number): Promise<Job>;
  /** Something to be ended first of all. */
  onClose(end: () => Promise<void>): void;
  close(): Promise<void>;
}

export const log = pino({ level: process.env.TEST_LOG ?? 'silent' });

/** Jobs on a real Redis and a real store, without HTTP. */
export async function startTestJobs(): Promise<TestJobs> {
  const server = await startTestRedis();
  const folder = await mkdtemp(join(tmpdir(), 'ty-jobs-'));
  const store = await openStore(join(folder, 'store'));
  const datasetContext = { datasetsDir: null, cacheDir: join(folder, 'cache'), uploadsDir: join(folder, 'datasets'), download: false, log: () => {} };
  const service = createJobService({ redisUrl: server.url, store, datasetContext, limits: { memoryBytes: 2 ** 30 }, kernels: 'auto', threads: 2, log });
  const redis = new Redis(redisOptions(server.url)).on('error', () => {});
  const consumers: Consumer[] = [];
  const ends: (() => Promise<void>)[] = [];
  return {
    datasetContext,
    service,
    store,
    models: openModelRegistry(store),
    redis,
    redisUrl: server.url,
    redisPid: server.pid,
    stopRedis: () => server.stop(),
    async startConsumer(threads = 1, observer = {}) {
      const consumer = createConsumer({ redisUrl: server.url, store, threads, kernels: 'auto', datasetContext, workerUrl: new URL('../../workers/train.ts', import.meta.url), log, observer: { ...UNOBSERVED, ...observer } });
      consumers.push(consumer);
      await consumer.start();
      return consumer;
    },
    async finished(id, patienceMs = 50_000) {
      for await (const _ of service.follow(id, 0, AbortSignal.timeout(patienceMs))) void _;
      const job = await service.get(id);
      if (!isTerminal(job.status)) throw new Error(`job ${id} is still ${job.status}`);
      return job;
    },
    onClose: (end) => void ends.push(end),
    async close() {
      for (const end of ends) await end();
      for (const consumer of consumers) await consumer.close();
      await service.close();
      redis.disconnect();
      await server.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** Waits until the log has an event that fits. */
export async function eventOf(service: JobService, id: string, fits: (event: JobEvent) => boolean): Promise<JobEvent> {
  for await (const event of service.follow(id, 0, AbortSignal.timeout(50_000))) if (fits(event)) return event;
  throw new Error(`job ${id} ended without such an event`);
}

/** Batch norm, dropout, adam and a last partial batch: everything a checkpoint has to carry. */
export const spec = {
  model: 'moons-net',
  network: { layers: [{ type: 'dense', units: 16 }, { type: 'batchNorm' }, { type: 'relu' }, { type: 'dropout', ratio: 0.2 }, { type: 'dense', units: 2 }] },
  dataset: { name: 'moons' },
  optimizer: { type: 'adam', learningRate: 0.01 },
  steps: 300,
  batchSize: 48,
  seed: 7,
  evaluate: { everySteps: 100, samples: null },
};

/** The same, long enough to be interrupted. */
export const longSpec = { ...spec, steps: 150_000, evaluate: { everySteps: 50_000, samples: null }, checkpoint: { everySeconds: 0.2 } };
