/** Weights that NumPy wrote, through the service, against what the book's formulas make of them in NumPy (test/fixtures/imports/make.py). */
import { readFileSync } from 'node:fs';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startTestApi } from './support.ts';
import type { TestApi } from './support.ts';

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api.close());

const file = (name: string) => new File([readFileSync(new URL(`../fixtures/imports/${name}`, import.meta.url))], name);
const expected = JSON.parse(readFileSync(new URL('../fixtures/imports/expected.json', import.meta.url), 'utf8')) as Record<string, { inputs: number[][]; probabilities: number[][] }>;

const TWO_LAYER = { network: { preset: 'two-layer-net', hidden: [5] }, inputShape: [6], classes: 3 };
const CONVNET = { network: { preset: 'simple-convnet', filters: 3, kernel: 3, hidden: 5 }, inputShape: [8, 8, 2], classes: ['left', 'right', 'up', 'down'] };
const EXTENDED = { network: { preset: 'multi-layer-net-extend', hidden: [5], batchNorm: true }, inputShape: [6], classes: 3, semantics: 'book' as const };

async function expectPredictions(model: string, { inputs, probabilities }: (typeof expected)[string]): Promise<void> {
  const { predictions } = await api.client.predict(model, { inputs });
  predictions.forEach(({ index, probabilities: actual }, i) => {
    expect(index).toBe(probabilities[i].indexOf(Math.max(...probabilities[i])));
    actual!.forEach((value, c) => expect(Math.abs(value - probabilities[i][c])).toBeLessThan(1e-5));
  });
}

describe('an import', () => {
  test.each([
    ['two-layer-float32-C2.pkl', 'book-pickle', TWO_LAYER, 'two-layer-float32'],
    ['two-layer-float64-F5.pkl', 'book-pickle', TWO_LAYER, 'two-layer-float64'],
    ['two-layer-float64.npz', 'npz', TWO_LAYER, 'two-layer-float64'],
    ['simple-convnet.pkl', 'book-pickle', CONVNET, 'simple-convnet'],
    ['batch-norm.npz', 'npz', EXTENDED, 'batch-norm'],
  ] as const)('%s predicts what NumPy computes', async (name, format, network, oracle) => {
    const model = name.toLowerCase();
    const version = await api.client.models.import({ model, format, ...network, classes: network.classes as never, inputShape: [...network.inputShape], file: file(name) });
    expect(version).toMatchObject({ model, version: 1, jobId: null, loss: 'softmax-cross-entropy', imported: { format } });
    expect(version.imported!.fileSha256).toMatch(/^sha256:[0-9a-f]{64}$/);
    await expectPredictions(model, expected[oracle]);
  });

  test('takes labels as they are given, and network members instead of fields', async () => {
    const version = await api.client.models.import({ model: 'labelled', format: 'book-pickle', ...CONVNET, file: file('simple-convnet.pkl') });
    expect(version.classes).toEqual(['left', 'right', 'up', 'down']);
    const plain = await api.client.models.import({ model: 'plain', format: 'npz', network: { preset: 'two-layer-net', hidden: [5], inputSize: 6, classes: 3 }, file: file('two-layer-float32.npz') });
    expect([plain.inputShape, plain.classes]).toEqual([[6], ['0', '1', '2']]);
  });

  test('of our own weights comes back byte for byte', async () => {
    const { encodeSafetensors } = await import('../../src/models/index.ts');
    const tensor = (name: string, shape: number[]) => ({ name, shape, data: Float32Array.from({ length: shape.reduce((a, b) => a * b, 1) }, (_, i) => Math.sin(i)) });
    const bytes = encodeSafetensors([tensor('dense1.kernel', [6, 5]), tensor('dense1.bias', [5]), tensor('dense2.kernel', [5, 3]), tensor('dense2.bias', [3])]);
    const version = await api.client.models.import({ model: 'own', format: 'safetensors', ...TWO_LAYER, file: new File([Uint8Array.from(bytes)], 'own.safetensors') });
    const { sha256 } = await import('../../src/models/index.ts');
    expect(version.weightsSha256).toBe(sha256(bytes));
  });

  test('uses the shape and labels of a dataset', async () => {
    await expect(api.client.models.import({ model: 'mnist-size', format: 'book-pickle', network: TWO_LAYER.network, dataset: 'mnist', file: file('two-layer-float32-C2.pkl') })).rejects.toMatchObject({ code: 'shape-mismatch', message: expect.stringMatching(/"W1" has shape \[6, 5\], dense1 needs \[784, 5\]/) });
  });
});

describe('refused, with nothing left behind', () => {
  const { TMPDIR } = process.env;
  beforeAll(async () => {
    process.env.TMPDIR = await mkdtemp(join(tmpdir(), 'ty-import-')); // other tests import at the same time
  });
  afterAll(async () => {
    await rm(tmpdir(), { recursive: true });
    if (TMPDIR === undefined) delete process.env.TMPDIR;
    else process.env.TMPDIR = TMPDIR;
  });

  test.each([
    ['code', 'hostile-system.pkl', 'book-pickle', TWO_LAYER, /posix\.system.*not run/],
    ['a value that is not a number', 'nan.pkl', 'book-pickle', TWO_LAYER, /value 0 of "W1" is NaN/],
    ['another network', 'simple-convnet.pkl', 'book-pickle', TWO_LAYER, /no place for "W3"/],
    ['another size', 'simple-convnet.pkl', 'book-pickle', { ...CONVNET, network: { ...CONVNET.network, filters: 4 } }, /"W1" has shape \[3, 2, 3, 3\].*\[4, 2, 3, 3\]/],
    ['missing statistics', 'batch-norm-bare.npz', 'npz', EXTENDED, /lacks "running_mean1"/],
    ['another format', 'two-layer-float32.npz', 'book-pickle', TWO_LAYER, /protocol 2/],
    ['a pickle called npz', 'two-layer-float32-C2.pkl', 'npz', TWO_LAYER, /two-layer-float32-C2\.pkl/],
    ['an unknown preset', 'two-layer-float32.npz', 'npz', { ...TWO_LAYER, network: { preset: 'two-layer' } }, /preset/],
    ['no shape', 'two-layer-float32.npz', 'npz', { network: TWO_LAYER.network, classes: 3 }, /takes is not said/],
  ] as const)('%s', async (_, name, format, network, detail) => {
    await expect(api.client.models.import({ model: 'refused', format, ...(network as typeof TWO_LAYER), file: file(name) })).rejects.toMatchObject({ status: 422, message: expect.stringMatching(detail) });
    expect((await api.request('/api/v1/models/refused')).status).toBe(404);
    expect(await readdir(tmpdir())).toEqual([]);
  });

  test.each([
    ['no file', { model: 'x', format: 'npz', network: '{"preset":"two-layer-net"}' }, /#\/file/],
    ['a network that is no JSON', { model: 'x', format: 'npz', network: '{', file: file('nan.pkl') }, /#\/network/],
    ['an unknown format', { model: 'x', format: 'pkl', network: '{"preset":"two-layer-net"}', file: file('nan.pkl') }, /#\/format/],
    ['a model name with a slash', { model: 'a/b', format: 'npz', network: '{"preset":"two-layer-net"}', file: file('nan.pkl') }, /#\/model/],
  ])('%s', async (_, parts, pointer) => {
    const body = new FormData();
    for (const [name, value] of Object.entries(parts)) body.append(name, value as string);
    const response = await api.request('/api/v1/models/import', { method: 'POST', body });
    expect(response.status).toBe(422);
    expect(JSON.stringify(await response.json())).toMatch(pointer);
  });
});
