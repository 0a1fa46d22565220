/** A model goes on with other data: trained here, taken out as ONNX, brought back, and trained again with frozen layers. */
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import type { NamedTensor } from '../../src/engine/index.ts';
import { decodeSafetensors } from '../../src/models/index.ts';
import { runOnnx } from '../models/exported.ts';
import { startTestApi } from './support.ts';
import type { TestApi } from './support.ts';

const training = {
  model: 'digits', dataset: { name: 'synthetic-digits', trainSize: 200 }, steps: 12, batchSize: 20, seed: 3, optimizer: { type: 'adam', learningRate: 0.01 }, evaluate: { everySteps: 12, samples: 50 },
  network: { layers: [{ type: 'conv2d', filters: 4, kernel: 3, stride: 2 }, { type: 'batchNorm' }, { type: 'relu' }, { type: 'maxPool2d', size: 2 }, { type: 'dense', units: 10 }] },
};

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
  await api.startConsumer();
  await finished(training);
  const bytes = await api.client.models.export('digits', 1, { format: 'onnx' });
  await api.client.models.import({ model: 'brought', format: 'onnx', dataset: 'synthetic-digits', file: new File([Uint8Array.from(bytes)], 'digits.onnx') });
}, 120_000);
afterAll(() => api.close());

async function finished(spec: object) {
  const { id } = await api.client.jobs.create(spec as never);
  return api.client.jobs.wait(id);
}
const weights = async (model: string, version: number): Promise<Map<string, NamedTensor['data']>> =>
  new Map(decodeSafetensors(await api.client.models.export(model, version, { format: 'safetensors' })).map(({ name, data }) => [name, data]));

test('an imported graph is fine-tuned by a job, frozen bytes unchanged, and the result predicts here and elsewhere', async () => {
  const before = await weights('brought', 1);
  const job = await finished({ ...training, model: 'tuned', network: { model: 'brought@1' }, dataset: { name: 'synthetic-digits', trainSize: 100, shuffle: 9 }, freeze: ['conv2d1', 'batchNorm1'] });
  expect(job).toMatchObject({ status: 'succeeded', error: null, spec: { start: { model: 'brought', version: 1, layers: ['conv2d1', 'batchNorm1', 'dense1'] }, freeze: ['conv2d1', 'batchNorm1'] } });
  const after = await weights('tuned', 1);
  for (const name of ['conv2d1.kernel', 'conv2d1.bias', 'batchNorm1.gamma', 'batchNorm1.beta', 'batchNorm1.runningMean', 'batchNorm1.runningVariance']) expect(after.get(name)).toEqual(before.get(name));
  expect(after.get('dense1.kernel')).not.toEqual(before.get('dense1.kernel'));

  const { data } = await api.client.datasets.samples('synthetic-digits', { split: 'test', limit: 4 });
  const inputs = data.map(({ input }) => input.flat(9) as number[]);
  const { predictions } = await api.client.predict('tuned', { inputs });
  const exported = await api.client.models.export('tuned', 1, { format: 'onnx', layout: 'NHWC' });
  const elsewhere = await runOnnx(exported, Float32Array.from(inputs.flat()), [4, 28, 28, 1]);
  predictions.forEach(({ probabilities }, n) => probabilities!.forEach((value, c) => expect(Math.abs(value - elsewhere.data[n * 10 + c])).toBeLessThan(1e-5)));
}, 120_000);

test('the newest version is meant where none is named, and said in full in the job', async () => {
  const plan = await api.client.jobs.plan({ ...training, network: { model: 'brought' } } as never);
  expect(plan.spec).toMatchObject({ start: { model: 'brought', version: 1 }, network: { layers: expect.arrayContaining([expect.objectContaining({ type: 'conv2d', filters: 4 })]) } });
  expect((await api.client.jobs.plan(plan.spec as never)).specHash).toBe(plan.specHash);
  expect((await api.client.jobs.plan({ ...training, network: { model: 'brought@latest' } } as never)).specHash).toBe(plan.specHash);
});

test('what an alias names is settled when the job is accepted: it restarts and is done again with that version though the alias has moved', async () => {
  await finished({ ...training, seed: 4 });
  await api.client.models.aliases.set('digits', 'champion', { version: 1 });
  const { id } = await api.client.jobs.create({ ...training, model: 'heir', steps: 20_000, network: { model: 'digits@champion' }, freeze: ['conv2d1'] } as never);
  await vi.waitFor(async () => expect((await api.client.jobs.get(id)).progress.step).toBeGreaterThan(0), { timeout: 60_000, interval: 50 });
  await api.client.jobs.pause(id);
  await vi.waitFor(async () => expect((await api.client.jobs.get(id)).status).toBe('paused'), { timeout: 60_000, interval: 50 });
  await api.client.models.aliases.set('digits', 'champion', { version: 2 });
  await api.client.jobs.resume(id);
  await vi.waitFor(async () => expect((await api.client.jobs.get(id)).attempts.length).toBe(2), { timeout: 60_000, interval: 50 });
  await api.client.jobs.stop(id);
  expect(await api.client.jobs.wait(id)).toMatchObject({ status: 'succeeded', spec: { start: { model: 'digits', version: 1 } } });
  const [heir, first, second] = [await weights('heir', 1), await weights('digits', 1), await weights('digits', 2)];
  expect(heir.get('conv2d1.kernel')).toEqual(first.get('conv2d1.kernel'));
  expect(heir.get('conv2d1.kernel')).not.toEqual(second.get('conv2d1.kernel'));

  const short = await finished({ ...training, model: 'heir', steps: 2, network: { model: 'digits@champion' } });
  expect(short).toMatchObject({ status: 'succeeded', spec: { start: { version: 2 } } });
  await api.client.models.aliases.set('digits', 'champion', { version: 1 });
  const again = await api.client.jobs.wait((await api.client.jobs.reproduce(short.id)).id);
  expect(again).toMatchObject({ spec: { start: { version: 2 } }, reproduction: { identical: true } });
  expect((await api.client.jobs.retry(short.id)).spec).toMatchObject({ start: { version: 2 } });
}, 180_000);

describe('refused before anything is queued', () => {
  test.each<[string, object, string, RegExp]>([
    ['an unknown model', { network: { model: 'nobody@1' } }, '#/network/model', /no model "nobody"/],
    ['an unknown version', { network: { model: 'brought@7' } }, '#/network/model', /no version 7/],
    ['no reference', { network: { model: 'Brought 1' } }, '#/network/model', /names no model/],
    ['a number', { network: { model: 3 } }, '#/network/model', /names no model/],
    ['another member beside it', { network: { model: 'brought', layers: [] } }, '#/network/layers', /layers/],
    ['a start beside it', { network: { model: 'brought' }, start: { model: 'digits' } }, '#/start', /begins with the weights of that model/],
    ['a dataset of other classes', { network: { model: 'brought' }, dataset: { name: 'moons' } }, '#/network/model', /has 10 outputs, moons has 2 classes/],
    ['a layer to freeze that it does not have', { network: { model: 'brought' }, freeze: ['dense9'] }, '#/freeze/0', /dense9/],
  ])('%s', async (_, change, pointer, reason) => {
    const error = await api.client.jobs.create({ ...training, ...change } as never).catch((problem: unknown) => problem);
    expect(error).toMatchObject({ status: 422, problem: { errors: [expect.objectContaining({ pointer, detail: expect.stringMatching(reason) })] } });
  });
});
