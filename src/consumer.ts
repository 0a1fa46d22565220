import { join } from 'node:path';
import { pino } from 'pino';
import { runProcess, type ServiceConfig } from './entry.ts';
import { createConsumer } from './jobs/index.ts';
import { openStore } from './models/index.ts';

/** The consumer process: `npm run consumer`. Needs a Redis; the launcher of `npm start` brings one. */
async function start(config: ServiceConfig): Promise<() => Promise<void>> {
  const log = pino({ level: config.logLevel, name: 'consumer' });
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
  });
  await consumer.start();
  return () => consumer.close();
}

await runProcess('consumer', start);
