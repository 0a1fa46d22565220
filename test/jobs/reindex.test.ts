/** Everything that Redis held comes back from the store. */
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Job, reindexFrom } from '../../src/jobs/index.ts';
import { keys } from '../../src/jobs/keys.ts';
import { eventOf, longSpec, spec, startTestJobs, type TestJobs } from './support.ts';

let jobs: TestJobs;
beforeEach(async () => {
  jobs = await startTestJobs();
});
afterEach(() => jobs.close());

const short = { ...spec, steps: 40, evaluate: { everySteps: 10, samples: null }, insights: { everySteps: 20 } };

/** What the service says of a job. */
async function answers(id: string): Promise<unknown> {
  const { service } = jobs;
  const job = await service.get(id);
  return { job, metrics: await service.metrics(id, { maxPoints: 10_000 }), insights: await service.insights(id, null), first: await service.insights(id, 0).catch(() => null), events: await service.events(id, 0), checkpoints: await service.checkpoints(id) };
}

async function everyJob(): Promise<Record<string, unknown>> {
  const { data } = await jobs.service.list({ limit: 100 });
  return Object.fromEntries(await Promise.all(data.map(async ({ id }) => [id, await answers(id)])));
}

async function loseRedis(): Promise<void> {
  await jobs.redis.flushall();
  expect((await jobs.service.list({ limit: 10 })).data).toEqual([]);
}

const rebuild = () => reindexFrom(jobs.store, jobs.redisUrl);

test('jobs of every terminal state, with sweeps, retries, reproductions and forks, answer as before', async () => {
  const consumer = await jobs.startConsumer(2);
  const { service } = jobs;
  const done = await jobs.finished((await service.submit(short)).id);
  await jobs.finished((await service.reproduce(done.id)).id);
  const failed = await jobs.finished((await service.submit({ ...short, optimizer: { type: 'sgd', learningRate: 1e30 } })).id);
  expect(failed).toMatchObject({ status: 'failed', error: { code: 'diverged' } });
  await jobs.finished((await service.retry(failed.id)).id);
  const { id: stopped } = await service.submit(longSpec);
  await eventOf(service, stopped, ({ type }) => type === 'checkpoint');
  await service.stop(stopped);
  await jobs.finished(stopped);
  await jobs.finished((await service.fork(stopped, { spec: { steps: (await service.checkpoints(stopped)).at(-1)!.step + 20 } })).id);
  const sweep = await service.sweeps.create({ spec: short, search: { type: 'list', trials: [{ seed: 1 }, { seed: 2 }] }, metric: 'testAccuracy' });
  await expect.poll(async () => (await service.sweeps.get(sweep.id)).status, { timeout: 30_000 }).toBe('succeeded');
  const { id: cancelledRunning } = await service.submit(longSpec);
  await eventOf(service, cancelledRunning, ({ type }) => type === 'progress');
  await service.cancel(cancelledRunning);
  await jobs.finished(cancelledRunning);
  await expect.poll(() => jobs.redis.scard(keys.open), { timeout: 10_000 }).toBe(0); // all are archived
  await consumer.close();
  const { id: cancelledWaiting } = await service.submit(short);
  await service.cancel(cancelledWaiting);

  const [before, sweepBefore, trialsBefore] = [await everyJob(), await service.sweeps.get(sweep.id), await service.sweeps.trials(sweep.id)];
  expect(new Set(Object.values(before).map((each) => (each as { job: Job }).job.status))).toEqual(new Set(['succeeded', 'failed', 'cancelled']));
  await loseRedis();
  const report = await rebuild();
  expect(report).toMatchObject({ requeued: 0, sweeps: 1, present: 0, damaged: [] });
  expect(report.jobs.succeeded + report.jobs.failed + report.jobs.cancelled).toBe(Object.keys(before).length);
  expect(await everyJob()).toEqual(before);
  expect(await service.sweeps.get(sweep.id)).toEqual(sweepBefore);
  expect(await service.sweeps.trials(sweep.id)).toEqual(trialsBefore);
  expect((await service.sweeps.list({ limit: 10 })).data.map(({ id }) => id)).toEqual([sweep.id]);

  // again changes nothing, and nothing is trained twice
  expect(await rebuild()).toMatchObject({ jobs: { succeeded: 0, failed: 0, cancelled: 0 }, requeued: 0, sweeps: 0, present: Object.keys(before).length + 1 });
  await jobs.startConsumer(1);
  await jobs.finished((await service.submit({ ...short, seed: 99 })).id);
  const { data: [{ id: newest }] } = await service.list({ limit: 1 });
  const { [newest]: _new, ...after } = await everyJob();
  expect(after).toEqual(before);
  // live streams of finished jobs end
  for await (const event of service.follow(done.id, 0, AbortSignal.timeout(5000))) expect(event.seq).toBeGreaterThan(0);
  expect((await service.fork(stopped, { spec: { steps: 150_000 } })).parent).toBe(stopped);
});

