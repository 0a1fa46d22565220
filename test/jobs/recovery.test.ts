import { afterEach, beforeEach, expect, test } from 'vitest';
import { keys } from '../../src/jobs/keys.ts';
import { openQueue } from '../../src/jobs/queue.ts';
import { change } from '../../src/jobs/record.ts';
import { eventOf, longSpec, spec, startTestJobs, type TestJobs } from './support.ts';

let jobs: TestJobs;
beforeEach(async () => {
  jobs = await startTestJobs();
});
afterEach(() => jobs.close());

async function loseLeases(): Promise<void> {
  const queue = openQueue(jobs.redisUrl, false);
  await queue.obliterate({ force: true });
  await queue.close();
}

test('a consumer that is told to stop saves and hands back; the next one goes on to the same bytes', async () => {
  const undisturbed = { ...longSpec, steps: 60_000 };
  const first = await jobs.startConsumer();
  const { id } = await jobs.service.submit(undisturbed);
  await eventOf(jobs.service, id, ({ type, step }) => type === 'progress' && step > 500);
  await first.close();
  expect(await jobs.service.get(id)).toMatchObject({ status: 'queued', attempts: [{ ended: 'handed-back' }] });
  await jobs.startConsumer();
  const resumed = await jobs.finished(id);
  expect(resumed).toMatchObject({ status: 'succeeded', attempts: [{ number: 1 }, { number: 2, ended: 'succeeded' }] });
  expect(resumed.attempts[1].fromStep).toBeGreaterThan(500);
  const reported = (await jobs.service.events(id, 0)).filter(({ type, attempt }) => type === 'progress' && attempt === 1).at(-1)!;
  expect(resumed.attempts[1].repeatedSteps).toBe(Math.max(0, reported.step - resumed.attempts[1].fromStep));
  const reference = await jobs.finished((await jobs.service.submit(undisturbed)).id);
  expect(reference.attempts).toHaveLength(1);
  expect(resumed.result!.weightsSha256).toBe(reference.result!.weightsSha256);
  expect(await jobs.service.metrics(id, { maxPoints: 5000 })).toEqual(await jobs.service.metrics(reference.id, { maxPoints: 5000 }));
});

test('a job whose lease was lost is offered again', async () => {
  const { id } = await jobs.service.submit(spec);
  await loseLeases();
  await jobs.startConsumer();
  expect(await jobs.finished(id)).toMatchObject({ status: 'succeeded' });
});

test('a job whose record Redis lost comes back from its stored spec', async () => {
  const { id, specHash, createdAt } = await jobs.service.submit(spec);
  await jobs.redis.flushall();
  await expect(jobs.service.get(id)).rejects.toMatchObject({ code: 'not-found' });
  await jobs.startConsumer();
  await expect.poll(() => jobs.service.get(id).then(({ status }) => status, () => 'missing'), { timeout: 10_000 }).toBe('succeeded');
  expect(await jobs.service.get(id)).toMatchObject({ specHash, createdAt });
});

test('a job that ended but was not archived is archived', async () => {
  const { id } = await jobs.service.submit(spec);
  await loseLeases();
  await change(jobs.redis, id, { from: null, attempt: null, set: { status: 'failed' } });
  await jobs.startConsumer();
  await expect.poll(() => jobs.store.has(`jobs/${id}/record.json`), { timeout: 10_000 }).toBe(true);
  await expect.poll(() => jobs.redis.sismember(keys.open, id)).toBe(0);
});

test('an attempt that died between publishing and finishing is finished without a second version', async () => {
  await jobs.startConsumer();
  const done = await jobs.finished((await jobs.service.submit(spec)).id);
  await expect.poll(() => jobs.redis.sismember(keys.open, done.id)).toBe(0);
  // as if the consumer had been killed after the model was published: the record says running, nobody has the lease
  await change(jobs.redis, done.id, { from: null, attempt: null, set: { status: 'running', result: null, attempts: done.attempts.map((attempt) => ({ ...attempt, ended: null })) } });
  await jobs.redis.sadd(keys.open, done.id);
  await expect.poll(async () => (await jobs.service.get(done.id)).status, { timeout: 15_000 }).toBe('succeeded');
  expect((await jobs.service.get(done.id)).result).toEqual(done.result);
  expect((await jobs.models.model(spec.model)).versions).toEqual([1]);
});

