import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { reindexFrom } from '../../src/jobs/index.ts';
import { keys } from '../../src/jobs/keys.ts';
import { createRetention, isExpired, type Retired, type RetentionPolicy } from '../../src/jobs/retention.ts';
import { eventOf, longSpec, spec, startTestJobs, type TestJobs } from './support.ts';

const DAY = 86_400_000;
let jobs: TestJobs;
beforeAll(async () => {
  jobs = await startTestJobs();
  await jobs.startConsumer(2);
});
afterAll(() => jobs.close());
beforeEach(() => jobs.redis.flushall());

const short = { ...spec, steps: 20, evaluate: { everySteps: 10, samples: null }, insights: { everySteps: 10 } };

async function ended(given: object): Promise<string> {
  const { id } = await jobs.finished((await jobs.service.submit(given)).id);
  await expect.poll(() => jobs.redis.sismember(keys.open, id)).toBe(0);
  return id;
}

/** Rounds as a consumer makes them, so many days from now. */
async function after(days: number, policy: Partial<RetentionPolicy>): Promise<Retired> {
  const retention = createRetention({ redis: jobs.redis, store: jobs.store }, { recordMs: 90 * DAY, checkpointMs: 30 * DAY, archive: 'keep', ...policy }, () => Date.now() + days * DAY);
  const first = await retention.round();
  expect(await retention.round()).toMatchObject({ expired: 0, archivesRemoved: 0, trimmed: 0 });
  return first;
}

const known = async () => (await jobs.service.list({ limit: 100 })).data.map(({ id }) => id);

test('a record leaves Redis when its time has come, and not before; the archive answers on', async () => {
  const id = await ended(short);
  const { service } = jobs;
  const answers = async () => [await service.get(id), await service.events(id, 0), await service.events(id, 5), await service.metrics(id, { maxPoints: 7 }), await service.insights(id, null), await service.insights(id, 10), await service.checkpoints(id)];
  const before = await answers();
  expect(await after(89, { recordMs: 90 * DAY + 0.4 })).toMatchObject({ expired: 0 });
  expect(await known()).toEqual([id]);
  expect((await service.counts()).inState.succeeded).toBe(1);
  expect(await after(91, {})).toMatchObject({ looked: 1, expired: 1, archivesRemoved: 0 });
  expect(await jobs.redis.keys(`*${id}*`)).toEqual([]);
  expect(await known()).toEqual([]);
  expect((await service.counts()).inState.succeeded).toBe(0);
  expect(await answers()).toEqual(before);
  await expect(service.insights(id, 11)).rejects.toMatchObject({ code: 'not-found' });
  const events = [];
  for await (const event of service.follow(id, 2, AbortSignal.timeout(5000))) events.push(event);
  expect(events).toEqual((await service.events(id, 2)));
  for (const verb of ['cancel', 'pause', 'stop'] as const) await expect(service[verb](id)).rejects.toMatchObject({ code: 'wrong-state' });
  expect(await jobs.finished((await service.reproduce(id)).id)).toMatchObject({ parent: id, reproduction: { identical: true } });
});

test('jobs that have not ended stay, however old', async () => {
  const { id: paused } = await jobs.service.submit({ ...short, priority: -5 });
  await jobs.service.pause(paused);
  const record = await jobs.service.get(paused);
  if (record.status === 'paused') expect(await after(1000, {})).toMatchObject({ expired: 0 });
  const { id: running } = await jobs.service.submit(longSpec);
  await eventOf(jobs.service, running, ({ type }) => type === 'progress');
  await after(1000, { archive: 'remove' });
  expect(await known()).toContain(running);
  await jobs.service.cancel(running);
  await jobs.finished(running);
});

test('with "remove" the archive goes too, unless a model points to it', async () => {
  const kept = await ended(short);
  const orphan = await ended({ ...short, model: 'short-lived' });
  const failed = await ended({ ...short, optimizer: { type: 'sgd', learningRate: 1e30 } });
  await jobs.store.remove('models/short-lived');
  expect(await after(91, { archive: 'remove' })).toMatchObject({ expired: 3, archivesRemoved: 2 });
  expect((await jobs.service.get(kept)).status).toBe('succeeded');
  for (const id of [orphan, failed]) {
    expect(await jobs.store.list(`jobs/${id}`)).toEqual([]);
    await expect(jobs.service.get(id)).rejects.toMatchObject({ code: 'not-found', hint: expect.stringContaining('may have expired') as string });
  }
});

