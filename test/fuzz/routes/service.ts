/** A service to be fuzzed, with something of everything: a finished, a failed and waiting jobs, a model, a sweep. */
import { type TestApi, startTestApi } from '../../api/support.ts';
import type { Known } from './requests.ts';

const network = { layers: [{ type: 'dense', units: 4 }, { type: 'relu' }, { type: 'dense', units: 2 }] };
const spec = { model: 'fuzz', network, dataset: { name: 'moons' }, optimizer: { type: 'adam', learningRate: 0.01 }, steps: 50, batchSize: 16, seed: 1 };

export async function startFuzzedService(): Promise<{ api: TestApi; known: Known }> {
  const api = await startTestApi();
  await api.startConsumer();
  const done = await api.client.jobs.create(spec as never);
  await api.client.jobs.wait(done.id);
  await api.stopConsumers();
  const waiting = await api.client.jobs.create(spec as never);
  const cancelled = await api.client.jobs.create(spec as never);
  await api.client.jobs.cancel(cancelled.id);
  const { data: [experiment] } = await api.client.experiments.list();
  return { api, known: { id: [done.id, waiting.id, cancelled.id, experiment.id], name: ['fuzz', 'moons', 'synthetic-digits', 'mnist'], version: ['1', '2'] } };
}
