/** A model leaves the service in every format, and comes back. */
import { writeFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readOnnx } from '../../src/formats/onnx/index.ts';
import { encodeSafetensors } from '../../src/models/index.ts';
import { exportedOf, runOnnx, samplesOf } from '../models/exported.ts';
import { startTestApi } from './support.ts';
import type { TestApi } from './support.ts';

const model = exportedOf({ preset: 'simple-convnet', filters: 3, kernel: 3, hidden: 5 }, { inputShape: [8, 8, 1], classes: 3, loss: 'softmax-cross-entropy' });
const network = { preset: 'simple-convnet', filters: 3, kernel: 3, hidden: 5 };
const sample = samplesOf(model, 1);
const given = { network, inputShape: [8, 8, 1], classes: ['a', 'b', 'c'] as never };

let api: TestApi;
let probabilities: number[] = [];
beforeAll(async () => {
  api = await startTestApi();
  await api.client.models.import({ model: 'net', format: 'safetensors', ...given, file: new File([Uint8Array.from(encodeSafetensors(model.weights))], 'net.safetensors') });
  probabilities = (await api.client.predict('net', { inputs: [[...sample]] })).predictions[0].probabilities!;
});
afterAll(() => api.close());

const exported = (query: Parameters<TestApi['client']['models']['export']>[2]) => api.client.models.export('net', 1, query);

describe('export', () => {
  test.each(['safetensors', 'npz'] as const)('%s comes back as the same weights', async (format) => {
    const bytes = await exported({ format });
    const back = await api.client.models.import({ model: `back-${format}`, format, ...given, file: new File([Uint8Array.from(bytes)], `net.${format}`) });
    expect(back.weightsSha256).toBe((await api.client.models.version('net', 1)).weightsSha256);
  });

  test.each(['NCHW', 'NHWC'] as const)('onnx %s answers alike elsewhere, and comes back', async (layout) => {
    const bytes = await exported({ format: 'onnx', layout });
    expect(readOnnx(bytes).graph.inputs[0].shape).toEqual(layout === 'NCHW' ? ['batch', 1, 8, 8] : ['batch', 8, 8, 1]);
    const { data } = await runOnnx(bytes, sample, layout === 'NCHW' ? [1, 1, 8, 8] : [1, 8, 8, 1]);
    data.forEach((value, i) => expect(Math.abs(value - probabilities[i])).toBeLessThan(1e-5));
    const back = await api.client.models.import({ model: `back-${layout.toLowerCase()}`, format: 'onnx', file: new File([Uint8Array.from(bytes)], 'net.onnx') });
    expect(back).toMatchObject({ classes: ['a', 'b', 'c'], inputShape: [8, 8, 1] });
    expect((await api.client.predict(back.model, { inputs: [[...sample]] })).predictions[0].probabilities).toEqual(probabilities);
  });

  test('ts predicts by itself', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'ty-export-'));
    const path = join(folder, 'net.ts');
    await writeFile(path, await exported({ format: 'ts' }));
    const { predict } = (await import(/* @vite-ignore */ pathToFileURL(path).href)) as { predict(sample: ArrayLike<number>): { label: string; probabilities: Float32Array } };
    await rm(folder, { recursive: true });
    predict(sample).probabilities.forEach((value, i) => expect(Math.abs(value - probabilities[i])).toBeLessThan(1e-5));
  });

  test('names the file and its type', async () => {
    const { headers } = await api.request('/api/v1/models/net/versions/1/export?format=ts');
    expect([headers.get('content-type'), headers.get('content-disposition')]).toEqual(['text/plain; charset=utf-8', 'attachment; filename="net-v1.ts"']);
  });

  test.each([
    ['net/versions/1/export', 400], ['net/versions/1/export?format=pb', 400], ['net/versions/1/export?format=npz&layout=NCHW', 422], ['net/versions/1/export?format=onnx&layout=HW', 400],
    ['net/versions/2/export?format=npz', 404], ['none/versions/1/export?format=npz', 404],
  ])('%s: %i', async (path, status) => {
    const response = await api.request(`/api/v1/models/${path}`);
    expect([response.status, response.headers.get('content-type')]).toEqual([status, expect.stringMatching(/problem\+json/)]);
  });
});
