import { join } from 'node:path';
import { pino } from 'pino';
import { runProcess, type ServiceConfig } from './entry.ts';
import { createConsumer } from './jobs/index.ts';
import { loadKernels } from './kernels/load.ts';
import { createConsumerMetrics, openHealthPort } from './metrics/index.ts';
import { openStore } from './models/index.ts';
import packageJson from '../package.json' with { type: 'json' };

/** The consumer process: `npm run consumer`. Needs a Redis; the launcher of `npm start` brings one. */
async function start(config: ServiceConfig): Promise<() => Promise<void>> {
  const log = pino({ level: config.logLevel, name: 'consumer' });
  const metrics = createConsumerMetrics({ version: packageJson.version, kernels: loadKernels(config.kernels).build });
  const consumer = createConsumer({
    redisUrl: config.redisUrl,
    store: await openStore(config.storeUrl),
    threads: config.workerThreads,
    kernels: config.kernels,
    datasetContext: {
      datasetsDir: config.datasetsDir, cacheDir: join(config.dataDir, 'cache'), uploadsDir: join(config.dataDir, 'datasets'), download: config.download, log: (message) => log.info(message),
    },
    workerUrl: new URL('../workers/train.ts', import.meta.url),
    retention: config.retention,
    log,
    observer: metrics.observer,
  });
  metrics.watch(() => consumer.load());
  // from before the start, which waits for Redis: somebody who asks meanwhile is told so
  const port = config.healthPort === 0 ? null : await openHealthPort({ host: config.host, port: config.healthPort, health: () => consumer.health(), scrape: () => metrics.scrape() });
  await consumer.start();
  return async () => {
    await consumer.close();
    await port?.close();
  };
}

await runProcess('consumer', start);
