import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { keys } from '../../src/jobs/keys.ts';
import { eventOf, longSpec, spec, startTestJobs, type TestJobs } from './support.ts';

let jobs: TestJobs;
beforeAll(async () => {
  jobs = await startTestJobs();
  await jobs.startConsumer(2);
});
afterAll(() => jobs.close());

test('a job runs from submit to a model; what is archived is what was served', async () => {
  const submitted = await jobs.service.submit(spec);
  expect(submitted).toMatchObject({ status: 'queued', parent: null, error: null, result: null });
  expect(await jobs.store.has(`jobs/${submitted.id}/spec.json`)).toBe(true);
  const job = await jobs.finished(submitted.id);
  expect(job).toMatchObject({ status: 'succeeded', result: { model: 'moons-net' }, progress: { step: 300, steps: 300, etaSeconds: 0 }, attempts: [{ number: 1, fromStep: 0, ended: 'succeeded' }] });
  expect(job.metrics.testAccuracy).toBeGreaterThan(0.8);
  const version = await jobs.models.get('moons-net', job.result!.version);
  expect(version).toMatchObject({ jobId: job.id, weightsSha256: job.result!.weightsSha256, specHash: job.specHash, dataHash: job.dataHash, build: job.build });
  await expect.poll(() => jobs.redis.sismember(keys.open, job.id)).toBe(0);
  const archived = JSON.parse(new TextDecoder().decode(await jobs.store.get(`jobs/${job.id}/record.json`))) as object;
  expect(archived).toMatchObject({ schemaVersion: 1, id: job.id, status: 'succeeded', result: job.result });
  const lines = new TextDecoder().decode(await jobs.store.get(`jobs/${job.id}/metrics.jsonl`)).trim().split('\n');
  expect(JSON.parse(lines.at(-1)!)).toMatchObject({ step: 300, testAccuracy: job.metrics.testAccuracy });
});

test('the same spec and seed give the same bytes, another seed others', async () => {
  const [a, b, c] = await Promise.all([spec, spec, { ...spec, seed: 8 }].map(async (each) => jobs.finished((await jobs.service.submit(each)).id)));
  expect(a.result!.weightsSha256).toBe(b.result!.weightsSha256);
  expect(a.specHash).toBe(b.specHash);
  expect(c.result!.weightsSha256).not.toBe(a.result!.weightsSha256);
});

test('a loss that is no number fails the job, names the learning rate and keeps what was logged', async () => {
  const { id } = await jobs.service.submit({ ...spec, optimizer: { type: 'sgd', learningRate: 1e30 }, network: { layers: [{ type: 'dense', units: 8 }, { type: 'relu' }, { type: 'dense', units: 2 }] } });
  const job = await jobs.finished(id);
  expect(job).toMatchObject({ status: 'failed', error: { code: 'diverged' }, result: null, attempts: [{ ended: 'failed' }] });
  expect(job.error!.hint).toContain('1e+30');
  expect(job.attempts).toHaveLength(1);
  expect(Object.keys(await jobs.service.metrics(id, {}))).toContain('trainLoss');
  expect((await jobs.service.events(id, 0)).at(-1)).toMatchObject({ type: 'end', data: { status: 'failed', error: { code: 'diverged' } } });
});

describe('cancel', () => {
  test('a running job stops, keeps no model and stays cancelled', async () => {
    const { id } = await jobs.service.submit({ ...longSpec, model: 'cancelled-net' });
    await eventOf(jobs.service, id, ({ type }) => type === 'progress');
    await jobs.service.cancel(id);
    const job = await jobs.finished(id);
    expect(job).toMatchObject({ status: 'cancelled', result: null, attempts: [{ ended: 'cancelled' }] });
    expect((await jobs.service.cancel(id)).status).toBe('cancelled');
    const events = await jobs.service.events(id, 0);
    await new Promise((resolve) => setTimeout(resolve, 600));
    expect(await jobs.service.events(id, 0)).toEqual(events);
    await expect(jobs.models.model('cancelled-net')).rejects.toMatchObject({ code: 'not-found' });
  });

  test('a thread that was cancelled takes the next job', async () => {
    const job = await jobs.finished((await jobs.service.submit(spec)).id);
    expect(job.status).toBe('succeeded');
  });

  test('a finished job cannot be cancelled, an unknown one is not found', async () => {
    const { id } = await jobs.finished((await jobs.service.submit(spec)).id);
    await expect(jobs.service.cancel(id)).rejects.toMatchObject({ code: 'wrong-state' });
    await expect(jobs.service.cancel('job_none')).rejects.toMatchObject({ code: 'not-found' });
  });
});

test('followers that come at different times see every event once and in order', async () => {
  const { id } = await jobs.service.submit({ ...spec, steps: 3000 });
  const follow = async (after: number) => {
    const seen: number[] = [];
    for await (const { seq } of jobs.service.follow(id, after, AbortSignal.timeout(30_000))) seen.push(seq);
    return seen;
  };
  const first = [follow(0), follow(0)];
  await eventOf(jobs.service, id, ({ type }) => type === 'metrics');
  const all = await Promise.all([...first, follow(0), follow(3)]);
  const last = (await jobs.service.events(id, 0)).length;
  const from = (start: number) => Array.from({ length: last - start + 1 }, (_, i) => start + i);
  expect(all).toEqual([from(1), from(1), from(1), from(4)]);
});

test('early stopping and a time limit end a job with a reason, and with a model', async () => {
  const early = await jobs.finished((await jobs.service.submit({ ...longSpec, dataset: { name: 'moons', validation: 100 }, evaluate: { everySteps: 50, samples: null }, earlyStopping: { patience: 3, metric: 'validationLoss' } })).id);
  expect(early).toMatchObject({ status: 'succeeded', stopReason: 'earlyStopping' });
  expect(early.progress.step).toBeLessThan(longSpec.steps);
  const timed = await jobs.finished((await jobs.service.submit({ ...longSpec, steps: 10_000_000, limits: { maxSeconds: 0.5 } })).id);
  expect(timed).toMatchObject({ status: 'succeeded', stopReason: 'maxSeconds' });
});

test('lists are newest first, in pages, by state and by model', async () => {
  const all = await jobs.service.list({ limit: 100 });
  const ids = all.data.map(({ id }) => id);
  expect(ids).toEqual(ids.toSorted().reverse());
  const first = await jobs.service.list({ limit: 3 });
  expect(first).toMatchObject({ hasMore: true });
  const rest = await jobs.service.list({ limit: 100, after: first.data.at(-1)!.id });
  expect([...first.data, ...rest.data].map(({ id }) => id)).toEqual(ids);
  const failed = await jobs.service.list({ limit: 100, status: 'failed' });
  expect(failed.data.map(({ status }) => status)).toEqual(['failed']);
  expect((await jobs.service.list({ limit: 100, model: 'cancelled-net' })).data).toHaveLength(1);
});
