import { createHash } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino, type Logger } from 'pino';
import { type Access, createAccess } from '../../src/access/index.ts';
import { createAnalyst } from '../../src/analysis/index.ts';
import { createExperimentService } from '../../src/experiments/index.ts';
import { createApp } from '../../src/api/app.ts';
import type { ApiApp } from '../../src/api/deps.ts';
import type { DiskWatch } from '../../src/api/disks.ts';
import { createClient } from '../../src/client/index.ts';
import type { Client, JobSpecInput } from '../../src/client/index.ts';
import { createDatasetUploads } from '../../src/datasets/uploads/index.ts';
import { createConsumer, createJobService } from '../../src/jobs/index.ts';
import { loadKernels } from '../../src/kernels/load.ts';
import { type ConsumerMetrics, createApiMetrics, createConsumerMetrics } from '../../src/metrics/index.ts';
import { openStore, openModelRegistry, rememberVersions } from '../../src/models/index.ts';
import { createExporter } from '../../src/models/export/index.ts';
import { createImporter } from '../../src/models/import/index.ts';
import { createPredictor, type Predictor } from '../../src/serving/index.ts';
import { startTestRedis } from '../support/redis.ts';

export const KEY = 'ty_test-key-of-the-api-tests';

/** Bytes of one upload. */
export const UPLOAD_LIMIT = 32 * 2 ** 20;

/** What a test may have otherwise. */
export interface TestSettings {
  log?: Logger;
  rateLimit?: number;
  predictRateLimit?: number;
  failureLimit?: number;
  /** no key is asked for */
  open?: boolean;
  trustedProxies?: readonly string[];
  dashboardDir?: string;
  /** of another API that this one stands beside; by default one of its own */
  redisUrl?: string;
  /** a free one unless told */
  port?: number;
  /** samples that wait for predictions at most */
  maxWaiting?: number;
}

export interface TestApi {
  redisUrl: string;
  /** where the store is a folder */
  storeDir: string;
  /** Keys and limits as another API process has them; to be closed. */
  createAccess(): Access;
  /** of uploaded datasets */
  uploadsDir: string;
  url: string;
  app: ApiApp;
  predictor: Predictor;
  disks: DiskWatch;
  /** of the consumers that are started here, as one */
  consumerMetrics: ConsumerMetrics;
  client: Client;
  /** A request with the key. */
  request(path: string, init?: RequestInit): Promise<Response>;
  startConsumer(): Promise<void>;
  stopConsumers(): Promise<void>;
  stopRedis(): Promise<void>;
  close(): Promise<void>;
}

