import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createControl, CONTROL, claimPublishing, readControl, request } from '../../src/jobs/control.ts';
import { isTerminal, JOB_STATUSES, type JobStatus } from '../../src/jobs/job.ts';
import { change, readRecord } from '../../src/jobs/record.ts';
import { kill, spawnConsumer } from './processes.ts';
import { eventOf, longSpec, spec, startTestJobs, type TestJobs } from './support.ts';

let jobs: TestJobs;
beforeEach(async () => {
  jobs = await startTestJobs();
});
afterEach(() => jobs.close());

type Verb = 'pause' | 'resume' | 'stop' | 'cancel';

/** What each verb makes of each state where nobody runs the job; null: it does not fit. */
const TABLE: Record<JobStatus, Record<Verb, JobStatus | null>> = {
  queued: { pause: 'paused', resume: 'queued', stop: 'queued', cancel: 'cancelled' },
  running: { pause: 'pausing', resume: 'running', stop: 'running', cancel: 'cancelling' },
  pausing: { pause: 'pausing', resume: null, stop: null, cancel: 'cancelling' },
  paused: { pause: 'paused', resume: 'queued', stop: 'queued', cancel: 'cancelled' },
  cancelling: { pause: null, resume: null, stop: null, cancel: 'cancelling' },
  cancelled: { pause: null, resume: null, stop: null, cancel: 'cancelled' },
  succeeded: { pause: null, resume: null, stop: null, cancel: null },
  failed: { pause: null, resume: null, stop: null, cancel: null },
};

const CASES = JOB_STATUSES.flatMap((status) => (Object.entries(TABLE[status]) as [Verb, JobStatus | null][]).map(([verb, becomes]) => [verb, status, becomes] as const));

describe('verbs and states', () => {
  test.each(CASES)('%s of a job that is %s: %s', async (verb, status, becomes) => {
    const { id } = await jobs.service.submit(spec);
    await change(jobs.redis, id, { from: null, attempt: null, set: { status, checkpointStep: 10 } });
    const asked = jobs.service[verb](id, {});
    if (becomes === null) {
      await expect(asked).rejects.toMatchObject({ code: 'wrong-state', message: expect.stringContaining(status) as string, hint: expect.stringMatching(/\.$/) as string });
      expect((await readRecord(jobs.redis, id)).status).toBe(status);
      return;
    }
    expect((await asked).status).toBe(becomes);
    expect((await jobs.service[verb](id, {}).catch(() => ({ status: becomes }))).status).toBe(becomes); // asking twice does no more
  });

  test('stopping what has learnt nothing is refused, and says what to do', async () => {
    const { id } = await jobs.service.submit(spec);
    await expect(jobs.service.stop(id)).rejects.toMatchObject({ code: 'wrong-state', hint: 'Cancel it, or stop it while it runs.' });
  });

  test.each(['pause', 'resume', 'stop', 'cancel'] as const)('%s of an unknown job is not found', async (verb) => {
    await expect(jobs.service[verb]('job_nobody', {})).rejects.toMatchObject({ code: 'not-found' });
  });
});

