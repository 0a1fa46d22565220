import { readFileSync } from 'node:fs';
import { Writable } from 'node:stream';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { createApiMetrics } from '../../src/metrics/index.ts';
import { post, smallJob, startTestApi, type TestApi } from './support.ts';

let api: TestApi;
const lines: Record<string, unknown>[] = [];
beforeAll(async () => {
  const destination = new Writable({
    write(chunk: Buffer, _encoding, done) {
      lines.push(JSON.parse(chunk.toString()) as Record<string, unknown>);
      done();
    },
  });
  api = await startTestApi(undefined, { log: pino({ level: 'info' }, destination) });
});
afterAll(() => api.close());

/** Series by name with labels. */
const values = (text: string): Record<string, number> => Object.fromEntries([...text.matchAll(/^([a-z_]+(?:\{[^}]*\})?) (\S+)$/gm)].map(([, series, value]) => [series, Number(value)]));
const apiScrape = async () => (await api.request('/metrics')).text();
const families = (text: string): string[] => [...text.matchAll(/^# TYPE (\S+) /gm)].map(([, name]) => name);

describe('metrics', () => {
  let text = '';
  let consumer = '';

  beforeAll(async () => {
    await api.startConsumer();
    const { id } = await api.client.jobs.create(smallJob);
    for await (const event of api.client.jobs.events(id)) void event;
    await api.client.predict('xor-net', { inputs: [[0, 1]] });
    await api.request('/api/v1/models/none/predict', post({ inputs: [[0, 1]] }));
    await api.request(`/api/v1/jobs/${id}/predict`, post({ inputs: [[0, 1]] }));
    await api.request('/api/v1/jobs/job_00000000000000000000000000/predict', post({ inputs: [[0, 1]] }));
    await api.request('/api/v1/models/unsigned/predict', { ...post({ inputs: [[0, 1]] }), headers: { authorization: '' } });
    text = await apiScrape();
    // the end is told before the threads are free, which this thread has to hear of
    do {
      await nextTurn();
      ({ text: consumer } = await api.consumerMetrics.scrape());
    } while (values(consumer)['trainyard_pool_threads{state="busy"}'] > 0);
  });

  test('of an API that did nothing yet have every family, with its type', async () => {
    const fresh = await createApiMetrics({ version: '1', kernels: 'k', counts: () => Promise.reject(new Error('away')) }).scrape();
    expect(families(fresh.text).filter((name) => name.startsWith('trainyard_'))).toEqual(families(text).filter((name) => name.startsWith('trainyard_')));
    expect(families(fresh.text)).toEqual(expect.arrayContaining(['trainyard_predict_requests_total', 'trainyard_predict_duration_seconds', 'trainyard_predict_batch_size']));
  });

  test('need a key, and come in the text format', async () => {
    expect((await fetch(`${api.url}/metrics`)).status).toBe(401);
    const response = await api.request('/metrics');
    expect([response.status, response.headers.get('content-type')]).toEqual([200, expect.stringMatching(/^text\/plain; version=0\.0\.4/)]);
  });

  test('the API tells how the jobs stand, and of its predictions', () => {
    expect(values(text)).toMatchObject({
      'trainyard_jobs_in_state{state="succeeded"}': 1,
      'trainyard_jobs_in_state{state="queued"}': 0,
      'trainyard_jobs_total{state="queued"}': 1,
      'trainyard_jobs_total{state="running"}': 1,
      'trainyard_predict_requests_total{model="xor-net",code="200"}': 2,
      'trainyard_predict_requests_total{model="other",code="404"}': 2,
      'trainyard_predict_requests_total{model="other",code="401"}': 1,
      'trainyard_predict_duration_seconds_count{model="xor-net"}': 2,
      'trainyard_predict_batch_size_count': 2,
      'trainyard_predict_batch_size_sum': 2,
      'trainyard_sse_clients': 0,
    });
    expect(text).toMatch(/^trainyard_build_info\{(?=.*process="api")(?=.*version="test")(?=.*kernels="[^"]+")(?=.*node="v[^"]+").*\} 1$/m);
    expect(text).toMatch(/^nodejs_eventloop_lag_p99_seconds \S+$/m);
  });

  test('a consumer tells of what it did', () => {
    expect(values(consumer)).toMatchObject({
      'trainyard_job_queue_wait_seconds_count': 1,
      'trainyard_job_duration_seconds_count{outcome="succeeded"}': 1,
      'trainyard_job_duration_seconds_count{outcome="failed"}': 0,
      'trainyard_job_restarts_total{reason="lost"}': 0,
      'trainyard_train_samples_total': 200 * 4,
      'trainyard_pool_threads{state="busy"}': 0,
      'trainyard_pool_threads{state="idle"}': 1,
    });
  });

  test('open streams are counted while they are open', async () => {
    await api.stopConsumers();
    const { id } = await api.client.jobs.create(smallJob);
    const abort = new AbortController();
    await api.request(`/api/v1/jobs/${id}/events`, { headers: { accept: 'text/event-stream' }, signal: abort.signal });
    expect(values(await apiScrape())).toMatchObject({ 'trainyard_sse_clients': 1, 'trainyard_jobs_in_state{state="queued"}': 1 });
    abort.abort();
    await expect.poll(async () => values(await apiScrape())['trainyard_sse_clients']).toBe(0);
    await api.client.jobs.cancel(id);
    expect(values(await apiScrape())).toMatchObject({ 'trainyard_jobs_in_state{state="queued"}': 0, 'trainyard_jobs_in_state{state="cancelled"}': 1 });
  });

  test('scrapes at the same time are whole', async () => {
    for (const each of await Promise.all([apiScrape(), apiScrape(), apiScrape()])) expect(values(each)['trainyard_jobs_in_state{state="succeeded"}']).toBe(1);
  });

  const read = (name: string) => readFileSync(new URL(`../../docs/${name}`, import.meta.url), 'utf8');
  const ours = () => [...new Set([...families(text), ...families(consumer)])].filter((name) => name.startsWith('trainyard_')).sort();
  const dashboardSchema = z.object({ panels: z.array(z.object({ id: z.int(), targets: z.array(z.object({ expr: z.string() })).default([]) })) });

  test('the dashboard asks for metrics that there are, and for each of ours', () => {
    const { panels } = dashboardSchema.parse(JSON.parse(read('grafana/trainyard.json')));
    const asked = [...new Set(panels.flatMap(({ targets }) => targets.flatMap(({ expr }) => expr.match(/\b(trainyard|nodejs|process)_\w+/g) ?? [])))];
    const there = [...families(text), ...families(consumer)];
    const family = (name: string) => (there.includes(name) ? name : name.replace(/_(bucket|sum|count)$/, ''));
    expect(asked.filter((name) => !there.includes(family(name)))).toEqual([]);
    expect(ours().filter((name) => !asked.map(family).includes(name))).toEqual([]);
    expect(new Set(panels.map(({ id }) => id)).size).toBe(panels.length);
  });

  test('docs/wire.md names each of ours, and no other', () => {
    const [, section] = /\n## Prometheus .*?\n([^]*?);/.exec(read('wire.md'))!;
    expect([...section.matchAll(/`([a-z_]+)(?:\{[a-z,]+\})?`/g)].map(([, name]) => name).filter((name) => name.includes('_')).map((name) => `trainyard_${name}`).sort()).toEqual(ours());
  });

  test('docs/observability.md names each of ours, and no other', () => {
    expect([...new Set(read('observability.md').match(/\btrainyard_\w+/g))].sort()).toEqual(ours());
  });
});

describe('readiness', () => {
  test('a full disk is a reason that names the setting; a consumer that is missing is a warning', async () => {
    const warnings = [expect.stringContaining('npm run consumer')];
    expect(await (await fetch(`${api.url}/readyz`)).json()).toEqual({ status: 'ok', warnings });
    Object.assign(api.disks, { leastBytes: Number.MAX_SAFE_INTEGER });
    const response = await fetch(`${api.url}/readyz`);
    expect(response.status).toBe(503);
    expect(await response.json()).toEqual({ status: 'unavailable', reasons: [expect.stringMatching(/^the disk of DATA_DIR has \d+ MB left of the \d+ that are kept free: .*DISK_RESERVE_MB/)], warnings });
    Object.assign(api.disks, { folders: [{ setting: 'DATA_DIR', path: '/does/not/exist/yet' }], leastBytes: 1 });
    expect((await fetch(`${api.url}/readyz`)).status).toBe(200);
  });

  test('consumers are listed', async () => {
    await api.startConsumer();
    const { data } = (await (await api.request('/api/v1/consumers')).json()) as { data: object[] };
    expect(data).toEqual([{ object: 'consumer', id: expect.any(String), host: expect.any(String), build: expect.any(String), threads: 1, busy: 0, since: expect.stringMatching(/Z$/), lastSeenAt: expect.stringMatching(/Z$/), alive: true }]);
    expect(await (await fetch(`${api.url}/readyz`)).json()).toEqual({ status: 'ok', warnings: [] });
    await api.stopConsumers();
  });
});

test('every line of a request has its id, and every line about a job has `job`, in the API and in the consumer', async () => {
  await api.startConsumer();
  const created = await api.request('/api/v1/jobs', post(smallJob));
  const { id } = (await created.json()) as { id: string };
  for await (const event of api.client.jobs.events(id)) void event;
  const read = await api.request(`/api/v1/jobs/${id}`);
  await expect.poll(() => lines.filter(({ job }) => job === id).map(({ msg }) => msg)).toEqual(expect.arrayContaining(['a job was accepted', 'an attempt begins', 'an attempt ended', 'request completed']));
  const requestId = read.headers.get('x-request-id');
  expect(lines.find((line) => line.requestId === requestId && line.msg === 'request completed')).toMatchObject({ job: id });
  expect(lines.find(({ msg, job }) => msg === 'a job was accepted' && job === id)).toMatchObject({ requestId: created.headers.get('x-request-id') });
  expect(lines.filter((line) => 'reqId' in line || 'jobId' in line || String(line.id).startsWith('job_'))).toEqual([]);
  await api.stopConsumers();
});
