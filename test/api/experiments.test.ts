import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ExperimentRun } from '../../src/client/index.ts';
import { startTestApi } from './support.ts';
import type { TestApi } from './support.ts';

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
  await api.startConsumer();
});
afterAll(() => api.close());

const root = '/api/v1/catalogue/experiments';
const post = (id: string, body?: unknown) => api.request(`${root}/${id}/runs`, { method: 'POST', ...(body === undefined ? {} : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }) });

async function finished(id: string): Promise<ExperimentRun> {
  await expect.poll(async () => (await api.client.experiments.getRun(id)).status, { timeout: 30_000, interval: 100 }).not.toBe('running');
  return api.client.experiments.getRun(id);
}

describe('experiments', () => {
  test('are listed with what they start and expect, and by chapter', async () => {
    const { data } = await api.client.experiments.list();
    expect(data.length).toBeGreaterThan(30);
    expect((await api.client.experiments.list({ chapter: 4 })).data.map(({ id }) => id)).toEqual(data.filter(({ chapter }) => chapter === 4).map(({ id }) => id));
    const one = await api.client.experiments.get('ch04-train-neuralnet');
    expect(one).toMatchObject({ object: 'experiment', chapter: 4, script: 'ch04/train_neuralnet.py', bands: [{ name: 'testAccuracy', unit: 'share', least: 0.94, most: 0.955 }], datasets: ['mnist'], parts: { training: { kind: 'job', spec: { network: { preset: 'two-layer-net' }, seed: 1 } } } });
  });

  test('of functions alone are done at once: figures in their bands, a figure to look at', async () => {
    const response = await post('ch02-gates');
    expect(response.status).toBe(201);
    const run = (await response.json()) as ExperimentRun;
    expect(response.headers.get('location')).toBe(`${root}/runs/${run.id}`);
    expect(run).toMatchObject({ object: 'experiment.run', status: 'succeeded', seeds: [1], parts: [], verdict: 'inside', bands: [{ name: 'rightRows', values: [16], median: 16, inside: true }], figure: `${root}/runs/${run.id}/figure.svg`, reason: null });
    const figure = await api.request(run.figure!);
    expect(figure.headers.get('content-type')).toBe('image/svg+xml; charset=utf-8');
    const svg = await figure.text();
    expect(svg).toMatch(/^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg" .*<\/svg>$/s);
    for (const gate of ['AND', 'NAND', 'OR', 'XOR']) expect(svg).toContain(`>${gate}<`);
    expect(await api.client.experiments.figure(run.id)).toBe(svg);
  });

  test('of gradient checks are done by the report', async () => {
    const run = await api.client.experiments.run('ch07-gradient-check', { seeds: [5] });
    expect(run).toMatchObject({ status: 'succeeded', verdict: 'inside', seeds: [5] });
    expect(Number(run.bands[0].median)).toBeGreaterThan(0);
    expect(Number(run.bands[0].median)).toBeLessThan(1e-6);
  });

  test('start ordinary jobs, one set per seed, and judge the median; the figure waits for them', async () => {
    const run = await api.client.experiments.run('ch02-xor-hidden-layer', { seeds: [1, 2] });
    expect(run).toMatchObject({ status: 'running', verdict: null, bands: [], figure: null, seconds: null });
    expect(run.parts.map(({ seed, name, kind }) => [seed, name, kind])).toEqual([[1, 'without', 'job'], [1, 'with', 'job'], [2, 'without', 'job'], [2, 'with', 'job']]);
    const done = await finished(run.id);
    expect(done).toMatchObject({ status: 'succeeded', verdict: 'inside' });
    expect(done.bands.map(({ name, values }) => [name, values.length])).toEqual([['without', 2], ['with', 2]]);
    for (const { id, status } of done.parts) {
      expect(status).toBe('succeeded');
      expect((await api.client.jobs.get(id)).spec.dataset.name).toBe('xor');
    }
    expect(done.seconds).toBeGreaterThan(0);
    expect((await api.client.experiments.runs('ch02-xor-hidden-layer')).data.map(({ id }) => id)).toEqual([run.id]);
    const again = await finished((await api.client.experiments.run('ch02-xor-hidden-layer', { seeds: [1, 2] })).id);
    expect(again.bands).toEqual(done.bands);
    expect(await api.client.experiments.figure(again.id)).toBe(await api.client.experiments.figure(done.id));
  });

  test('that lost a job say which and why', async () => {
    await api.stopConsumers();
    const run = await api.client.experiments.run('ch02-xor-hidden-layer');
    await api.client.jobs.cancel(run.parts[1].id);
    expect((await api.request(`${root}/runs/${run.id}/figure.svg`)).status).toBe(409);
    await api.startConsumer();
    const done = await finished(run.id);
    expect(done).toMatchObject({ status: 'failed', verdict: null, figure: null });
    expect(done.reason).toContain(`${run.parts[1].id} (with, seed 1) was cancelled`);
    expect((await api.request(`${root}/runs/${run.id}/figure.svg`)).status).toBe(409);
  });

  test.each([
    ['an unknown experiment', 'ch02-gate', undefined, 404, /Did you mean .*ch02-gates/],
    ['an unknown member', 'ch02-gates', { seed: 1 }, 422, /seed/],
    ['no seeds', 'ch02-gates', { seeds: [] }, 422, /seeds/],
    ['a seed twice', 'ch02-gates', { seeds: [1, 1] }, 422, /each seed once/],
    ['a seed that is none', 'ch02-gates', { seeds: [-1] }, 422, /seeds/],
  ])('refuse %s', async (_, id, body, status, reason) => {
    const response = await post(id, body);
    expect(response.status).toBe(status);
    expect(JSON.stringify(await response.json())).toMatch(reason);
  });

  test('an unknown run is 404', async () => {
    expect((await api.request(`${root}/runs/run_x`)).status).toBe(404);
    expect((await api.request(`${root}/runs/run_01M8000000000000000000000A/figure.svg`)).status).toBe(404);
    expect((await api.request(`${root}/ch09/runs`)).status).toBe(404);
  });

  test.skipIf(!process.env.DATASETS_DIR)('read MNIST where they show it', async () => {
    expect(await api.client.experiments.run('ch03-mnist-show')).toMatchObject({ status: 'succeeded', verdict: 'inside' });
  });
});
