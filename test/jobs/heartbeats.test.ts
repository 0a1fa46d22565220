import { afterEach, beforeEach, expect, test } from 'vitest';
import { keys } from '../../src/jobs/keys.ts';
import { eventOf, longSpec, startTestJobs, type TestJobs } from './support.ts';

let jobs: TestJobs;
beforeEach(async () => {
  jobs = await startTestJobs();
});
afterEach(() => jobs.close());

test('without a consumer jobs can be taken, with a warning that says what to do; with one there is none', async () => {
  expect(await jobs.service.health()).toEqual({ ok: true, reasons: [], warnings: [expect.stringMatching(/no consumer was seen in the last 30 s.*npm run consumer/)] });
  await jobs.startConsumer();
  expect(await jobs.service.health()).toEqual({ ok: true, reasons: [], warnings: [] });
});

test('a Redis that may drop keys is a reason', async () => {
  await jobs.redis.config('SET', 'maxmemory-policy', 'allkeys-lru');
  expect(await jobs.service.health()).toMatchObject({ ok: false, reasons: [expect.stringMatching(/allkeys-lru.*noeviction/)] });
});

test('a consumer says what it is and how busy it is, and leaves the list when it is stopped', async () => {
  const consumer = await jobs.startConsumer(2);
  expect(await consumer.health()).toEqual({ ok: true, reasons: [], warnings: [] });
  const [info] = await jobs.service.consumers();
  expect(info).toMatchObject({ id: expect.stringContaining(String(process.pid)), threads: 2, busy: 0, alive: true, build: expect.stringMatching(/\w/) });
  expect(Math.abs(Date.parse(info.since) - Date.now())).toBeLessThan(60_000);
  const { id } = await jobs.service.submit({ ...longSpec, steps: 100_000_000, threads: 1 });
  await eventOf(jobs.service, id, ({ type }) => type === 'progress');
  expect(consumer.load()).toEqual({ threads: 2, busy: 1 });
  await expect.poll(async () => (await jobs.service.consumers())[0].busy, { timeout: 10_000 }).toBe(1);
  await consumer.close();
  expect(await jobs.service.consumers()).toEqual([]);
  expect((await consumer.health()).ok).toBe(false);
});

test('one that was silent for ten minutes is forgotten', async () => {
  await jobs.redis.hset(keys.consumers, 'old', '{}', 'old:since', '0');
  await jobs.redis.zadd(keys.consumersSeen, 1, 'old');
  await jobs.startConsumer();
  expect((await jobs.service.consumers()).map(({ id }) => id)).not.toContain('old');
  expect(await jobs.redis.hlen(keys.consumers)).toBe(2);
});

test('while Redis hangs a consumer is not healthy, and says why within seconds', async () => {
  const consumer = await jobs.startConsumer();
  process.kill(jobs.redisPid, 'SIGSTOP');
  try {
    expect(await consumer.health()).toEqual({ ok: false, reasons: ['Redis does not answer'], warnings: [] });
  } finally {
    process.kill(jobs.redisPid, 'SIGCONT');
  }
  await expect.poll(() => consumer.health()).toMatchObject({ ok: true });
});
