import { Redis } from 'ioredis';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { change, createRecord, findRecord, newRecord, readRecord } from '../../src/jobs/record.ts';
import { readEvents } from '../../src/jobs/events.ts';
import { readSeries } from '../../src/jobs/history.ts';
import { JOB_STATUSES, TERMINAL_STATUSES } from '../../src/jobs/index.ts';
import type { JobSpec } from '../../src/jobs/spec/index.ts';
import { redisOptions } from '../../src/redis/index.ts';
import { startTestRedis, type TestRedis } from '../support/redis.ts';

let server: TestRedis;
let redis: Redis;
beforeAll(async () => {
  server = await startTestRedis();
  redis = new Redis(redisOptions(server.url));
});
afterAll(async () => {
  redis.disconnect();
  await server.stop();
});

let count = 0;
async function newJob(): Promise<string> {
  const id = `job_${String(count++).padStart(4, '0')}`;
  const spec = { model: 'm', epochs: 3, limits: { maxRestarts: 3 } } as unknown as JobSpec;
  expect(await createRecord(redis, newRecord(id, { spec, specHash: 'sha256:0', steps: 10, createdAt: '2026-11-23T00:00:00.000Z' }))).toBe(true);
  return id;
}

test('a record reads back as it was written, with its first event', async () => {
  const id = await newJob();
  expect(await readRecord(redis, id)).toMatchObject({ id, object: 'job', status: 'queued', attempt: 0, attempts: [], error: null, progress: { step: 0, steps: 10, epochs: 3 }, metrics: {} });
  expect(await readEvents(redis, id, 0)).toMatchObject([{ seq: 1, type: 'status', data: { status: 'queued' } }]);
  expect(await findRecord(redis, 'job_none')).toBe(null);
});

test('creating a record twice changes nothing', async () => {
  const id = await newJob();
  await change(redis, id, { from: null, attempt: null, set: { status: 'running' } });
  const again = newRecord(id, { spec: {} as JobSpec, specHash: '', steps: 1, createdAt: '' });
  expect(await createRecord(redis, { ...again, spec: { limits: {} } as JobSpec })).toBe(false);
  expect((await readRecord(redis, id)).status).toBe('running');
});

describe('a terminal state is written once', () => {
  test.each(TERMINAL_STATUSES)('%s stays', async (terminal) => {
    const id = await newJob();
    const open = JOB_STATUSES.filter((status) => !(TERMINAL_STATUSES as readonly string[]).includes(status));
    expect(await change(redis, id, { from: open, attempt: 0, set: { status: terminal } })).toEqual({ ok: true });
    for (const other of JOB_STATUSES) {
      expect(await change(redis, id, { from: open, attempt: 0, set: { status: other } })).toEqual({ ok: false, reason: 'state', status: terminal });
    }
    expect((await readRecord(redis, id)).status).toBe(terminal);
  });

  test('of many that race to end a job one wins', async () => {
    const id = await newJob();
    const results = await Promise.all(Array.from({ length: 20 }, (_, i) =>
      change(redis, id, { from: ['queued'], attempt: 0, set: { status: TERMINAL_STATUSES[i % 3] }, events: [{ type: 'end', data: { i } }] })));
    expect(results.filter(({ ok }) => ok)).toHaveLength(1);
    expect((await readEvents(redis, id, 0)).filter(({ type }) => type === 'end')).toHaveLength(1);
  });
});

test('an attempt that was replaced can write nothing: no field, no point, no event', async () => {
  const id = await newJob();
  await change(redis, id, { from: ['queued'], attempt: 0, set: { status: 'running', attempt: 1 } });
  await change(redis, id, { from: ['running'], attempt: 1, set: { attempt: 2 } });
  const before = [await readRecord(redis, id), await readEvents(redis, id, 0), await readSeries(redis, id, {})];
  const stale = { from: null, attempt: 1, set: { stopReason: 'stale' }, points: [{ step: 5, values: { trainLoss: 1 } }], events: [{ type: 'log' as const, data: {} }] };
  expect(await change(redis, id, stale)).toEqual({ ok: false, reason: 'fenced', status: 'running' });
  expect([await readRecord(redis, id), await readEvents(redis, id, 0), await readSeries(redis, id, {})]).toEqual(before);
});

test('a job that is not there is missing', async () => {
  expect(await change(redis, 'job_none', { from: null, attempt: null, set: {} })).toEqual({ ok: false, reason: 'missing', status: null });
});

test('events are numbered without gaps, whoever writes them', async () => {
  const id = await newJob();
  await Promise.all(Array.from({ length: 50 }, (_, i) => change(redis, id, { from: null, attempt: null, events: [{ type: 'log', data: { i } }, { type: 'log', data: { i } }] })));
  expect((await readEvents(redis, id, 0)).map(({ seq }) => seq)).toEqual(Array.from({ length: 101 }, (_, i) => i + 1));
  expect((await readEvents(redis, id, 99)).map(({ seq }) => seq)).toEqual([100, 101]);
});

test('metrics keep NaN and the infinities, one value per step, thinned out on demand', async () => {
  const id = await newJob();
  const point = (step: number, values: Record<string, number>) => change(redis, id, { from: null, attempt: null, set: { metrics: values }, points: [{ step, values }] });
  for (let step = 1; step <= 50; step++) await point(step, { trainLoss: step });
  await point(50, { trainLoss: 50 }); // a resumed attempt repeats itself
  await point(51, { trainLoss: NaN, testLoss: Infinity });
  const series = await readSeries(redis, id, {});
  expect(series.trainLoss).toHaveLength(51);
  expect(series.trainLoss.at(-1)).toEqual({ step: 51, value: NaN });
  expect(series.testLoss).toEqual([{ step: 51, value: Infinity }]);
  expect((await readRecord(redis, id)).metrics).toEqual({ trainLoss: NaN, testLoss: Infinity });
  expect((await readSeries(redis, id, { keys: ['trainLoss'], maxPoints: 5 })).trainLoss.map(({ step }) => step)).toEqual([1, 14, 26, 39, 51]);
});
