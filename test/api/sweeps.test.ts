import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startTestApi } from './support.ts';
import type { TestApi } from './support.ts';

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
  await api.startConsumer();
});
afterAll(() => api.close());

const request = {
  spec: { model: 'swept', network: { layers: [{ type: 'dense', units: 2 }] }, dataset: { name: 'moons' }, optimizer: { type: 'adam' }, steps: 20, batchSize: 20 },
  search: { type: 'random' as const, trials: 3, parameters: { 'optimizer.learningRate': { logUniform: [1e-3, 1e-1] as [number, number] } } },
  metric: 'testAccuracy' as const,
  seed: 5,
};

async function ended(id: string) {
  for (;;) {
    const sweep = await api.client.sweeps.get(id);
    if (sweep.status !== 'running') return sweep;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

describe('sweeps', () => {
  test('are created, followed, listed, and answered as a table', async () => {
    const created = await api.client.sweeps.create(request);
    expect(created).toMatchObject({ object: 'sweep', status: 'running', seed: 5, concurrency: 2, mode: 'max', best: null });
    const sweep = await ended(created.id);
    expect(sweep.trials).toMatchObject({ total: 3, succeeded: 3 });
    expect((await api.client.sweeps.list()).data.map(({ id }) => id)).toEqual([created.id]);
    const { data } = await api.client.sweeps.trials(created.id);
    expect(data.map(({ number, status }) => [number, status])).toEqual([[0, 'succeeded'], [1, 'succeeded'], [2, 'succeeded']]);
    expect(sweep.best).toEqual(data.reduce((best, trial) => (Number(trial.value) > Number(best.value) ? trial : best)));

    for (const response of [await api.request(`/api/v1/sweeps/${created.id}/trials?format=csv`), await api.request(`/api/v1/sweeps/${created.id}/trials`, { headers: { accept: 'text/csv' } })]) {
      expect(response.headers.get('content-type')).toMatch(/^text\/csv/);
      const [header, ...lines] = (await response.text()).trimEnd().split('\r\n').map((line) => line.split(','));
      expect(header.slice(0, 5)).toEqual(['trial', 'job', 'status', 'value', 'optimizer.learningRate']);
      expect(lines.map(([number, job]) => [Number(number), job])).toEqual(data.map(({ number, jobId }) => [number, jobId]));
      lines.forEach((line, i) => expect(Number(line[4])).toBe(data[i].parameters['optimizer.learningRate']));
    }
  });

  test('are the same for the same seed', async () => {
    const parameters = async (trials: number) => {
      const { id } = await api.client.sweeps.create({ ...request, search: { ...request.search, trials } });
      await ended(id);
      return (await api.client.sweeps.trials(id)).data.map((trial) => trial.parameters);
    };
    const [two, three] = [await parameters(2), await parameters(3)];
    expect(three.slice(0, 2)).toEqual(two);
  });

  test.each([
    ['a path that is no member', { ...request, search: { type: 'list', trials: [{ 'optimizer.rate': 1 }] } }, '#/spec/optimizer/rate'],
    ['no search', { spec: request.spec, metric: 'testLoss' }, '#/search'],
    ['a body that is no object', 7, '#'],
  ])('%s is refused, naming place and fix', async (_, body, pointer) => {
    const response = await api.request('/api/v1/sweeps', { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
    expect(response.status).toBe(422);
    const problem = (await response.json()) as { errors: { pointer: string; hint: string }[] };
    expect(problem.errors[0].pointer).toBe(pointer);
    expect(problem.errors[0].hint).not.toBe('');
  });

  test('that are not there are 404', async () => {
    for (const path of ['sweep_nope', 'sweep_01M850PM2WZ393TZSWZH75N86T', '..%2Fjobs']) expect((await api.request(`/api/v1/sweeps/${path}`)).status).toBe(404);
  });
});
