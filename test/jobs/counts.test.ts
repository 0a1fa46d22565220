import { fork } from 'node:child_process';
import { once } from 'node:events';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createJobService, JOB_STATUSES, type JobService } from '../../src/jobs/index.ts';
import { keys } from '../../src/jobs/keys.ts';
import { eventOf, log, longSpec, spec, startTestJobs, type TestJobs } from './support.ts';

let jobs: TestJobs;
beforeEach(async () => {
  jobs = await startTestJobs();
});
afterEach(() => jobs.close());

/** What is true, looked up job by job. */
async function counted(): Promise<Record<string, number>> {
  const { data } = await jobs.service.list({ limit: 100 });
  return Object.fromEntries(JOB_STATUSES.map((state) => [state, data.filter(({ status }) => status === state).length]));
}

const otherService = (): JobService => createJobService({ redisUrl: jobs.redisUrl, store: jobs.store, datasetContext: jobs.datasetContext, limits: { memoryBytes: 2 ** 30 }, kernels: 'auto', threads: 1, log });

test('every change of state is counted, by whoever made it', async () => {
  expect((await jobs.service.counts()).inState).toEqual(await counted());
  const [first, second, third] = [await jobs.service.submit(spec), await jobs.service.submit(spec), await jobs.service.submit(spec)];
  await jobs.service.cancel(second.id);
  await jobs.service.pause(third.id);
  expect((await jobs.service.counts()).inState).toMatchObject({ queued: 1, cancelled: 1, paused: 1 });
  await jobs.startConsumer();
  await jobs.finished(first.id);
  const { inState, entered } = await jobs.service.counts();
  expect(inState).toEqual(await counted());
  expect(entered).toMatchObject({ queued: 3, running: 1, succeeded: 1, cancelled: 1, paused: 1, failed: 0 });
});

test('a change that is refused counts nothing', async () => {
  const { id } = await jobs.service.submit(spec);
  await jobs.service.cancel(id);
  const before = await jobs.service.counts();
  await expect(jobs.service.pause(id)).rejects.toMatchObject({ code: 'wrong-state' });
  await jobs.service.cancel(id);
  expect(await jobs.service.counts()).toEqual(before);
});

test('jobs of a version that did not count are counted, also when it changes states meanwhile', async () => {
  const { id } = await jobs.service.submit(spec);
  await jobs.service.counts();
  await jobs.redis.hset(keys.job(id), 'status', 'failed');
  const restarted = otherService();
  try {
    expect((await restarted.counts()).inState).toMatchObject({ queued: 0, failed: 1 });
  } finally {
    await restarted.close();
  }
});

test('a consumer that is killed leaves counts that are true, before and after another takes over', async () => {
  const child = fork(new URL('./fixtures/consumer.ts', import.meta.url), [], { env: { ...process.env, REDIS_URL: jobs.redisUrl, STORE: jobs.store.location }, stdio: 'inherit' });
  await once(child, 'message');
  const { id } = await jobs.service.submit({ ...longSpec, steps: 60_000 });
  await eventOf(jobs.service, id, ({ type }) => type === 'progress');
  expect((await jobs.service.counts()).inState).toMatchObject({ queued: 0, running: 1 });
  child.kill('SIGKILL');
  await once(child, 'exit');
  expect((await jobs.service.counts()).inState).toEqual(await counted());
  const restarts: string[] = [];
  await jobs.startConsumer(1, { restarted: (reason) => restarts.push(reason) });
  await jobs.finished(id);
  expect((await jobs.service.counts()).inState).toEqual(await counted());
  expect((await jobs.service.counts()).inState).toMatchObject({ queued: 0, running: 0, succeeded: 1 });
  expect(restarts).toEqual(['lost']);
  // the killed one stays in the list, and its silence is seen
  await jobs.redis.zincrby(keys.consumersSeen, -31_000, (await jobs.service.consumers()).find(({ id: name }) => name.includes(`-${child.pid}-`))!.id);
  expect((await jobs.service.consumers()).filter(({ alive }) => alive)).toHaveLength(1);
  expect(await jobs.service.consumers()).toHaveLength(2);
});
