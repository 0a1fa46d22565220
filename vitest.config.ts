import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: ['test/web/set-up.ts'],
    // processes, so that a private Redis started by a test dies with its test file whatever happens
    pool: 'forks',
    maxWorkers: 2,
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // a variable of the developer's shell must not change what the tests see
    env: { REDIS_URL: '', TRAINYARD_API_KEY: '', DATA_DIR: '', PORT: '', HOST: '', AUTH: '', STORE_URL: '', KERNELS: '', WORKER_THREADS: '', LOG_LEVEL: '' },
  },
});
