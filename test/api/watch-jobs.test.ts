/** GET /api/v1/events: what a list of jobs shows, live. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Job, JobsUpdate } from '../../src/client/index.ts';
import { KEY, smallJob, startTestApi } from './support.ts';
import type { TestApi } from './support.ts';

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
  await api.startConsumer();
}, 60_000);
afterAll(() => api.close());

/** Applies updates as a list does, until it looks as wanted. */
async function listUntil(wanted: (jobs: Map<string, Job>) => boolean, onUpdate: (update: JobsUpdate) => void = () => {}): Promise<Map<string, Job>> {
  const jobs = new Map<string, Job>();
  for await (const update of api.client.jobs.watch({ signal: AbortSignal.timeout(30_000) })) {
    if (update.whole) jobs.clear();
    for (const job of update.jobs) jobs.set(job.id, job);
    onUpdate(update);
    if (wanted(jobs)) return jobs;
  }
  throw new Error('the stream ended');
}

test('begins with the jobs there are, and shows one that comes, trains and succeeds', async () => {
  const first = await api.client.jobs.create(smallJob);
  await api.client.jobs.wait(first.id);
  let second: Job | undefined;
  const seen: string[] = [];
  const jobs = await listUntil((list) => second !== undefined && list.get(second.id)?.status === 'succeeded', ({ whole, jobs: changed }) => {
    seen.push(...changed.map(({ id, status }) => `${whole ? 'snapshot' : 'job'} ${id === first.id ? 'first' : 'second'} ${status}`));
    if (whole) void api.client.jobs.create({ ...smallJob, steps: 4000, seed: 2 }).then((job) => (second = job));
  });
  expect(seen[0]).toBe('snapshot first succeeded');
  expect(seen.at(-1)).toBe('job second succeeded');
  expect(jobs.get(second!.id)).toEqual(await api.client.jobs.get(second!.id));
});

test('many who watch see the same end', async () => {
  const { id } = await api.client.jobs.create({ ...smallJob, steps: 4000, seed: 3 });
  const ends = await Promise.all(Array.from({ length: 20 }, () => listUntil((list) => list.get(id)?.status === 'succeeded')));
  for (const list of ends) expect(list.get(id)).toEqual(ends[0].get(id));
});

test('wants a key or a ticket', async () => {
  const stream = { headers: { accept: 'text/event-stream' } };
  expect((await fetch(`${api.url}/api/v1/events`, stream)).status).toBe(401);
  const { ticket } = (await (await api.request('/api/v1/tickets', { method: 'POST' })).json()) as { ticket: string };
  const controller = new AbortController();
  const opened = await fetch(`${api.url}/api/v1/events?ticket=${ticket}`, { ...stream, signal: controller.signal });
  expect([opened.status, opened.headers.get('content-type')]).toEqual([200, 'text/event-stream; charset=utf-8']);
  controller.abort();
  expect((await fetch(`${api.url}/api/v1/events`, { headers: { ...stream.headers, authorization: `Bearer ${KEY}x` } })).status).toBe(401);
});