/** The whole service on a free port: real Redis, real store (in a folder of its own, or where it is told), real threads; the consumer on demand. */
export async function startTestApi(storeLocation?: string, settings: TestSettings = {}): Promise<TestApi> {
  const redis = settings.redisUrl === undefined ? await startTestRedis() : { url: settings.redisUrl, stop: async () => {} };
  const folder = await mkdtemp(join(tmpdir(), 'ty-api-'));
  const log = settings.log ?? pino({ level: process.env.TEST_LOG ?? 'silent' });
  const store = await openStore(storeLocation ?? join(folder, 'store'));
  const models = rememberVersions(openModelRegistry(store), () => performance.now());
  const datasetContext = { datasetsDir: process.env.DATASETS_DIR ?? null, cacheDir: join(folder, 'cache'), uploadsDir: join(folder, 'datasets'), download: false, log: () => {} };
  const jobs = createJobService({ redisUrl: redis.url, store, datasetContext, limits: { memoryBytes: 2 ** 30 }, kernels: 'auto', threads: 2, log });
  jobs.onActivity(models.forget);
  models.onChange((name) => jobs.announce(`model ${name}`));
  const info = { version: 'test', kernels: loadKernels('auto').build };
  const metrics = createApiMetrics({ ...info, counts: () => jobs.counts() });
  const predictor = createPredictor({ models, kernels: 'auto', workerUrl: new URL('../../workers/predict.ts', import.meta.url), threads: 1, maxWaiting: settings.maxWaiting, observe: (_model, rows) => metrics.computed(rows), log });
  const uploads = createDatasetUploads({ context: datasetContext, limits: { uploadBytes: UPLOAD_LIMIT, decodedBytes: 2 ** 28 }, workerUrl: new URL('../../workers/ingest.ts', import.meta.url), log });
  const importer = createImporter({ models, kernels: 'auto', workerUrl: new URL('../../workers/import.ts', import.meta.url), now: () => '2026-01-01T00:00:00.000Z', log });
  const exporter = createExporter({ models, kernels: 'auto', workerUrl: new URL('../../workers/export.ts', import.meta.url), log });
  const analyst = createAnalyst({ workerUrl: new URL('../../workers/analyse.ts', import.meta.url), kernels: 'auto', log });
  const experiments = createExperimentService({ jobs, store, datasetContext, kernels: 'auto', workerUrl: new URL('../../workers/report.ts', import.meta.url), now: () => new Date().toISOString(), log });
  const keySha256 = createHash('sha256').update(KEY).digest('hex');
  const accessSettings = { redisUrl: redis.url, store, rootSha256: settings.open ? null : keySha256, queuedJobs: 1000, rateLimit: settings.rateLimit ?? 0, predictRateLimit: settings.predictRateLimit ?? 0, failureLimit: settings.failureLimit ?? 100_000, log };
  const access = createAccess(accessSettings);
  const consumerMetrics = createConsumerMetrics(info);
  const disks = { folders: [{ setting: 'DATA_DIR', path: folder }], leastBytes: 1 };
  const app = await createApp({ jobs, models, importer, exporter, predictor, analyst, experiments, datasetContext, uploads, access, metrics, disks, log, version: 'test', dashboardDir: settings.dashboardDir ?? join(folder, 'no-dashboard'), trustedProxies: settings.trustedProxies ?? [] });
  await app.listen({ host: '127.0.0.1', port: settings.port ?? 0 });
  const url = `http://127.0.0.1:${(app.server.address() as AddressInfo).port}`;
  const consumers: { close(): Promise<void> }[] = [];
  return {
    uploadsDir: datasetContext.uploadsDir,
    redisUrl: redis.url,
    storeDir: join(folder, 'store'),
    createAccess: () => createAccess(accessSettings),
    url,
    app,
    predictor,
    disks,
    consumerMetrics,
    client: createClient({ baseUrl: url, apiKey: KEY }),
    request: (path, init = {}) => fetch(`${url}${path}`, { ...init, headers: { authorization: `Bearer ${KEY}`, ...init.headers } }),
    stopRedis: () => redis.stop(),
    async startConsumer() {
      const workerUrl = new URL('../../workers/train.ts', import.meta.url);
      const consumer = createConsumer({ redisUrl: redis.url, store, threads: 1, kernels: 'auto', datasetContext, workerUrl, log, observer: consumerMetrics.observer });
      consumerMetrics.watch(() => consumer.load());
      consumers.push(consumer);
      await consumer.start();
    },
    async stopConsumers() {
      for (const consumer of consumers.splice(0)) await consumer.close();
    },
    async close() {
      await app.close();
      access.close();
      for (const consumer of consumers) await consumer.close();
      await predictor.close();
      await analyst.close();
      await experiments.close();
      await importer.close();
      await exporter.close();
      await uploads.close();
      await jobs.close();
      await redis.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** A job of a second or less. */
export const smallJob: JobSpecInput = {
  model: 'xor-net',
  network: { layers: [{ type: 'dense', units: 8 }, { type: 'relu' }, { type: 'dense', units: 2 }] },
  dataset: { name: 'xor' },
  optimizer: { type: 'adam', learningRate: 0.05 },
  steps: 200,
  batchSize: 4,
  evaluate: { everySteps: 50, samples: null },
};

export const post = (body: unknown, headers: Record<string, string> = {}): RequestInit => ({
  method: 'POST',
  headers: { 'content-type': 'application/json', ...headers },
  body: typeof body === 'string' ? body : JSON.stringify(body),
});
