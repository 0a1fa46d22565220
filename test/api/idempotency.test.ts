import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Job } from '../../src/client/index.ts';
import { Idempotency } from '../../src/jobs/idempotency.ts';
import { Redis } from 'ioredis';
import { redisOptions } from '../../src/redis/index.ts';
import { startTestRedis } from '../support/redis.ts';
import { smallJob, startTestApi } from './support.ts';
import type { TestApi } from './support.ts';

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api.close());

const send = (path: string, key: string, body: unknown) => api.request(path, { method: 'POST', headers: { 'content-type': 'application/json', 'idempotency-key': key }, body: JSON.stringify(body) });
const count = async (): Promise<number> => (await api.client.jobs.list({ limit: 100 })).data.length;

test('the same key and body is one job, and one answer', async () => {
  const before = await count();
  const first = await send('/api/v1/jobs', 'k1', smallJob);
  expect(first.status).toBe(201);
  expect(first.headers.get('idempotency-replayed')).toBeNull();
  const text = await first.text();
  const again = await send('/api/v1/jobs', 'k1', smallJob);
  expect(again.status).toBe(201);
  expect(again.headers.get('idempotency-replayed')).toBe('true');
  expect(again.headers.get('location')).toBe(first.headers.get('location'));
  expect(again.headers.get('content-type')).toBe(first.headers.get('content-type'));
  expect(await again.text()).toBe(text);
  expect(await count()).toBe(before + 1);
  expect((await send('/api/v1/jobs', 'k2', smallJob)).headers.get('location')).not.toBe(first.headers.get('location'));
});

test('many at once are one job; the others are answered or told to come again', async () => {
  const before = await count();
  const answers = await Promise.all(Array.from({ length: 12 }, () => send('/api/v1/jobs', 'crowd', smallJob)));
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([201, 409].filter((status) => answers.some((answer) => answer.status === status))));
  expect(answers.filter(({ status }) => status === 201).length).toBeGreaterThan(0);
  expect(new Set(answers.flatMap((answer) => answer.headers.get('location') ?? [])).size).toBe(1);
  expect(await count()).toBe(before + 1);
});

test('another body under the same key is refused; one that was refused frees its key', async () => {
  await send('/api/v1/jobs', 'k3', smallJob);
  const other = await send('/api/v1/jobs', 'k3', { ...smallJob, seed: 9 });
  expect(other.status).toBe(422);
  expect(await other.json()).toMatchObject({ code: 'key-reused' });
  expect((await send('/api/v1/jobs', 'k4', { ...smallJob, steps: 0 })).status).toBe(422);
  expect((await send('/api/v1/jobs', 'k4', smallJob)).status).toBe(201);
});

test('works for everything that creates, each address by itself', async () => {
  const { id } = await api.client.jobs.create(smallJob);
  await api.client.jobs.cancel(id);
  const before = await count();
  const [a, b] = [await send(`/api/v1/jobs/${id}/retry`, 'k5', {}), await send(`/api/v1/jobs/${id}/retry`, 'k5', {})];
  expect(((await a.json()) as Job).id).toBe(((await b.json()) as Job).id);
  expect(await count()).toBe(before + 1);
  const run = [await send('/api/v1/catalogue/experiments/ch02-gates/runs', 'k5', {}), await send('/api/v1/catalogue/experiments/ch02-gates/runs', 'k5', {})];
  expect(await run[0].text()).toBe(await run[1].text());
});

test('a form with a key is refused, and leaves nothing behind: what it holds is not compared', async () => {
  const upload = (name: string) => {
    const body = new FormData();
    body.set('name', name);
    body.set('format', 'csv');
    body.set('file', new Blob(['a,b,label\n1,2,x\n3,4,y\n']), 'points.csv');
    return { method: 'POST', headers: { 'idempotency-key': 'form' }, body };
  };
  for (const path of ['/api/v1/datasets', '/api/v1/models/import']) {
    const refused = await api.request(path, upload('points'));
    expect([refused.status, await refused.json()]).toMatchObject([400, { code: 'malformed-request', detail: 'Idempotency-Key works with JSON bodies only.' }]);
  }
  expect((await api.request('/api/v1/datasets/points')).status).toBe(404);
});

test('a key that is none is refused; verbs and predictions do not care', async () => {
  expect((await send('/api/v1/jobs', 'x'.repeat(256), smallJob)).status).toBe(400);
  expect((await send('/api/v1/jobs/job_nobody/pause', 'k6', {})).status).toBe(404);
});

test('a request whose process died is taken over with the same id, not done twice', async () => {
  const server = await startTestRedis();
  const redis = new Redis(redisOptions(server.url));
  try {
    const idempotency = new Idempotency(redis);
    const begun = await idempotency.begin('k', 'f', 1_000_000);
    expect(begun).toMatchObject({ state: 'new' });
    expect(await idempotency.begin('k', 'f', 1_010_000)).toEqual({ state: 'in-flight' });
    expect(await idempotency.begin('k', 'f', 1_040_000)).toEqual(begun);
    expect(await idempotency.begin('k', 'g', 1_040_000)).toEqual({ state: 'other-request' });
    await idempotency.finish('k', { status: 201, headers: {}, body: '{}' });
    expect(await idempotency.begin('k', 'f', 1_090_000)).toMatchObject({ state: 'answered', answer: { status: 201 } });
  } finally {
    redis.disconnect();
    await server.stop();
  }
});
