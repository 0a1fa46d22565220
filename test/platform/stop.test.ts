import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { createJobService, type JobService } from '../../src/jobs/index.ts';
import { openStore } from '../../src/models/index.ts';
import { alive } from '../support/processes.ts';
import { startTestRedis, type TestRedis } from '../support/redis.ts';
import { log } from '../jobs/support.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
/** Far more steps than are done before the stop. */
const long = { model: 'long', network: { preset: 'two-layer-net' }, dataset: { name: 'synthetic-digits', trainSize: 1000 }, epochs: 100_000, evaluate: { everyEpochs: 1000, samples: 100 }, seed: 1, threads: 1 };

let redis: TestRedis;
let dataDir = '';
let jobs: JobService;
let npm: ChildProcess | null = null;
beforeAll(async () => {
  redis = await startTestRedis();
  dataDir = await mkdtemp(join(tmpdir(), 'ty-'));
  const datasetContext = { datasetsDir: null, cacheDir: join(dataDir, 'cache'), uploadsDir: join(dataDir, 'datasets'), download: false, log: () => {} };
  jobs = createJobService({ redisUrl: redis.url, store: await openStore(join(dataDir, 'store')), datasetContext, limits: { memoryBytes: 2 ** 30 }, kernels: 'auto', threads: 1, log });
});
afterEach(() => {
  try {
    if (npm) process.kill(-npm.pid!, 'SIGKILL');
  } catch {
    // gone, as it should be
  }
});
afterAll(async () => {
  await jobs.close();
  await redis.stop();
  await rm(dataDir, { recursive: true, force: true });
});

/** npm in a process group of its own, as a shell starts it. */
function startConsumer(): ChildProcess {
  const env = { ...process.env, REDIS_URL: redis.url, DATA_DIR: dataDir, STORE_URL: '', WORKER_THREADS: '1', HEALTH_PORT: '0', LOG_LEVEL: 'silent' };
  return spawn('npm', ['run', '--silent', 'consumer'], { cwd: root, env, detached: true, stdio: 'inherit' });
}

test.each<[string, (npm: number) => void]>([
  ['SIGTERM to npm alone', (npm) => process.kill(npm, 'SIGTERM')],
  ['Ctrl-C, which reaches npm and the consumer, and is handed on by npm', (npm) => process.kill(-npm, 'SIGINT')],
  ['SIGTERM to all of them, twice', (npm) => {
    process.kill(-npm, 'SIGTERM');
    process.kill(-npm, 'SIGTERM');
  }],
])('a consumer started by npm saves, hands its job back and is gone after %s', async (_what, stop) => {
  const { id } = await jobs.submit(long);
  npm = startConsumer();
  const during = new AbortController();
  for await (const event of jobs.follow(id, 0, during.signal)) if (event.step > 0) during.abort();
  const [consumer] = await jobs.consumers();
  const pid = Number(consumer.id.split('-').at(-2));
  expect(alive(pid)).toBe(true);
  const ended = once(npm, 'exit');
  stop(npm.pid!);
  await ended;
  await expect.poll(() => alive(pid), { timeout: 20_000 }).toBe(false); // npm itself may end first
  const job = await jobs.get(id);
  expect(job).toMatchObject({ status: 'queued', attempts: [{ consumer: consumer.id, ended: 'handed-back' }] });
  expect(await jobs.checkpoints(id)).toHaveLength(1);
  expect(await jobs.consumers()).toEqual([]);
  await jobs.cancel(id);
}, 60_000);
