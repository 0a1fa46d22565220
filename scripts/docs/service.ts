import { type RunningService, startServiceProcess } from '../support/start-service.ts';

/** A whole service with a Redis of its own, as a reader of the pages would have it, whatever the settings of the caller's shell. */
export const startDocumentsService = (dataDir: string): Promise<RunningService> =>
  startServiceProcess({
    dataDir,
    env: { HOST: '127.0.0.1', PORT: '0', WORKER_THREADS: '2', AUTH: 'on', TRAINYARD_API_KEY: '', REDIS_URL: '', STORE_URL: '', KERNELS: '', LOG_LEVEL: 'info', DATASETS_DIR: '', HEALTH_PORT: '0' },
    onMessage: () => {},
  });
