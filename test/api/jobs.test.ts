import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { listOf } from '../../src/api/schemas/common.ts';
import { jobEventSchema, jobMetricsSchema, jobPlanSchema, jobSchema, SPEC_EXAMPLES } from '../../src/api/schemas/job.ts';
import type { JobEvent } from '../../src/client/index.ts';
import { post, smallJob, startTestApi } from './support.ts';
import type { TestApi } from './support.ts';

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api.close());

async function json(path: string, init?: RequestInit): Promise<unknown> {
  const response = await api.request(path, init);
  expect(response.ok).toBe(true);
  expect(response.headers.get('content-type')).toMatch(/^application\/json/);
  return response.json();
}

async function collect(events: AsyncIterable<JobEvent>): Promise<JobEvent[]> {
  const all: JobEvent[] = [];
  for await (const event of events) all.push(event);
  return all;
}

describe('before anything trains', () => {
  test('a dry run answers the plan and queues nothing', async () => {
    const plan = jobPlanSchema.parse(await json('/api/v1/jobs?dryRun=true', post(smallJob)));
    expect(plan).toMatchObject({ totalSteps: 200, parameters: 2 * 8 + 8 + 8 * 2 + 2, spec: { model: 'xor-net', seed: 0 } });
    expect(plan.layers.map(({ outputShape }) => outputShape)).toEqual([[8], [8], [2]]);
    expect(plan.spec.threads).toBe(null);
    expect(plan.execution.length).toBeGreaterThan(0);
    const wide = await api.client.jobs.plan({ ...smallJob, threads: 2 });
    expect(wide).toMatchObject({ threads: 2, spec: { threads: 2 }, specHash: plan.specHash });
    expect((await api.client.jobs.list()).data).toEqual([]);
  });

  test.each(SPEC_EXAMPLES)('the documented example $model can be planned', async (example) => {
    expect((await api.client.jobs.plan(example)).specHash).toMatch(/^sha256:/);
  });

  test('a job is created with 201 and Location, listed newest first, paged and filtered', async () => {
    const response = await api.request('/api/v1/jobs', post({ ...smallJob, metadata: { run: '1' } }));
    expect(response.status).toBe(201);
    const first = jobSchema.parse(await response.json());
    expect(response.headers.get('location')).toBe(`/api/v1/jobs/${first.id}`);
    expect(first).toMatchObject({ status: 'queued', startedAt: null, error: null, result: null, spec: { metadata: { run: '1' } } });
    const second = await api.client.jobs.create({ ...smallJob, model: 'other' });
    expect(first.id < second.id).toBe(true);

    const all = listOf(jobSchema).parse(await json('/api/v1/jobs'));
    expect(all.data.map(({ id }) => id)).toEqual([second.id, first.id]);
    expect(all).toMatchObject({ object: 'list', hasMore: false, firstId: second.id, lastId: first.id });
    const page = await api.client.jobs.list({ limit: 1 });
    expect(page).toMatchObject({ hasMore: true, lastId: second.id });
    const next = await api.client.jobs.list({ limit: 1, after: second.id });
    expect(next.data.map(({ id }) => id)).toEqual([first.id]);
    expect((await api.client.jobs.list({ model: 'other' })).data.map(({ id }) => id)).toEqual([second.id]);
    expect((await api.client.jobs.list({ status: 'running' })).data).toEqual([]);
    expect(jobSchema.parse(await json(`/api/v1/jobs/${first.id}`)).id).toBe(first.id);
  });

  test('a queued job is cancelled at once, again without effect, and its stream ends', async () => {
    const { id } = await api.client.jobs.create(smallJob);
    const cancelled = jobSchema.parse(await json(`/api/v1/jobs/${id}/cancel`, { method: 'POST' }));
    expect(cancelled.status).toBe('cancelled');
    expect((await api.client.jobs.cancel(id)).status).toBe('cancelled');
    const events = await collect(api.client.jobs.events(id));
    expect(events.at(-1)?.type).toBe('end');
  });

  test('ready, and the catalogue', async () => {
    expect(await (await fetch(`${api.url}/readyz`)).json()).toMatchObject({ status: 'ok' });
    expect(await (await fetch(`${api.url}/livez`)).json()).toEqual({ status: 'ok' });
    const catalogue = await api.client.catalogue();
    expect(catalogue.layers.map(({ type }) => type)).toContain('conv2d');
    expect(catalogue.optimizers.find(({ type }) => type === 'adam')?.defaults.modern).toHaveProperty('beta1');
  });
});

