/** docs/operations/upgrade.md: what older versions wrote is read, what newer ones wrote is refused in words. */
import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { reindexFrom } from '../../src/jobs/index.ts';
import { keys } from '../../src/jobs/keys.ts';
import { eventOf, longSpec, spec, startTestJobs, type TestJobs } from './support.ts';

interface Fixture {
  hash: Record<string, string>;
  files: Record<string, string>;
}

const oldest = JSON.parse(readFileSync(new URL('../fixtures/records/oldest.json', import.meta.url), 'utf8')) as Fixture;
const { id } = oldest.hash;
const members = { id, status: 'succeeded', warnings: [], reproduction: null, parent: null, attempts: [{ number: 1, threads: 1, repeatedSteps: 0, ended: 'succeeded' }], metrics: { testAccuracy: 0.88 }, result: { model: 'moons-net', version: 1 } };

let jobs: TestJobs;
beforeEach(async () => {
  jobs = await startTestJobs();
});
afterEach(() => jobs.close());

const putOldest = async () => {
  for (const [name, text] of Object.entries(oldest.files)) await jobs.store.put(`jobs/${id}/${name}`, text);
};

test('the oldest record in Redis reads as one of today', async () => {
  await jobs.redis.multi().hset(keys.job(id), oldest.hash).zadd(keys.index, 0, id).exec();
  expect(await jobs.service.get(id)).toMatchObject(members);
  expect((await jobs.service.list({ limit: 5 })).data).toHaveLength(1);
});

test('the oldest archive is read, restored, and tried again', async () => {
  await putOldest();
  const fromStore = await jobs.service.get(id);
  expect(fromStore).toMatchObject(members);
  expect(await reindexFrom(jobs.store, jobs.redisUrl)).toMatchObject({ jobs: { succeeded: 1 }, damaged: [] });
  expect(await jobs.service.get(id)).toEqual(fromStore);
  expect((await jobs.service.metrics(id, {})).trainLoss).toHaveLength(20);
  expect((await jobs.service.events(id, 0)).at(-1)).toMatchObject({ type: 'end', data: { status: 'succeeded' } });
  await jobs.startConsumer();
  expect(await jobs.finished((await jobs.service.retry(id)).id)).toMatchObject({ status: 'succeeded', parent: id });
});

test('the oldest accepted spec is trained', async () => {
  await jobs.store.put(`jobs/${id}/spec.json`, oldest.files['spec.json']);
  await jobs.startConsumer();
  expect((await jobs.finished(id)).status).toBe('succeeded');
});

test('a record of a newer version is refused, and in nobody\'s way', async () => {
  const { id: future } = await jobs.service.submit(spec);
  await jobs.redis.hset(keys.job(future), 'schemaVersion', 2);
  const before = await jobs.redis.hgetall(keys.job(future));
  const refusal = { code: 'build-mismatch', message: `job ${future} has schema version 2, this program reads 1`, hint: expect.stringContaining('a newer Trainyard wrote it') as string };
  await expect(jobs.service.get(future)).rejects.toMatchObject(refusal);
  await expect(jobs.service.cancel(future)).rejects.toMatchObject(refusal);
  await jobs.startConsumer();
  const { id: other } = await jobs.service.submit({ ...spec, seed: 8 });
  expect((await jobs.finished(other)).status).toBe('succeeded');
  expect((await jobs.service.list({ limit: 5 })).data.map((job) => job.id)).toEqual([other]);
  await expect.poll(() => jobs.redis.sismember(keys.open, other), { timeout: 10_000 }).toBe(0); // the reconciler gets past it
  expect(await jobs.redis.hgetall(keys.job(future))).toEqual(before);
  expect(await jobs.redis.sismember(keys.open, future)).toBe(1);
});

test('stored specs and sweeps of a newer version are left alone', async () => {
  const { id: future } = await jobs.service.submit(spec);
  const stored = JSON.parse(new TextDecoder().decode(await jobs.store.get(`jobs/${future}/spec.json`))) as object;
  await jobs.store.put(`jobs/${future}/spec.json`, JSON.stringify({ ...stored, schemaVersion: 2 }));
  await jobs.store.put('sweeps/sweep_01M850PM2WZ393TZSWZH75N86T/sweep.json', JSON.stringify({ schemaVersion: 2, id: 'sweep_01M850PM2WZ393TZSWZH75N86T', concurrency: 1, metric: 'testLoss', trials: [] }));
  await jobs.redis.flushall();
  const { damaged, requeued, sweeps } = await reindexFrom(jobs.store, jobs.redisUrl);
  expect({ requeued, sweeps }).toEqual({ requeued: 0, sweeps: 0 });
  expect(damaged.map(({ reason }) => reason)).toEqual([`jobs/${future}/spec.json has schema version 2, this program reads 1`, 'sweeps/sweep_01M850PM2WZ393TZSWZH75N86T/sweep.json has schema version 2, this program reads 1']);
  await jobs.startConsumer();
  expect((await jobs.finished((await jobs.service.submit(spec)).id)).status).toBe('succeeded');
});

test('a checkpoint of a newer version is passed over, and the log says why', async () => {
  const first = await jobs.startConsumer();
  const { id: running } = await jobs.service.submit(longSpec);
  await eventOf(jobs.service, running, ({ type }) => type === 'checkpoint');
  await first.close();
  const folder = `jobs/${running}/checkpoints`;
  for (const name of await jobs.store.list(folder)) {
    const bytes = Uint8Array.from(await jobs.store.get(`${folder}/${name}`));
    new DataView(bytes.buffer).setUint32(4, 2, true);
    await jobs.store.put(`${folder}/${name}`, bytes);
  }
  await jobs.startConsumer();
  expect(await jobs.finished(running)).toMatchObject({ status: 'succeeded', attempts: [{ ended: 'handed-back' }, { fromStep: 0 }] });
  const said = (await jobs.service.events(running, 0)).filter(({ type }) => type === 'log').map(({ data }) => String(data.message)).join('\n');
  expect(said).toMatch(/passed over.*it has schema version 2, this program reads 1/);
});