describe('a running job', () => {
  test.each([
    ['pause', { status: 'pausing' }, { status: 'paused' }],
    ['stop', { stopRequested: true }, { status: 'succeeded', stopReason: 'user' }],
    ['cancel', { status: 'cancelling' }, { status: 'cancelled' }],
  ] as const)('heeds a wish to %s whose signal was lost', async (_verb, wish, ends) => {
    await jobs.startConsumer();
    const { id } = await jobs.service.submit({ ...longSpec, steps: 10_000_000, evaluate: { everySteps: 10_000 } });
    await eventOf(jobs.service, id, ({ type }) => type === 'progress');
    expect(await change(jobs.redis, id, { from: ['running'], attempt: 1, set: wish })).toEqual({ ok: true });
    await expect.poll(() => jobs.service.get(id), { timeout: 20_000 }).toMatchObject(ends);
    if (ends.status === 'paused') await jobs.service.cancel(id);
  });

  test('paused and resumed with other threads gives the bytes of an undisturbed one', async () => {
    await jobs.startConsumer(2);
    const wanted = { ...longSpec, steps: 80_000 };
    const { id, specHash } = await jobs.service.submit({ ...wanted, threads: 2 }); // few steps: on a busy machine two threads of so small a network are slow
    await eventOf(jobs.service, id, ({ type }) => type === 'progress');
    expect(['pausing', 'paused']).toContain((await jobs.service.pause(id)).status);
    await expect.poll(() => jobs.service.get(id).then(({ status }) => status), { timeout: 10_000 }).toBe('paused');
    const paused = await jobs.service.get(id);
    expect(paused.attempts).toMatchObject([{ number: 1, ended: 'handed-back' }]);
    const { seq } = (await jobs.service.events(id, 0)).at(-1)!;
    await new Promise((resume) => setTimeout(resume, 2500)); // more than a round of the reconciler
    expect(await jobs.service.events(id, seq)).toEqual([]);
    expect((await jobs.service.resume(id, { threads: 1 })).spec.threads).toBe(1);
    const done = await jobs.finished(id);
    expect(done).toMatchObject({ status: 'succeeded', specHash, attempts: [{ threads: 2, ended: 'handed-back' }, { threads: 1, ended: 'succeeded' }] });
    expect(done.attempts[1].fromStep).toBeGreaterThan(0);
    const undisturbed = await jobs.finished((await jobs.service.submit({ ...wanted, threads: 1 })).id);
    expect(undisturbed.result!.weightsSha256).toBe(done.result!.weightsSha256);
    const statuses = (await jobs.service.events(id, 0)).filter(({ type }) => type === 'status').map(({ data }) => data.status);
    expect(statuses).toEqual(['queued', 'running', 'pausing', 'paused', 'queued', 'running', 'succeeded']);
  });

  test('stopped keeps what it has, and frees its thread within a moment', async () => {
    await jobs.startConsumer(1);
    const { id } = await jobs.service.submit({ ...longSpec, steps: 100_000_000, model: 'stopped-net' });
    await eventOf(jobs.service, id, ({ type }) => type === 'progress');
    await jobs.service.stop(id);
    const done = await jobs.finished(id);
    expect(done).toMatchObject({ status: 'succeeded', stopReason: 'user', result: { model: 'stopped-net', version: 1 } });
    expect(done.progress.step).toBeLessThan(100_000_000);
    expect((await jobs.models.weights('stopped-net', 1)).length).toBeGreaterThan(0);
    expect((await jobs.service.stop(id)).status).toBe('succeeded');
    expect((await jobs.finished((await jobs.service.submit(spec)).id)).status).toBe('succeeded');
  });

  test('stopped keeps the best where the spec says so', async () => {
    await jobs.startConsumer(1);
    const { id } = await jobs.service.submit({ ...longSpec, steps: 100_000_000, evaluate: { everySteps: 5000, samples: 100 }, checkpoint: { everySeconds: 1, keepBest: { metric: 'testLoss' } } });
    await eventOf(jobs.service, id, ({ type, step }) => type === 'metrics' && step >= 10_000);
    await jobs.service.stop(id);
    expect(await jobs.finished(id)).toMatchObject({ status: 'succeeded', stopReason: 'user' });
  });

  test('whose consumer dies while it is being paused is paused by the next one; a wish to stop outlives a crash', async () => {
    const child = spawnConsumer(jobs, 1);
    const { id } = await jobs.service.submit({ ...longSpec, steps: 100_000_000 });
    await eventOf(jobs.service, id, ({ type }) => type === 'checkpoint');
    await kill(child);
    expect((await jobs.service.pause(id)).status).toBe('pausing');
    await jobs.startConsumer(1);
    await expect.poll(() => jobs.service.get(id).then(({ status }) => status), { timeout: 30_000 }).toBe('paused');
    expect((await jobs.service.get(id)).attempts).toMatchObject([{ ended: 'lost' }]);
    await jobs.service.stop(id); // a paused job has to go on to hand over what it has
    expect(await jobs.finished(id)).toMatchObject({ status: 'succeeded', stopReason: 'user', attempts: [{ ended: 'lost' }, { ended: 'succeeded' }] });
  }, 90_000);
});

