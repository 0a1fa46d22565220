import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Files of a minute or more go first, so that none of them is left alone at the end while the other worker has nothing to do. */
const LONG = ['test/chaos/', 'test/jobs/threads', 'test/engine/threads', 'test/jobs/verbs', 'test/platform/package', 'test/docs/docs', 'test/web/'];

class LongFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rank = ({ moduleId }: TestSpecification): number => LONG.findIndex((part) => moduleId.includes(part)) >>> 0;
    return (await super.sort(files)).toSorted((a, b) => rank(a) - rank(b));
  }
}

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: ['test/web/set-up.ts'],
    sequence: { sequencer: LongFirst },
    // processes, so that a private Redis started by a test dies with its test file whatever happens
    pool: 'forks',
    maxWorkers: 2,
    maxConcurrency: 2,
    testTimeout: 60_000,
    hookTimeout: 60_000,
    expect: { poll: { timeout: 20_000 } },
    // a variable of the developer's shell must not change what the tests see
    env: { REDIS_URL: '', TRAINYARD_API_KEY: '', DATA_DIR: '', PORT: '', HOST: '', AUTH: '', STORE_URL: '', KERNELS: '', WORKER_THREADS: '', LOG_LEVEL: '' },
  },
});
