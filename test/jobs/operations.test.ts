/** docs/operations/backup.md: its scripts, as they stand there, on a service at work. */
import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { cp, mkdir, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createJobService } from '../../src/jobs/index.ts';
import { openModelRegistry, openStore } from '../../src/models/index.ts';
import { startTestRedis, type TestRedis } from '../support/redis.ts';
import { eventOf, log, longSpec, spec, startTestJobs, type TestJobs } from './support.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const scripts = Object.fromEntries([...readFileSync(join(root, 'docs/operations/backup.md'), 'utf8').matchAll(/```sh (\w+)\n([\s\S]*?)```/g)].map(([, name, text]) => [name, text]));

let jobs: TestJobs;
let redis: TestRedis;
let folder: string;
beforeEach(async () => {
  [jobs, redis] = [await startTestJobs(), await startTestRedis()];
  folder = mkdtempSync(join(tmpdir(), 'ty-operations-'));
});
afterEach(async () => {
  await jobs.close();
  await redis.stop();
  rmSync(folder, { recursive: true, force: true });
});

async function run(name: string, env: Record<string, string>): Promise<string> {
  const path = `${dirname(process.execPath)}:${process.env.PATH}`;
  const { stdout } = await promisify(execFile)('sh', ['-e', '-c', scripts[name]], { cwd: root, env: { ...process.env, PATH: path, STORE_URL: '', LOG_LEVEL: '', ...env } });
  return stdout;
}

test('a backup of a running service, restored into an empty folder, answers as before and goes on', async () => {
  const DATA_DIR = dirname(jobs.store.location);
  const BACKUP = join(folder, 'backup');
  await mkdir(join(DATA_DIR, 'datasets'), { recursive: true });
  await writeFile(join(DATA_DIR, 'api-key'), 'ty_a-key-for-the-backup\n');
  await jobs.startConsumer(2);
  const done = await jobs.finished((await jobs.service.submit({ ...spec, insights: { everySteps: 100 } })).id);
  await expect.poll(() => jobs.store.has(`jobs/${done.id}/record.json`)).toBe(true);
  const { id: running } = await jobs.service.submit({ ...longSpec, steps: 20 * longSpec.steps! }); // outlasts all of this on any machine
  await eventOf(jobs.service, running, ({ type }) => type === 'checkpoint');

  await run('backup', { DATA_DIR, BACKUP });
  const restored = join(folder, 'restored');
  const said = await run('restore', { DATA_DIR: restored, BACKUP, REDIS_URL: redis.url });
  expect(said).toContain('jobs back: 1 succeeded, 0 failed, 0 cancelled; 1 queued again');
  expect(said).not.toContain('damaged');
  expect(readFileSync(join(restored, 'api-key'), 'utf8')).toContain('ty_a-key');

  const store = await openStore(join(restored, 'store'));
  const service = createJobService({ redisUrl: redis.url, store, datasetContext: jobs.datasetContext, limits: { memoryBytes: 2 ** 30 }, kernels: 'auto', threads: 2, log });
  try {
    expect(await service.get(done.id)).toEqual(await jobs.service.get(done.id));
    expect(await service.events(done.id, 0)).toEqual(await jobs.service.events(done.id, 0));
    expect(await service.metrics(done.id, {})).toEqual(await jobs.service.metrics(done.id, {}));
    expect(await service.insights(done.id, null)).toEqual(await jobs.service.insights(done.id, null));
    expect(await openModelRegistry(store).weights(spec.model, 1)).toEqual(await jobs.models.weights(spec.model, 1));
    expect(await service.get(running)).toMatchObject({ status: 'queued', createdAt: (await jobs.service.get(running)).createdAt });
    expect(await service.checkpoints(running)).not.toEqual([]);
  } finally {
    await service.close();
  }
  // as often as one likes
  expect(await run('restore', { DATA_DIR: restored, BACKUP, REDIS_URL: redis.url })).toContain('jobs back: 0 succeeded, 0 failed, 0 cancelled; 0 queued again');
  await cp(BACKUP, join(folder, 'again'), { recursive: true });
  await jobs.service.cancel(running);
});
