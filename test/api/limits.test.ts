import { once } from 'node:events';
import { get, type IncomingMessage } from 'node:http';
import { readdir } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { KEY, post, smallJob, startTestApi } from './support.ts';
import type { TestApi } from './support.ts';

const RATE = 60;
let api: TestApi;
beforeAll(async () => {
  api = await startTestApi(undefined, { failureLimit: 5, rateLimit: RATE });
});
afterAll(() => api.close());

const root = (path: string, init: RequestInit = {}) => api.request(path, init);
const make = async (limits?: object): Promise<(path: string, init?: RequestInit) => Promise<Response>> => {
  const { key } = (await (await root('/api/v1/keys', post({ name: 'x', scopes: ['train'], limits }))).json()) as { key: string };
  return (path, init = {}) => fetch(`${api.url}${path}`, { ...init, headers: { authorization: `Bearer ${key}`, ...init.headers } });
};
const idOf = async (response: Response): Promise<string> => ((await response.json()) as { id: string }).id;

async function expectLimited(response: Response, code: string): Promise<void> {
  expect(response.status).toBe(429);
  expect(response.headers.get('content-type')).toMatch('application/problem+json');
  expect(Number(response.headers.get('retry-after'))).toBeGreaterThan(0);
  expect(await response.json()).toMatchObject({ status: 429, code, hint: expect.stringMatching(/\w/) });
}

describe('jobs of a key', () => {
  test('too many queued are refused and leave nothing behind; a cancelled one makes room', async () => {
    const request = await make({ queued: 2 });
    const first = await idOf(await request('/api/v1/jobs', post(smallJob)));
    expect((await request('/api/v1/jobs', post(smallJob))).status).toBe(201);
    const before = await readdir(`${api.storeDir}/jobs`);
    await expectLimited(await request('/api/v1/jobs', post(smallJob)), 'too-many-jobs');
    expect(await readdir(`${api.storeDir}/jobs`)).toEqual(before);
    await request(`/api/v1/jobs/${first}/cancel`, { method: 'POST' });
    expect((await request(`/api/v1/jobs/${first}/retry`, { method: 'POST' })).status).toBe(201);
    await expectLimited(await request(`/api/v1/jobs/${first}/retry`, { method: 'POST' }), 'too-many-jobs');
    expect((await (await make({ queued: 1 }))('/api/v1/jobs', post(smallJob))).status).toBe(201); // another key's are its own
  });

  test('many at once do not pass the limit together', async () => {
    const request = await make({ queued: 3, running: null });
    const answers = await Promise.all(Array.from({ length: 12 }, async () => (await request('/api/v1/jobs', post(smallJob))).status));
    expect(answers.filter((status) => status === 201)).toHaveLength(3);
    expect(answers.filter((status) => status === 429)).toHaveLength(9);
  });

  test('`running` counts what is paused too', async () => {
    const request = await make({ queued: null, running: 1 });
    const id = await idOf(await request('/api/v1/jobs', post(smallJob)));
    expect((await request(`/api/v1/jobs/${id}/pause`, { method: 'POST' })).status).toBe(200);
    await expectLimited(await request('/api/v1/jobs', post(smallJob)), 'too-many-jobs');
    const text = await (await request(`/api/v1/jobs/${id}`)).text();
    expect(text).not.toContain('key_'); // whose it is, is shown to nobody
  });
});

describe('requests', () => {
  test('a key that asks too often waits, and others do not', async () => {
    const [busy, other] = [await make(), await make()];
    let last = await busy('/api/v1/jobs');
    for (let n = 0; n < 2 * RATE && last.status === 200; n++) last = await busy('/api/v1/jobs');
    await expectLimited(last, 'too-many-requests');
    expect((await other('/api/v1/jobs')).status).toBe(200);
    const secondProcess = api.createAccess();
    const { data } = (await (await root('/api/v1/keys')).json()) as { data: { id: string; lastUsedAt: string | null }[] };
    const waits = await Promise.all(data.map(({ id }) => secondProcess.count({ keyId: id }).then(() => false, () => true)));
    secondProcess.close();
    expect(waits).toContain(true); // the allowance is one for all processes
  });

  test('wrong keys are stopped early, also a right one that was never seen here; a key in use goes on', async () => {
    const fresh = api.createAccess(); // a process that has seen no key yet
    const from = { address: '192.0.2.1', requestId: 'r' };
    const attempt = (secret: string) => fresh.authenticate({ kind: 'key', secret }, from).then(() => 'in', (error: { code: string }) => error.code);
    const answers: string[] = [];
    for (let n = 0; n < 8; n++) answers.push(await attempt(`ty_wrong-${n}`));
    expect(answers).toEqual([...Array.from({ length: 5 }, () => 'unauthorized'), ...Array.from({ length: 3 }, () => 'too-many-requests')]);
    expect(await attempt(KEY)).toBe('too-many-requests');
    fresh.close();

    expect((await root('/api/v1/jobs')).status).toBe(200);
    let wrong = await fetch(`${api.url}/api/v1/jobs`, { headers: { authorization: 'Bearer ty_wrong' } });
    for (let n = 0; n < 8 && wrong.status === 401; n++) wrong = await fetch(`${api.url}/api/v1/jobs`, { headers: { authorization: 'Bearer ty_wrong' } });
    await expectLimited(wrong, 'too-many-requests');
    expect((await root('/api/v1/jobs')).status).toBe(200);
  });

  test('a key that is not sent as it should be is none: its address is counted', async () => {
    const elsewhere = { localAddress: '127.0.0.2', headers: { authorization: `Basic ${KEY}` } }; // an allowance of its own
    const statuses: number[] = [];
    for (let n = 0; n < 2 * RATE && statuses.at(-1) !== 429; n++) {
      const [response] = (await once(get(`${api.url}/api/v1/jobs`, elsewhere), 'response')) as [IncomingMessage];
      response.resume();
      statuses.push(response.statusCode!);
    }
    expect([statuses[0], statuses.at(-1)]).toEqual([401, 429]);
  });

  test('an address without a key is counted too, but for health', async () => {
    let last = await fetch(`${api.url}/openapi.json`);
    for (let n = 0; n < 2 * RATE && last.status === 200; n++) last = await fetch(`${api.url}/openapi.json`);
    await expectLimited(last, 'too-many-requests');
    expect((await fetch(`${api.url}/livez`)).status).toBe(200);
  });

  test('are counted from the first on: a process that is still connecting to Redis gives nothing away', async () => {
    const starting = api.createAccess();
    const waits = await Promise.all(Array.from({ length: 2 * RATE }, () => starting.count({ keyId: 'key_early' }).then(() => false, () => true)));
    starting.close();
    expect(waits.filter((waited) => !waited).length).toBeLessThanOrEqual(RATE + 2); // what grows back meanwhile
  });

  test('without Redis they go on', async () => {
    await api.stopRedis();
    expect((await root('/api/v1/catalogue')).status).toBe(200);
    expect((await root('/api/v1/jobs', post(smallJob))).status).toBe(503);
    expect((await (await fetch(`${api.url}/api/v1/jobs`, { headers: { authorization: 'Bearer ty_another-key' } })).json() as { status: number }).status).toBeGreaterThan(400);
  });
});
