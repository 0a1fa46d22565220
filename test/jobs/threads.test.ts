import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Job } from '../../src/jobs/index.ts';
import { openQueue } from '../../src/jobs/queue.ts';
import { kill, spawnConsumer } from './processes.ts';
import { eventOf, longSpec, spec, startTestJobs, type TestJobs } from './support.ts';

let jobs: TestJobs;
beforeEach(async () => {
  jobs = await startTestJobs();
});
afterEach(() => jobs.close());

/** The sum of threads at each moment at which an attempt began, from the records. */
function threadsAtOnce(finished: readonly Job[]): number[] {
  const attempts = finished.flatMap((job) => job.attempts);
  return attempts.map(({ startedAt }) => attempts.filter((other) => other.startedAt <= startedAt && (other.endedAt ?? '9') > startedAt).reduce((sum, { threads }) => sum + threads, 0));
}

const message = async (id: string): Promise<string> => {
  const events = await jobs.service.events(id, 0);
  return events.filter(({ type }) => type === 'log').map(({ data }) => String(data.message)).join('\n');
};

/** Convolution, batch norm, dropout, a residual connection and a last partial batch: wide enough to be worth several threads. */
const conv = {
  model: 'conv-net',
  network: { layers: [
    { type: 'conv2d', name: 'a', filters: 8, kernel: 3, pad: 1 }, { type: 'batchNorm' }, { type: 'relu', name: 'b' },
    { type: 'conv2d', filters: 8, kernel: 3, pad: 1 }, { type: 'add', inputs: ['b', 'conv2d1'] }, { type: 'relu' },
    { type: 'maxPool2d', size: 2 }, { type: 'flatten' }, { type: 'dense', units: 20 }, { type: 'dropout', ratio: 0.3 }, { type: 'dense', units: 10 },
  ] },
  dataset: { name: 'synthetic-digits', trainSize: 470 },
  batchSize: 50,
  seed: 11,
  steps: 60,
  evaluate: { everySteps: 1000, samples: 100 },
  checkpoint: { everySeconds: 1 },
};

test('many jobs of all widths on a small consumer: all finish, never on more threads than it has', async () => {
  await jobs.service.list({ limit: 1 }); // connected before all submit at once
  const widths = [3, 1, 2, 3, null, 2, 16, 1, 3, null, 2, 1];
  const submitted = await Promise.all(widths.map((threads, i) => jobs.service.submit({ ...(i % 3 === 0 ? { ...conv, steps: 12 } : spec), threads })));
  await jobs.startConsumer(3);
  const finished = await Promise.all(submitted.map(({ id }) => jobs.finished(id)));
  expect(finished.map(({ status }) => status)).toEqual(widths.map(() => 'succeeded'));
  finished.forEach(({ spec: { threads }, attempts }) => {
    expect(attempts).toHaveLength(1);
    if (threads !== null) expect(attempts[0].threads).toBe(Math.min(threads, 3));
    else expect(attempts[0].threads).toBeLessThanOrEqual(3);
  });
  expect(Math.max(...threadsAtOnce(finished))).toBeLessThanOrEqual(3);
  for (const like of [0, 1]) {
    const same = finished.filter((_, i) => Math.min(i % 3, 1) === like);
    expect(new Set(same.map(({ result }) => result!.weightsSha256)).size).toBe(1);
    expect(new Set(same.map(({ specHash }) => specHash)).size).toBe(1);
  }
  const wide = finished.find(({ spec: { threads } }) => threads === 16)!;
  expect(await message(wide.id)).toMatch(/computing with \S+ on 3 threads, from step 0/);
});

test('a wide job that waits is still queued, lets nobody overtake it, and can be cancelled', async () => {
  await jobs.startConsumer(2);
  const narrow = await jobs.service.submit({ ...longSpec, steps: 100_000_000, threads: 1 });
  await eventOf(jobs.service, narrow.id, ({ type }) => type === 'progress');
  const wide = await jobs.service.submit({ ...spec, threads: 2 });
  await eventOf(jobs.service, wide.id, ({ type, data }) => type === 'log' && String(data.message).startsWith('waiting for 2 free threads'));
  const behind = await jobs.service.submit({ ...spec, threads: 1 });
  await new Promise((resolve) => setTimeout(resolve, 6000)); // longer than a lease lasts without being renewed
  expect(await jobs.service.get(wide.id)).toMatchObject({ status: 'queued', attempts: [], startedAt: null });
  expect(await jobs.service.get(behind.id)).toMatchObject({ status: 'queued', attempts: [], queue: { position: 0 } });
  expect(await jobs.service.cancel(wide.id)).toMatchObject({ status: 'cancelled', attempts: [] });
  expect(await jobs.finished(behind.id)).toMatchObject({ status: 'succeeded', attempts: [{ threads: 1 }] });
  expect(await jobs.service.get(narrow.id)).toMatchObject({ status: 'running' });
  await jobs.service.cancel(narrow.id);
  expect(await jobs.service.get(wide.id)).toMatchObject({ status: 'cancelled', attempts: [] });
});