test('jobs that waited, ran or were paused are queued again, and go on from their last checkpoint to the same bytes', async () => {
  const consumer = await jobs.startConsumer();
  const { service } = jobs;
  const long = { ...longSpec, steps: 60_000 };
  const { id: running } = await service.submit(long);
  await eventOf(service, running, ({ type }) => type === 'checkpoint');
  const { id: paused } = await service.submit({ ...short, seed: 8 });
  await service.pause(paused);
  await consumer.close();
  const waiting = await service.submit({ ...short, priority: 5 });
  await loseRedis();
  expect(await rebuild()).toMatchObject({ requeued: 3, jobs: { succeeded: 0 }, damaged: [] });
  expect(await service.get(waiting.id)).toEqual(waiting);
  expect(await service.get(running)).toMatchObject({ status: 'queued', attempts: [] });
  await jobs.startConsumer();
  const resumed = await jobs.finished(running);
  expect(resumed).toMatchObject({ status: 'succeeded', attempts: [{ number: 1 }] });
  expect(resumed.attempts[0].fromStep).toBeGreaterThan(0);
  expect((await jobs.finished(paused)).status).toBe('succeeded');
  const reference = await jobs.finished((await service.submit(long)).id);
  expect(resumed.result!.weightsSha256).toBe(reference.result!.weightsSha256);
});

test('an archive without a log, as older versions left it, gets the events that its record implies', async () => {
  await jobs.startConsumer();
  const done = await jobs.finished((await jobs.service.submit(short)).id);
  await expect.poll(() => jobs.store.has(`jobs/${done.id}/record.json`)).toBe(true);
  await jobs.store.remove(`jobs/${done.id}/events.jsonl`);
  await loseRedis();
  await rebuild();
  const events = await jobs.service.events(done.id, 0);
  expect(events.map(({ seq, type, data }) => [seq, type, data.status])).toEqual([[1, 'status', 'queued'], [2, 'status', 'running'], [3, 'status', 'succeeded'], [4, 'end', 'succeeded']]);
  expect(events[3].data.result).toEqual(done.result);
  expect(await jobs.service.get(done.id)).toEqual(done);
});

test('damaged files are named and passed over', async () => {
  const first = await jobs.startConsumer();
  const { store, service } = jobs;
  const ids: string[] = [];
  for (let seed = 0; seed < 4; seed++) ids.push((await jobs.finished((await service.submit({ ...short, seed })).id)).id);
  await first.close();
  const { id: waiting } = await service.submit(short);
  const [whole, noRecord, future, noLines] = ids;
  await expect.poll(() => store.has(`jobs/${noLines}/record.json`)).toBe(true);
  const before = await answers(whole);
  const cut = async (key: string) => store.put(key, (await store.get(key)).subarray(0, -20));
  await cut(`jobs/${noRecord}/record.json`);
  await cut(`jobs/${waiting}/spec.json`);
  await cut(`jobs/${noLines}/events.jsonl`);
  await cut(`jobs/${noLines}/metrics.jsonl`);
  await cut(`jobs/${noLines}/insights.jsonl`);
  const record = JSON.parse(new TextDecoder().decode(await store.get(`jobs/${future}/record.json`))) as object;
  await store.put(`jobs/${future}/record.json`, JSON.stringify({ ...record, schemaVersion: 7 }));
  await store.put('sweeps/sweep_01M850PM2WZ393TZSWZH75N86T/sweep.json', '{');
  await store.put('jobs/job_empty/other', 'x');
  await loseRedis();
  const { damaged, ...report } = await rebuild();
  expect(report).toMatchObject({ jobs: { succeeded: 2 }, requeued: 0, sweeps: 0 });
  expect(damaged.map(({ file }) => file).sort()).toEqual([
    `jobs/${noRecord}/record.json`, `jobs/${future}/record.json`, ...['events', 'insights', 'metrics'].map((name) => `jobs/${noLines}/${name}.jsonl`), `jobs/${waiting}/spec.json`, 'sweeps/sweep_01M850PM2WZ393TZSWZH75N86T',
  ].sort());
  expect(damaged.find(({ file }) => file.includes(future))!.reason).toMatch(/schema version 7, this program reads 1/);
  expect(await answers(whole)).toEqual(before);
  const events = await service.events(noLines, 0);
  expect(events.map(({ seq }) => seq)).toEqual(events.map((_, i) => i + 1));
  expect(events.at(-1)).toMatchObject({ type: 'end', data: { status: 'succeeded' } });
  // a consumer starts in spite of them
  await jobs.startConsumer();
  expect((await jobs.finished((await service.submit({ ...short, seed: 9 })).id)).status).toBe('succeeded');
  await expect(service.get(waiting)).rejects.toMatchObject({ code: 'not-found' });
});
