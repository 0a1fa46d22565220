import { afterAll, beforeAll, expect, test } from 'vitest';
import { createClient, ForbiddenError } from '../../src/client/index.ts';
import { smallJob, startTestApi } from '../api/support.ts';
import type { TestApi } from '../api/support.ts';

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
}, 300_000);
afterAll(() => api.close());

async function collect<T>(items: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const item of items) all.push(item);
  return all;
}

test('lists are read page after page, to the end', { timeout: 300_000 }, async () => {
  const jobs = [];
  for (let n = 0; n < 5; n++) jobs.push((await api.client.jobs.create({ ...smallJob, model: n === 2 ? 'other' : 'xor-net' })).id);
  expect((await collect(api.client.jobs.all({ limit: 2 }))).map(({ id }) => id)).toEqual(jobs.toReversed());
  expect((await collect(api.client.jobs.all({ limit: 2, model: 'xor-net', status: 'queued' }))).map(({ id }) => id)).toEqual(jobs.toReversed().toSpliced(2, 1));
  expect(await collect(api.client.jobs.all({ status: 'failed' }))).toEqual([]);

  const sweeps = [];
  for (let n = 0; n < 3; n++) sweeps.push((await api.client.sweeps.create({ spec: smallJob, search: { type: 'grid', parameters: { batchSize: [2, 4] } }, metric: 'testAccuracy' })).id);
  expect((await collect(api.client.sweeps.all({ limit: 2 }))).map(({ id }) => id)).toEqual(sweeps.toReversed());

  const { testCount } = await api.client.datasets.get('xor');
  const samples = await collect(api.client.datasets.allSamples('xor', { offset: 1, limit: 1 }));
  expect(samples.map(({ index }) => index)).toEqual(Array.from({ length: testCount - 1 }, (_, index) => index + 1));

  const { data: [newest] } = await api.client.audit.list();
  const made = await api.client.keys.create({ name: 'k', scopes: ['read'] });
  await api.client.keys.revoke(made.id);
  const entries = await collect(api.client.audit.all());
  expect(entries.slice(0, 2).map(({ action, target }) => [action, target?.includes(made.id)])).toEqual([['key.revoked', true], ['key.created', true]]);
  expect(entries[2]?.id).toBe(newest?.id);
});

test('one idempotency key makes one job', async () => {
  const [first, second] = await Promise.all([api.client.jobs.create(smallJob, { idempotencyKey: 'one' }), api.client.jobs.create(smallJob, { idempotencyKey: 'one' })]);
  expect(second.id).toBe(first.id);
});

test('the events so far come as a list', async () => {
  const { id } = await api.client.jobs.create(smallJob);
  const { data } = await api.client.jobs.eventLog(id);
  expect(data[0]).toMatchObject({ seq: 1, type: 'status', data: { status: 'queued' } });
  expect((await api.client.jobs.eventLog(id, { after: data.at(-1)!.seq })).data).toEqual([]);
});

test('health says what is in the way', async () => {
  expect(await api.client.health()).toMatchObject({ ready: true, status: 'ok', reasons: [] });
  api.disks.leastBytes = Number.MAX_SAFE_INTEGER;
  const { ready, reasons } = await api.client.health();
  api.disks.leastBytes = 1;
  expect(ready).toBe(false);
  expect(reasons[0]).toContain('DATA_DIR');
});

/** What a browser adds to the requests of a page: the cookie, and where the page came from. */
function browserFetch(cookie: string, site: string): typeof fetch {
  return (input, init) => {
    const request = new Request(input, init);
    if (request.credentials !== 'omit') request.headers.set('cookie', cookie);
    request.headers.set('sec-fetch-site', site);
    return fetch(request);
  };
}

test('a page of the service needs no key once its browser is signed in', async () => {
  const { path } = await api.client.sessions.createLink();
  const opened = await fetch(`${api.url}${path}`, { redirect: 'manual' });
  const cookie = opened.headers.get('set-cookie')!.split(';')[0];
  const page = createClient({ baseUrl: api.url, fetch: browserFetch(cookie, 'same-origin') });
  const job = await page.jobs.create(smallJob);
  expect((await page.jobs.get(job.id)).id).toBe(job.id);
  for await (const event of page.jobs.events(job.id)) {
    expect(event.seq).toBe(1);
    break;
  }
  expect((await page.jobs.cancel(job.id)).status).toBe('cancelled');
  const foreign = createClient({ baseUrl: api.url, fetch: browserFetch(cookie, 'cross-site') });
  await expect(foreign.jobs.create(smallJob)).rejects.toBeInstanceOf(ForbiddenError);
  await page.sessions.close();
  await expect(page.jobs.list()).rejects.toMatchObject({ status: 401 });
});