describe('a job that trains', () => {
  let id = '';
  let events: JobEvent[] = [];
  beforeAll(async () => {
    const created = await api.client.jobs.create(smallJob);
    id = created.id;
    const following = collect(api.client.jobs.events(id));
    await api.startConsumer();
    events = await following;
  });

  test('its live stream has every event once, in order, up to the end', async () => {
    expect(events.map(({ seq }) => seq)).toEqual(events.map((_, index) => index + 1));
    expect(events.at(-1)?.type).toBe('end');
    expect(events.map(({ type }) => type)).toEqual(expect.arrayContaining(['status', 'metrics', 'end']));
    z.array(jobEventSchema.strict()).parse(events);
    const listed = listOf(jobEventSchema).parse(await json(`/api/v1/jobs/${id}/events`));
    expect(listed.data).toEqual(events);
  });

  test('it succeeded, with metrics and a model', async () => {
    const job = jobSchema.parse(await json(`/api/v1/jobs/${id}`));
    expect(job).toMatchObject({ status: 'succeeded', error: null, progress: { step: 200, steps: 200 }, result: { model: 'xor-net' }, attempts: [{ threads: 1 }] });
    const metrics = jobMetricsSchema.parse(await json(`/api/v1/jobs/${id}/metrics`));
    expect(Object.keys(metrics.series)).toEqual(expect.arrayContaining(['trainLoss', 'testAccuracy']));
    const some = await api.client.jobs.metrics(id, { keys: 'trainLoss', maxPoints: 2 });
    expect(Object.keys(some.series)).toEqual(['trainLoss']);
    expect(some.series.trainLoss.length).toBeLessThanOrEqual(2);
    expect((await api.client.jobs.wait(id)).status).toBe('succeeded');
  });

  test.each([0, 1, 3])('its stream resumes behind event %i without gap or repetition', async (after) => {
    const resumed = await collect(api.client.jobs.events(id, { after }));
    expect(resumed).toEqual(events.slice(after));
    const listed = await json(`/api/v1/jobs/${id}/events?after=${after}`);
    expect(listed).toMatchObject({ data: events.slice(after) });
  });

  test('Last-Event-ID goes before after', async () => {
    const headers = { 'accept': 'text/event-stream', 'last-event-id': '2' };
    const text = await (await api.request(`/api/v1/jobs/${id}/events?after=0`, { headers })).text();
    expect([...text.matchAll(/^id: (\d+)$/gm)].map(([, seq]) => Number(seq))).toEqual(events.slice(2).map(({ seq }) => seq));
    expect(text).toMatch(/event: end\ndata: .*\n\n$/);
  });

  test('nothing left: 204 for a stream, an empty list otherwise', async () => {
    const path = `/api/v1/jobs/${id}/events?after=${events.length}`;
    expect((await api.request(path, { headers: { accept: 'text/event-stream' } })).status).toBe(204);
    expect(await json(path)).toEqual({ object: 'list', data: [], hasMore: false, firstId: null, lastId: null });
  });

  test('it can no longer be cancelled: 409', async () => {
    await expect(api.client.jobs.cancel(id)).rejects.toMatchObject({ status: 409, code: 'wrong-state' });
  });
});

test('a running job is cancelled', async () => {
  const job = await api.client.jobs.create({ ...smallJob, steps: 1_000_000_000, evaluate: { everySteps: 1_000_000, samples: null } });
  const events = api.client.jobs.events(job.id);
  for await (const event of events) if (event.type === 'progress') break;
  expect((await api.client.jobs.cancel(job.id)).status).toMatch(/^cancell(ing|ed)$/);
  expect((await api.client.jobs.wait(job.id)).status).toBe('cancelled');
});

test('closing the server ends open streams at once', async () => {
  const other = await startTestApi();
  try {
    const { id } = await other.client.jobs.create(smallJob);
    const response = await other.request(`/api/v1/jobs/${id}/events`, { headers: { accept: 'text/event-stream' } });
    const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader();
    let text = '';
    while (!text.includes('event: status')) text += (await reader.read()).value ?? '';
    const rest = (async () => {
      while (!(await reader.read()).done);
    })();
    await other.app.close();
    await rest; // hangs, and so fails, when the stream is left open
  } finally {
    await other.close();
  }
});
