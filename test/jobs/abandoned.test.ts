import { afterEach, beforeEach, expect, test } from 'vitest';
import { kill, spawnConsumer } from './processes.ts';
import { eventOf, longSpec, startTestJobs, type TestJobs } from './support.ts';

let jobs: TestJobs;
beforeEach(async () => {
  jobs = await startTestJobs();
});
afterEach(() => jobs.close());

const endless = { ...longSpec, steps: 100_000_000, threads: 1 };
const runs = async (): Promise<string> => {
  const { id } = await jobs.service.submit(endless);
  await eventOf(jobs.service, id, ({ type }) => type === 'checkpoint');
  return id;
};

test('jobs whose consumer was killed are queued, paused and cancelled though no thread is free for them', async () => {
  const gone = spawnConsumer(jobs, 3);
  const [left, toPause, toCancel] = [await runs(), await runs(), await runs()];
  await jobs.startConsumer(1);
  const busy = await runs();
  await kill(gone);
  expect((await jobs.service.pause(toPause)).status).toBe('pausing');
  expect((await jobs.service.cancel(toCancel)).status).toBe('cancelling');
  const statusOf = async (id: string) => (await jobs.service.get(id)).status;
  await expect.poll(() => Promise.all([left, toPause, toCancel].map(statusOf))).toEqual(['queued', 'paused', 'cancelled']);
  expect(await jobs.service.get(left)).toMatchObject({ queue: { position: 0 }, attempts: [{ number: 1, ended: 'lost' }] });
  expect(await jobs.service.get(toPause)).toMatchObject({ attempts: [{ number: 1, ended: 'lost' }] });
  expect(await jobs.finished(toCancel)).toMatchObject({ status: 'cancelled', attempts: [{ number: 1, ended: 'cancelled' }] });
  expect(await jobs.service.get(busy)).toMatchObject({ status: 'running', attempts: [{ number: 1, ended: null }] });

  await jobs.service.cancel(busy);
  await eventOf(jobs.service, left, ({ type, attempt }) => type === 'checkpoint' && attempt === 2);
  expect((await jobs.service.get(left)).attempts).toMatchObject([{ ended: 'lost' }, { ended: null, fromStep: expect.any(Number) as number }]);
  await jobs.service.cancel(left);
  expect(await statusOf(toPause)).toBe('paused');
});
