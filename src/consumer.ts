import { join } from 'node:path';
import { pino } from 'pino';
import { type Config, configOrExit, storeFolder } from './config.ts';
import { createConsumer } from './jobs/index.ts';
import { openFolderStore } from './models/index.ts';

/** The consumer process: `npm run consumer`. Needs a Redis; the launcher of `npm start` brings one. */
async function start(config: Config & { redisUrl: string }): Promise<() => Promise<void>> {
  const log = pino({ level: config.logLevel, name: 'consumer' });
  const consumer = createConsumer({
    redisUrl: config.redisUrl,
    store: await openFolderStore(storeFolder(config.storeUrl)),
    threads: config.workerThreads,
    kernels: config.kernels,
    datasetContext: { datasetsDir: config.datasetsDir, cacheDir: join(config.dataDir, 'cache'), download: config.download, log: (message) => log.info(message) },
    workerUrl: new URL('../workers/train.ts', import.meta.url),
    log,
  });
  await consumer.start();
  return () => consumer.close();
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
  process.stderr.write(`the consumer cannot start: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
}
