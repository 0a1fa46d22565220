import { afterAll, beforeAll, expect, test } from 'vitest';
import { jobSchema } from '../../src/api/schemas/job.ts';
import { post, smallJob, startTestApi } from './support.ts';
import type { TestApi } from './support.ts';

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api.close());

test('pause, resume with other threads, stop, cancel over HTTP', async () => {
  const { id } = await api.client.jobs.create(smallJob);
  expect(await api.client.jobs.pause(id)).toMatchObject({ status: 'paused', queue: { position: null } });
  expect(await api.client.jobs.resume(id, { threads: 3 })).toMatchObject({ status: 'queued', spec: { threads: 3 } });
  expect(await api.client.jobs.resume(id)).toMatchObject({ status: 'queued', spec: { threads: 3 } });
  await expect(api.client.jobs.stop(id)).rejects.toMatchObject({ status: 409, code: 'wrong-state' });
  expect((await api.client.jobs.cancel(id)).status).toBe('cancelled');
  await expect(api.client.jobs.pause(id)).rejects.toMatchObject({ status: 409 });
});

test('a bad resume names the member', async () => {
  const { id } = await api.client.jobs.create(smallJob);
  const refused = await api.request(`/api/v1/jobs/${id}/resume`, post({ thread: 2 }));
  expect(refused.status).toBe(422);
  expect(JSON.stringify(await refused.json())).toMatch(/Did you mean .*threads/);
  expect((await api.request(`/api/v1/jobs/${id}/resume`, post({ threads: 0 }))).status).toBe(422);
  expect((await api.request('/api/v1/jobs/job_nobody/pause', { method: 'POST' })).status).toBe(404);
  await api.client.jobs.cancel(id);
});

test('retry and reproduce answer 201 with the new job and where it is', async () => {
  await api.startConsumer();
  const { id } = await api.client.jobs.wait((await api.client.jobs.create(smallJob)).id);
  for (const verb of ['retry', 'reproduce']) {
    const response = await api.request(`/api/v1/jobs/${id}/${verb}`, { method: 'POST' });
    expect(response.status).toBe(201);
    const made = jobSchema.parse(await response.json());
    expect(made).toMatchObject({ parent: id, status: 'queued' });
    expect(response.headers.get('location')).toBe(`/api/v1/jobs/${made.id}`);
    const done = await api.client.jobs.wait(made.id);
    expect(done.reproduction?.identical ?? null).toBe(verb === 'reproduce' ? true : null);
  }
});
