import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { pino } from 'pino';
import { createApp } from './api/app.ts';
import { configOrExit, loadApiKey, storeFolder } from './config.ts';
import type { Config } from './config.ts';
import { createJobService } from './jobs/index.ts';
import { openFolderStore, openModelRegistry } from './models/index.ts';
import { createPredictor } from './serving/index.ts';
import packageJson from '../package.json' with { type: 'json' };

/** The API process: `npm run api`. Needs a Redis; the launcher of `npm start` brings one. */
async function start(config: Config & { redisUrl: string }): Promise<() => Promise<void>> {
  const log = pino({ level: config.logLevel, name: 'api' });
  const store = await openFolderStore(storeFolder(config.storeUrl));
  const models = openModelRegistry(store);
  const datasetContext = {
    datasetsDir: config.datasetsDir, cacheDir: join(config.dataDir, 'cache'), download: config.download, log: (message: string) => log.info(message),
  };
  const jobs = createJobService({ redisUrl: config.redisUrl, store, datasetContext, limits: { memoryBytes: config.memoryLimitBytes }, log });
  const workerUrl = new URL('../workers/predict.ts', import.meta.url);
  const predictor = createPredictor({ models, kernels: config.kernels, workerUrl, threads: config.workerThreads, log });
  const keySha256 = config.auth === 'off' ? null : createHash('sha256').update(loadApiKey(config).key).digest('hex');
  const app = await createApp({ jobs, models, predictor, datasetContext, auth: { keySha256 }, log, version: packageJson.version });
  await app.listen({ host: config.host, port: config.port });
  return async () => {
    await app.close();
    await predictor.close();
    await jobs.close();
  };
}

const config = configOrExit();
if (config.redisUrl === null) {
  process.stderr.write('REDIS_URL is not set; name a Redis, or use `npm start`, which starts a private one\n');
  process.exit(1);
}
try {
  const stop = await start({ ...config, redisUrl: config.redisUrl });
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => void stop().then(() => process.exit(0), () => process.exit(1)));
} catch (error) {
  process.stderr.write(`the API cannot start: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
}
