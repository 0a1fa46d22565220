import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { pino } from 'pino';
import { createAccess } from './access/index.ts';
import { createAnalyst } from './analysis/index.ts';
import { createApp } from './api/app.ts';
import { loadApiKey } from './config.ts';
import { runProcess, type ServiceConfig } from './entry.ts';
import { createDatasetUploads } from './datasets/uploads/index.ts';
import { createExperimentService } from './experiments/index.ts';
import { createJobService } from './jobs/index.ts';
import { loadKernels } from './kernels/load.ts';
import { createApiMetrics } from './metrics/index.ts';
import { openStore, openModelRegistry, rememberVersions } from './models/index.ts';
import { createExporter } from './models/export/index.ts';
import { createImporter } from './models/import/index.ts';
import { createPredictor } from './serving/index.ts';
import packageJson from '../package.json' with { type: 'json' };

/** The API process: `npm run api`. Needs a Redis; the launcher of `npm start` brings one. */
async function start(config: ServiceConfig): Promise<() => Promise<void>> {
  const log = pino({ level: config.logLevel, name: 'api' });
  const store = await openStore(config.storeUrl);
  const models = rememberVersions(openModelRegistry(store), () => performance.now());
  const datasetContext = {
    datasetsDir: config.datasetsDir, cacheDir: join(config.dataDir, 'cache'), uploadsDir: join(config.dataDir, 'datasets'), download: config.download, log: (message: string) => log.info(message),
  };
  const jobs = createJobService({ redisUrl: config.redisUrl, store, datasetContext, limits: { memoryBytes: config.memoryLimitBytes }, kernels: config.kernels, threads: config.workerThreads, log });
  const workerUrl = new URL('../workers/predict.ts', import.meta.url);
  jobs.onActivity(models.forget);
  models.onChange((name) => jobs.announce(`model ${name}`));
  const metrics = createApiMetrics({ version: packageJson.version, kernels: loadKernels(config.kernels).build, counts: () => jobs.counts() });
  const predictor = createPredictor({ models, kernels: config.kernels, workerUrl, threads: config.workerThreads, batches: config.batches, cacheBytes: config.modelCacheBytes, observe: (_model, rows) => metrics.computed(rows), log });
  const importer = createImporter({ models, kernels: config.kernels, workerUrl: new URL('../workers/import.ts', import.meta.url), now: () => new Date().toISOString(), log });
  const exporter = createExporter({ models, kernels: config.kernels, workerUrl: new URL('../workers/export.ts', import.meta.url), log });
  const analyst = createAnalyst({ workerUrl: new URL('../workers/analyse.ts', import.meta.url), kernels: config.kernels, log });
  const experiments = createExperimentService({ jobs, store, datasetContext, kernels: config.kernels, workerUrl: new URL('../workers/report.ts', import.meta.url), now: () => new Date().toISOString(), log });
  const uploads = createDatasetUploads({
    context: datasetContext, limits: { uploadBytes: config.uploadLimitBytes, decodedBytes: config.memoryLimitBytes }, workerUrl: new URL('../workers/ingest.ts', import.meta.url), log,
  });
  const apiKey = config.auth === 'off' ? null : loadApiKey(config);
  if (apiKey?.created) process.stdout.write(`API key, shown this once and kept in ${join(config.dataDir, 'api-key')}: ${apiKey.key}\n`);
  const keySha256 = apiKey && createHash('sha256').update(apiKey.key).digest('hex');
  const access = createAccess({ redisUrl: config.redisUrl, store, rootSha256: keySha256, queuedJobs: config.maxQueuedJobs, rateLimit: config.rateLimit, predictRateLimit: config.predictRateLimit, log });
  const disks = { folders: [{ setting: 'DATA_DIR', path: config.dataDir }, ...(config.storeUrl.startsWith('file:') ? [{ setting: 'STORE_URL', path: fileURLToPath(config.storeUrl) }] : [])], leastBytes: config.diskReserveBytes };
  const app = await createApp({ jobs, models, importer, exporter, predictor, analyst, experiments, datasetContext, uploads, access, metrics, disks, log, version: packageJson.version, dashboardDir: fileURLToPath(new URL('../web/dist', import.meta.url)), trustedProxies: config.trustedProxies });
  await app.listen({ host: config.host, port: config.port });
  return async () => {
    await app.close();
    access.close();
    await predictor.close();
    await uploads.close();
    await analyst.close();
    await experiments.close();
    await importer.close();
    await exporter.close();
    await jobs.close();
  };
}

await runProcess('API', start);