test('what a thread is asked for later counts only where it is stronger; publishing cannot be taken back', () => {
  const control = createControl();
  expect(request(control, CONTROL.stop)).toBe(true);
  expect(request(control, CONTROL.handBack)).toBe(true);
  expect(request(control, CONTROL.stop)).toBe(true);
  expect(readControl(control)).toBe(CONTROL.handBack);
  expect(claimPublishing(control)).toBe(false);
  expect(request(control, CONTROL.cancel)).toBe(true);
  expect(readControl(control)).toBe(CONTROL.cancel);
  const stopping = createControl();
  request(stopping, CONTROL.stop);
  expect(claimPublishing(stopping)).toBe(true);
  expect(request(stopping, CONTROL.cancel)).toBe(false);
});

describe('jobs made of jobs', () => {
  test('a reproduction says that its bytes are identical, and whose they are', async () => {
    await jobs.startConsumer(1);
    const first = await jobs.finished((await jobs.service.submit(spec)).id);
    expect(first).toMatchObject({ parent: null, reproduction: null });
    const again = await jobs.service.reproduce(first.id);
    expect(again).toMatchObject({ status: 'queued', parent: first.id, specHash: first.specHash, reproduction: { of: first.id, weightsSha256: first.result!.weightsSha256, identical: null } });
    const done = await jobs.finished(again.id);
    expect(done).toMatchObject({ status: 'succeeded', parent: first.id, reproduction: { of: first.id, identical: true }, result: { version: first.result!.version + 1 } });
    expect(done.id).not.toBe(first.id);
  });

  test('a reproduction that gives other bytes says so', async () => {
    await jobs.startConsumer(1);
    const first = await jobs.finished((await jobs.service.submit(spec)).id);
    await change(jobs.redis, first.id, { from: null, attempt: null, set: { result: { ...first.result!, weightsSha256: 'sha256:other' } } });
    const done = await jobs.finished((await jobs.service.reproduce(first.id)).id);
    expect(done.reproduction).toEqual({ of: first.id, weightsSha256: 'sha256:other', identical: false });
  });

  test('its origin comes back with a job that Redis lost', async () => {
    const first = await jobs.service.submit(spec);
    await change(jobs.redis, first.id, { from: null, attempt: null, set: { status: 'succeeded', result: { model: 'moons-net', version: 1, weightsSha256: 'sha256:x' } } });
    const again = await jobs.service.reproduce(first.id);
    await jobs.redis.flushall();
    await jobs.startConsumer(1);
    await expect.poll(() => jobs.service.get(again.id).then(({ status }) => status).catch(() => 'lost'), { timeout: 20_000 }).toBe('succeeded');
    expect(await jobs.service.get(again.id)).toMatchObject({ parent: first.id, reproduction: { of: first.id, identical: false } });
  });

  test.each(JOB_STATUSES)('retry and reproduce of a job that is %s', async (status) => {
    const { id } = await jobs.service.submit(spec);
    await change(jobs.redis, id, { from: null, attempt: null, set: { status, result: status === 'succeeded' ? { model: 'm', version: 1, weightsSha256: 'sha256:x' } : null } });
    if (isTerminal(status)) expect(await jobs.service.retry(id)).toMatchObject({ status: 'queued', parent: id, attempts: [], reproduction: null });
    else await expect(jobs.service.retry(id)).rejects.toMatchObject({ code: 'wrong-state', message: expect.stringContaining(status) as string });
    if (status === 'succeeded') expect(await jobs.service.reproduce(id)).toMatchObject({ parent: id });
    else await expect(jobs.service.reproduce(id)).rejects.toMatchObject({ code: 'wrong-state' });
  });
});

