/** Graphs of ONNX through the service: registered, and answering what they answered elsewhere. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { writeOnnxModel } from '../../src/models/export/onnx/index.ts';
import { answers, exportedOf, samplesOf } from '../models/exported.ts';
import { startTestApi } from './support.ts';
import type { TestApi } from './support.ts';

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api.close());

const model = exportedOf({ preset: 'simple-convnet', filters: 3, kernel: 3, hidden: 5 }, { inputShape: [8, 8, 2], classes: 3, loss: 'softmax-cross-entropy' });
const bytes = writeOnnxModel(model, { layout: 'NCHW' });
const file = (content: Uint8Array) => new File([Uint8Array.from(content)], 'net.onnx');

test('an imported graph predicts', async () => {
  const version = await api.client.models.import({ model: 'graph', format: 'onnx', file: file(bytes) });
  expect(version).toMatchObject({ version: 1, inputShape: [8, 8, 2], classes: ['label 0', 'label 1', 'label 2'], loss: 'softmax-cross-entropy', parameterCount: model.plan.parameterCount, imported: { format: 'onnx' } });
  const samples = samplesOf(model, 4);
  const { predictions } = await api.client.predict('graph', { inputs: [0, 1, 2, 3].map((n) => [...samples.subarray(n * 128, (n + 1) * 128)]) });
  const expected = answers(model, samples, 4);
  predictions.forEach(({ probabilities }, n) => probabilities!.forEach((value, c) => expect(Math.abs(value - expected[n * 3 + c])).toBeLessThan(1e-6)));
});

test('labels may be given', async () => {
  expect((await api.client.models.import({ model: 'labelled', format: 'onnx', classes: ['x', 'y', 'z'] as never, file: file(bytes) })).classes).toEqual(['x', 'y', 'z']);
});

describe('refused, with nothing left behind', () => {
  test.each([
    ['a network beside it', { network: { preset: 'two-layer-net' } }, bytes, /holds its own network/],
    ['other classes', { classes: 4 as never }, bytes, /3 outputs, not 4/],
    ['another shape', { inputShape: [8, 8, 3] }, bytes, /takes samples of shape \[8, 8, 2\]/],
    ['another dataset', { dataset: 'mnist' }, bytes, /takes samples of shape/],
    ['a cut file', {}, bytes.subarray(0, 1000), /net\.onnx is no usable ONNX model/],
    ['no network beside weights', { format: 'npz' as const }, bytes, /network that the weights belong to is missing/],
  ])('%s', async (_, fields, content, reason) => {
    await expect(api.client.models.import({ model: 'refused', format: 'onnx', ...fields, file: file(content) })).rejects.toMatchObject({ status: 422, message: expect.stringMatching(reason) });
    expect((await api.request('/api/v1/models/refused')).status).toBe(404);
  });
});