test('trials stay while their sweep runs, and their archive for ever', async () => {
  const { id } = await jobs.service.sweeps.create({ spec: short, search: { type: 'list', trials: [{ seed: 1 }, { seed: 2 }] }, metric: 'testAccuracy' });
  await expect.poll(async () => (await jobs.service.sweeps.get(id)).status, { timeout: 30_000 }).toBe('succeeded');
  await expect.poll(() => jobs.redis.scard(keys.openSweeps)).toBe(0);
  await expect.poll(() => jobs.redis.scard(keys.open)).toBe(0);
  const before = await jobs.service.sweeps.trials(id);
  const open = 'sweep_01M850PM2WZ393TZSWZH75N86T';
  const trial = await ended(short);
  await jobs.redis.multi().hset(keys.job(trial), 'parent', JSON.stringify(open)).sadd(keys.openSweeps, open).exec();
  expect(await after(91, { archive: 'remove' })).toMatchObject({ looked: 3, expired: 2, archivesRemoved: 0 });
  expect(await known()).toEqual([trial]);
  await jobs.redis.srem(keys.openSweeps, open);
  await jobs.store.remove(`models/${short.model}`);
  expect(await after(91, { archive: 'remove' })).toMatchObject({ expired: 1, archivesRemoved: 0 });
  expect(await jobs.service.sweeps.trials(id)).toEqual(before);
});

test('of finished jobs the last checkpoint stays, and is good for a fork', async () => {
  const { id } = await jobs.service.submit({ ...longSpec, steps: 1_000_000, checkpoint: { everySeconds: 1, keepLast: 3 } });
  await expect.poll(async () => (await jobs.service.checkpoints(id)).length, { timeout: 30_000 }).toBeGreaterThan(1);
  await jobs.service.stop(id);
  await jobs.finished(id);
  await expect.poll(() => jobs.redis.sismember(keys.open, id)).toBe(0);
  const before = await jobs.service.checkpoints(id);
  expect(await after(29, {})).toMatchObject({ trimmed: 0 });
  expect(await jobs.service.checkpoints(id)).toEqual(before);
  expect(await after(31, { recordMs: null })).toMatchObject({ trimmed: 1, expired: 0 });
  expect(await jobs.service.checkpoints(id)).toEqual(before.slice(-1));
  expect(await jobs.service.get(id)).not.toHaveProperty('trimmed');
  await after(91, {});
  const fork = await jobs.service.fork(id, { spec: { steps: before.at(-1)!.step + 10 } });
  expect(await jobs.finished(fork.id)).toMatchObject({ status: 'succeeded', parent: id });
});

test('many jobs are gone through in bites, and with nothing to do nothing is done', async () => {
  const id = await ended(short);
  const fields = await jobs.redis.hgetall(keys.job(id));
  const ids = Array.from({ length: 600 }, (_, i) => `${id.slice(0, -4)}${String(i).padStart(4, '0')}`);
  const all = jobs.redis.multi();
  for (const each of ids) all.hset(keys.job(each), { ...fields, id: each }).zadd(keys.index, 0, each);
  await all.exec();
  for (const each of ids) await jobs.store.put(`jobs/${each}/record.json`, '{}');
  const retention = createRetention({ redis: jobs.redis, store: jobs.store }, { recordMs: DAY, checkpointMs: null, archive: 'keep' }, () => Date.now() + 2 * DAY);
  let expired = 0;
  for (let round = 0; round < 20 && expired < 601; round++) {
    const retired = await retention.round();
    expect(retired.looked).toBeLessThanOrEqual(250);
    expired += retired.expired;
  }
  expect(expired).toBe(601);
  const never = createRetention({ redis: jobs.redis, store: jobs.store }, { recordMs: null, checkpointMs: null, archive: 'remove' }, () => Date.now() + 1e6 * DAY);
  expect(await never.round()).toMatchObject({ looked: 0 });
  for (const each of ids) await jobs.store.remove(`jobs/${each}`);
});

test('reindex leaves expired jobs in the store', async () => {
  const id = await ended(short);
  await jobs.redis.flushall();
  const policy: RetentionPolicy = { recordMs: 0, checkpointMs: null, archive: 'keep' };
  const report = await reindexFrom(jobs.store, jobs.redisUrl, (record) => !isExpired(record, policy, Date.now()));
  expect(report.jobs.succeeded).toBe(0);
  expect(report.expired).toBeGreaterThan(0);
  expect(await known()).not.toContain(id);
  expect((await jobs.service.get(id)).status).toBe('succeeded');
});