describe('a fork', () => {
  /** A job that was stopped with a checkpoint behind it. */
  async function parent(): Promise<{ id: string; step: number }> {
    const { id } = await jobs.service.submit({ ...longSpec, steps: 150_000 });
    const { step } = await eventOf(jobs.service, id, ({ type }) => type === 'checkpoint');
    await jobs.service.cancel(id);
    return { id, step };
  }

  test('that changes nothing gives the bytes of the undisturbed job', async () => {
    await jobs.startConsumer(2);
    const { id } = await parent();
    const kept = await jobs.service.checkpoints(id);
    expect(kept.at(-1)).toMatchObject({ step: expect.any(Number) as number, bytes: expect.any(Number) as number, sha256: expect.stringMatching(/^sha256:/) as string, metrics: { trainLoss: expect.any(Number) as number } });
    const fork = await jobs.service.fork(id, {});
    expect(await jobs.service.checkpoints(fork.id)).toMatchObject([{ step: kept.at(-1)!.step }]);
    expect(fork).toMatchObject({ status: 'queued', parent: id });
    const done = await jobs.finished(fork.id);
    expect(done).toMatchObject({ status: 'succeeded', attempts: [{ number: 1, ended: 'succeeded' }] });
    expect(done.attempts[0].fromStep).toBeGreaterThan(0);
    const undisturbed = await jobs.finished((await jobs.service.submit({ ...longSpec, steps: 150_000 })).id);
    expect(done.result!.weightsSha256).toBe(undisturbed.result!.weightsSha256);
  });

  test('goes on with another optimizer, rate and length from a chosen checkpoint, the same way each time', async () => {
    await jobs.startConsumer(2);
    const { id, step } = await parent();
    const changes = { step, spec: { steps: step + 500, optimizer: { type: 'momentum', learningRate: 0.001 }, model: 'forked-net' } };
    const [a, b] = [await jobs.finished((await jobs.service.fork(id, changes)).id), await jobs.finished((await jobs.service.fork(id, changes)).id)];
    expect(a).toMatchObject({ status: 'succeeded', parent: id, spec: { optimizer: { type: 'momentum' }, seed: 7 }, progress: { step: step + 500 }, attempts: [{ fromStep: step }], result: { model: 'forked-net' } });
    expect(b.result!.weightsSha256).toBe(a.result!.weightsSha256);
    const other = await jobs.finished((await jobs.service.fork(id, { ...changes, spec: { ...changes.spec, optimizer: { type: 'momentum', learningRate: 0.002 } } })).id);
    expect(other.result!.weightsSha256).not.toBe(a.result!.weightsSha256);
  });

  test('is refused where it cannot begin, with the reason', async () => {
    await jobs.startConsumer(1);
    const { id, step } = await parent();
    const refused = (request: Parameters<typeof jobs.service.fork>[1]) => jobs.service.fork(id, request).then(() => 'accepted', (error: { code: string; issues: { pointer: string }[] }) => `${error.code} ${error.issues[0]?.pointer ?? ''}`);
    expect(await refused({ step: step + 1 })).toBe('invalid-input #/step');
    expect(await refused({ spec: { network: { preset: 'two-layer-net' } } })).toBe('invalid-spec #/spec/network');
    expect(await refused({ spec: { steps: step } })).toBe('invalid-spec #/spec');
    expect(await refused({ spec: { optimizer: { type: 'adm' } } })).toBe('unknown-name #/spec/optimizer/type');
    const fresh = await jobs.service.submit({ ...spec, steps: 1 });
    await expect(jobs.service.fork(fresh.id, {})).rejects.toMatchObject({ code: 'wrong-state' });
    expect((await jobs.service.list({ limit: 100 })).data).toHaveLength(2);
  });
});
