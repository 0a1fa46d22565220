import { afterEach, beforeEach, expect, test } from 'vitest';
import { requeueAbandoned } from '../../src/jobs/abandoned.ts';
import { offerLease, openQueue, waitingLeases } from '../../src/jobs/queue.ts';
import { readRecord } from '../../src/jobs/record.ts';
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
  const queue = openQueue(jobs.redisUrl, false);
  const gone = spawnConsumer(jobs, 4);
  const [one, other, toPause, toCancel] = [await runs(), await runs(), await runs(), await runs()];
  await jobs.startConsumer(1);
  const busy = await runs();
  await kill(gone);
  await jobs.service.pause(toPause);
  await jobs.service.cancel(toCancel);
  const statusOf = async (id: string) => (await jobs.service.get(id)).status;
  await expect.poll(() => Promise.all([one, other, toPause, toCancel].map(statusOf))).toEqual(['queued', 'queued', 'paused', 'cancelled']);
  const placeOf = async (id: string) => (await jobs.service.get(id)).queue?.position;
  await expect.poll(async () => new Set(await Promise.all([one, other].map(placeOf)))).toEqual(new Set([0, 1]));
  await expect.poll(() => waitingLeases(queue)).toBe(2);
  await queue.close();
  const [first, second] = (await placeOf(one)) === 0 ? [one, other] : [other, one];
  expect(await jobs.service.get(first)).toMatchObject({ attempts: [{ number: 1, ended: 'lost' }] });
  expect(await jobs.service.get(toPause)).toMatchObject({ attempts: [{ number: 1, ended: 'lost' }] });
  expect(await jobs.finished(toCancel)).toMatchObject({ status: 'cancelled', attempts: [{ number: 1, ended: 'cancelled' }] });
  expect(await jobs.service.get(busy)).toMatchObject({ status: 'running', attempts: [{ number: 1, ended: null }] });

  await jobs.service.cancel(busy);
  await goesOn(first);
  expect(await jobs.service.get(second)).toMatchObject({ status: 'queued', queue: { position: 0 } });
  expect(await statusOf(toPause)).toBe('paused');
  for (const id of [second, first]) await jobs.service.cancel(id);
  await jobs.service.resume(toPause, {});
  await goesOn(toPause);
});

test('an attempt that was given up for lost while it ran ends, and the next goes on from its checkpoint', async () => {
  await jobs.startConsumer(1);
  const id = await runs();
  expect(await requeueAbandoned({ redis: jobs.redis }, await readRecord(jobs.redis, id), [])).toBe(true);
  await goesOn(id);
});

test('a lease that was offered before a later one begins nothing', async () => {
  const { id } = await jobs.service.submit({ ...longSpec, steps: 20_000 });
  await jobs.service.pause(id);
  await jobs.service.resume(id, {});
  const { lease, spec } = await readRecord(jobs.redis, id);
  const queue = openQueue(jobs.redisUrl, false);
  await offerLease(queue, { id, lease: lease - 1, spec: { ...spec, priority: 1000 } }); // as a withdrawal that failed would leave it
  await queue.close();
  await jobs.startConsumer(2);
  expect(await jobs.finished(id)).toMatchObject({ status: 'succeeded', attempts: [{ number: 1, ended: 'succeeded' }] });
});

/** In a second attempt, from a checkpoint of the first, which was lost. */
async function goesOn(id: string): Promise<void> {
  await eventOf(jobs.service, id, ({ type, attempt }) => type === 'checkpoint' && attempt === 2);
  const { attempts } = await jobs.service.get(id);
  expect(attempts).toMatchObject([{ ended: 'lost' }, { ended: null }]);
  expect(attempts[1].fromStep).toBeGreaterThan(0);
}
