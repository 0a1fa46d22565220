import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type ModelPublication, type ModelRegistry, openStore, openModelRegistry } from '../../src/models/index.ts';

let folder: string;
let registry: ModelRegistry;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ty-models-'));
  registry = openModelRegistry(await openStore(folder));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const publication = (jobId: string | null, value = 1): ModelPublication => ({
  model: 'digits', createdAt: '2026-11-23T08:00:00.000Z', jobId, specHash: null, dataHash: null, build: 'simd-fma/1',
  network: { layers: [{ type: 'dense', units: 1 }] }, inputShape: [1], classes: ['0'], semantics: 'modern', loss: 'softmax-cross-entropy', dataset: null, metrics: {}, parameterCount: 1,
  weights: [{ name: 'dense1.kernel', shape: [1, 1], data: Float32Array.of(value) }],
});

test('versions count from 1 and keep their weights', async () => {
  expect((await registry.publish(publication('job_a', 1))).version).toBe(1);
  expect((await registry.publish(publication('job_b', 2))).version).toBe(2);
  expect(await registry.model('digits')).toEqual({ object: 'model', name: 'digits', versions: [1, 2], latestVersion: 2, aliases: { latest: 2 }, description: null, tags: [] });
  expect((await registry.get('digits', 'latest')).version).toBe(2);
  expect((await registry.weights('digits', 1))[0].data).toEqual(Float32Array.of(1));
  expect((await registry.list()).map(({ name }) => name)).toEqual(['digits']);
});

test('a job publishes once, however often it tries', async () => {
  const first = await registry.publish(publication('job_a', 1));
  expect(await registry.publish(publication('job_a', 1))).toEqual(first);
  expect((await registry.model('digits')).versions).toEqual([1]);
});

test('publishers that race get versions of their own, or the same one for the same job', async () => {
  const different = await Promise.all(Array.from({ length: 6 }, (_, i) => registry.publish(publication(`job_${i}`))));
  expect(new Set(different.map(({ version }) => version))).toEqual(new Set([1, 2, 3, 4, 5, 6]));
  const same = await Promise.all(Array.from({ length: 4 }, () => registry.publish(publication('job_same'))));
  expect(new Set(same.map(({ version }) => version))).toEqual(new Set([7]));
});

test('what is not there is said so, with what is', async () => {
  await expect(registry.model('none')).rejects.toMatchObject({ code: 'not-found' });
  await expect(registry.model('../escape')).rejects.toMatchObject({ code: 'not-found' });
  await registry.publish(publication('job_a'));
  await expect(registry.get('digits', 9)).rejects.toMatchObject({ code: 'not-found', hint: 'it has 1' });
});

test('weights that changed on disk are not served', async () => {
  await registry.publish(publication('job_a'));
  const file = join(folder, 'models', 'digits', '1', 'weights.safetensors');
  const bytes = await readFile(file);
  bytes[bytes.length - 1] ^= 1;
  await writeFile(file, bytes);
  await expect(registry.weights('digits', 1)).rejects.toMatchObject({ code: 'store-corrupt' });
});

test('a description that was damaged on disk is said so', async () => {
  await registry.publish(publication('job_a'));
  await writeFile(join(folder, 'models', 'digits', '1', 'model.json'), '{"object":');
  await expect(registry.get('digits', 1)).rejects.toMatchObject({ code: 'store-corrupt', message: expect.stringContaining('models/digits/1/model.json') });
});

test('a name that is none is refused before anything is written', async () => {
  await expect(registry.publish({ ...publication('job_a'), model: 'Bad Name' })).rejects.toMatchObject({ code: 'invalid-input' });
  expect(await registry.list()).toEqual([]);
});