test('a wide job that waits goes to a consumer that has room, and is handed back by one that stops', async () => {
  const busy = await jobs.startConsumer(2);
  const narrow = await jobs.service.submit({ ...longSpec, steps: 100_000_000, threads: 1 });
  await eventOf(jobs.service, narrow.id, ({ type }) => type === 'progress');
  const waits = ({ type, data }: { type: string; data: Record<string, unknown> }) => type === 'log' && String(data.message).startsWith('waiting');
  const first = await jobs.service.submit({ ...spec, threads: 2 });
  await eventOf(jobs.service, first.id, waits);
  await jobs.startConsumer(2);
  const elsewhere = await jobs.finished(first.id);
  expect(elsewhere).toMatchObject({ status: 'succeeded', attempts: [{ threads: 2 }] });
  expect(elsewhere.attempts[0].consumer).not.toBe((await jobs.service.get(narrow.id)).attempts[0].consumer);
  await jobs.service.cancel(narrow.id);
  await busy.close();
  expect(await jobs.finished((await jobs.service.submit({ ...spec, threads: 2 })).id)).toMatchObject({ status: 'succeeded' });
});

test('a consumer that stops hands back the job that waits as well', async () => {
  const first = await jobs.startConsumer(2);
  const narrow = await jobs.service.submit({ ...longSpec, steps: 60_000, threads: 1 });
  await eventOf(jobs.service, narrow.id, ({ type }) => type === 'progress');
  const wide = await jobs.service.submit({ ...spec, threads: 2 });
  await eventOf(jobs.service, wide.id, ({ type, data }) => type === 'log' && String(data.message).startsWith('waiting'));
  await first.close();
  expect(await jobs.service.get(wide.id)).toMatchObject({ status: 'queued', attempts: [], queue: { position: expect.any(Number) as number } });
  await jobs.startConsumer(2);
  expect(await jobs.finished(wide.id)).toMatchObject({ status: 'succeeded', attempts: [{ number: 1, threads: 2 }] });
  expect(await jobs.finished(narrow.id)).toMatchObject({ status: 'succeeded', attempts: [{ ended: 'handed-back' }, { ended: 'succeeded', threads: 1 }] });
});

test('killed and resumed on other numbers of threads: the same bytes and the same spec hash', async () => {
  const long = { ...conv, steps: 1000, checkpoint: { everySeconds: 0.25 } };
  const first = spawnConsumer(jobs, 1);
  const { id } = await jobs.service.submit({ ...long, threads: 4 });
  await eventOf(jobs.service, id, ({ type }) => type === 'checkpoint');
  await kill(first);
  const second = spawnConsumer(jobs, 3);
  await eventOf(jobs.service, id, ({ type, attempt }) => type === 'checkpoint' && attempt === 2);
  await kill(second);
  await jobs.startConsumer(2);
  const resumed = await jobs.finished(id, 120_000); // on two threads of a machine that may have none to spare
  expect(resumed).toMatchObject({ status: 'succeeded', attempts: [{ threads: 1, ended: 'lost' }, { threads: 3, ended: 'lost' }, { threads: 2, ended: 'succeeded' }] });
  expect(resumed.attempts[2].fromStep).toBeGreaterThan(resumed.attempts[1].fromStep);
  const reference = await jobs.finished((await jobs.service.submit({ ...long, threads: 1 })).id);
  expect(reference.attempts).toHaveLength(1);
  expect(reference.specHash).toBe(resumed.specHash);
  expect(reference.result!.weightsSha256).toBe(resumed.result!.weightsSha256);
}, 180_000);

test('a job whose consumer was killed is queued again while it waits for threads', async () => {
  const gone = spawnConsumer(jobs, 2);
  const { id } = await jobs.service.submit({ ...longSpec, steps: 50_000, threads: 2 });
  await eventOf(jobs.service, id, ({ type }) => type === 'checkpoint');
  await kill(gone);
  const narrow = await jobs.service.submit({ ...longSpec, steps: 100_000_000, threads: 1, priority: 5 });
  await jobs.startConsumer(2);
  await eventOf(jobs.service, id, ({ type, data }) => type === 'log' && String(data.message).startsWith('waiting'));
  expect(await jobs.service.get(id)).toMatchObject({ status: 'queued', attempts: [{ ended: 'lost' }] });
  await jobs.service.cancel(narrow.id);
  expect(await jobs.finished(id)).toMatchObject({ status: 'succeeded', attempts: [{ ended: 'lost' }, { ended: 'succeeded' }] });
});

test('leases lost while one waits: the job is offered again and started once', async () => {
  await jobs.startConsumer(2);
  const narrow = await jobs.service.submit({ ...longSpec, steps: 100_000_000, threads: 1 });
  await eventOf(jobs.service, narrow.id, ({ type }) => type === 'progress');
  const wide = await jobs.service.submit({ ...longSpec, steps: 100_000_000, threads: 2 });
  await eventOf(jobs.service, wide.id, ({ type, data }) => type === 'log' && String(data.message).startsWith('waiting'));
  const queue = openQueue(jobs.redisUrl, false);
  await queue.obliterate({ force: true }); // every lease is lost
  await queue.close();
  // either may be the first to be taken again
  await expect.poll(() => jobs.service.get(narrow.id).then(({ attempts }) => attempts[0].ended), { timeout: 20_000 }).toBe('lost');
  await jobs.service.cancel(narrow.id);
  await eventOf(jobs.service, wide.id, ({ type }) => type === 'checkpoint');
  await new Promise((resolve) => setTimeout(resolve, 3000)); // more than a round of the reconciler
  expect(await jobs.service.get(wide.id)).toMatchObject({ status: 'running', attempts: [{ number: 1 }] });
  await jobs.service.cancel(wide.id);
});