test('attempts that die again and again without a checkpoint exhaust the restarts', async () => {
  const { id } = await jobs.service.submit({ ...spec, limits: { maxRestarts: 2 } });
  const lost = { number: 3, consumer: 'gone', threads: 1, startedAt: '2026-11-23T00:00:00.000Z', endedAt: null, fromStep: 0, repeatedSteps: 0, ended: null };
  await change(jobs.redis, id, { from: null, attempt: null, set: { status: 'running', attempt: 3, restarts: 2, attempts: [lost] } });
  await jobs.startConsumer();
  expect(await jobs.finished(id)).toMatchObject({ status: 'failed', error: { code: 'restarts-exhausted' }, attempts: [{ ended: 'lost' }] });
});

test('a checkpoint since the last loss gives a job all its restarts again', async () => {
  const { id } = await jobs.service.submit({ ...spec, limits: { maxRestarts: 2 } });
  const lost = { number: 3, consumer: 'gone', threads: 1, startedAt: '2026-11-23T00:00:00.000Z', endedAt: null, fromStep: 0, repeatedSteps: 0, ended: null };
  await change(jobs.redis, id, { from: null, attempt: null, set: { status: 'running', attempt: 3, restarts: 2, restartStep: 0, checkpointStep: 10, attempts: [lost] } });
  await jobs.startConsumer();
  expect(await jobs.finished(id)).toMatchObject({ status: 'succeeded', attempts: [{ ended: 'lost' }, { ended: 'succeeded' }] });
});

test('a time limit counts the seconds of earlier attempts', async () => {
  const { id } = await jobs.service.submit({ ...longSpec, limits: { maxSeconds: 50 } });
  await change(jobs.redis, id, { from: ['queued'], attempt: null, set: { spentSeconds: 60 } });
  await jobs.startConsumer();
  expect(await jobs.finished(id)).toMatchObject({ status: 'succeeded', stopReason: 'maxSeconds', progress: { step: 1 } });
});

test('a waiting job is cancelled without a consumer, and no consumer ever starts it', async () => {
  const { id } = await jobs.service.submit(spec);
  expect(await jobs.service.get(id)).toMatchObject({ status: 'queued', queue: { position: 0 } });
  expect(await jobs.service.cancel(id)).toMatchObject({ status: 'cancelled', attempts: [] });
  await jobs.startConsumer();
  const other = await jobs.finished((await jobs.service.submit(spec)).id);
  expect(other.status).toBe('succeeded');
  expect(await jobs.service.get(id)).toMatchObject({ status: 'cancelled', attempts: [] });
});

test('a damaged checkpoint gives way to the one before it', async () => {
  const first = await jobs.startConsumer();
  const { id } = await jobs.service.submit({ ...longSpec, steps: 80_000 });
  await eventOf(jobs.service, id, ({ type }) => type === 'checkpoint');
  await first.close();
  const folder = `jobs/${id}/checkpoints`;
  const names = await jobs.store.list(folder);
  const newest = await jobs.store.get(`${folder}/${names.at(-1)}`);
  await jobs.store.put(`${folder}/${names.at(-1)}`, newest.subarray(0, newest.length - 100));
  await jobs.startConsumer();
  const job = await jobs.finished(id);
  expect(job.status).toBe('succeeded');
  expect((await jobs.service.events(id, 0)).some(({ type, data }) => type === 'log' && String(data.message).includes('passed over'))).toBe(true);
  const reference = await jobs.finished((await jobs.service.submit({ ...longSpec, steps: 80_000 })).id);
  expect(job.result!.weightsSha256).toBe(reference.result!.weightsSha256);
});

test('with Redis away nothing is accepted and nothing stays in the store', async () => {
  const away = await startTestJobs();
  try {
    await away.service.list({ limit: 1 });
    await away.stopRedis();
    await expect(away.service.submit(spec)).rejects.toMatchObject({ code: 'queue-unavailable' });
    expect(await away.store.list('jobs')).toEqual([]);
    expect(await away.service.health()).toMatchObject({ ok: false, reasons: ['Redis does not answer'] });
  } finally {
    await away.close();
  }
});

test('a Redis that hangs for longer than a lease costs an attempt, not the job, a version or a byte', async () => {
  await jobs.startConsumer();
  await jobs.startConsumer();
  const slow = { ...longSpec, steps: 250_000 };
  const { id } = await jobs.service.submit(slow);
  await eventOf(jobs.service, id, ({ type }) => type === 'checkpoint');
  process.kill(jobs.redisPid, 'SIGSTOP');
  await new Promise((resolve) => setTimeout(resolve, 8000));
  process.kill(jobs.redisPid, 'SIGCONT');
  const job = await jobs.finished(id);
  expect(job.status).toBe('succeeded');
  expect((await jobs.models.model(slow.model)).versions).toEqual([1]);
  const reference = await jobs.finished((await jobs.service.submit(slow)).id);
  expect(job.result!.weightsSha256).toBe(reference.result!.weightsSha256);
});
