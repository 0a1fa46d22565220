import { readdir } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { isApiError } from '../../src/client/index.ts';
import type { DatasetUpload } from '../../src/client/index.ts';
import { post, startTestApi } from './support.ts';
import type { TestApi } from './support.ts';

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api.close());

/** Two flowers that a straight line divides: 60 samples, in the order of their classes as files of this kind are. */
const flowers = (shift = 0): string => {
  const row = (i: number): string => `${(i % 7) / 10 + (i < 30 ? 0 : 2) + shift},${(i % 5) / 10},${i < 30 ? 'setosa' : 'virginica'}`;
  return `length,width,species\n${Array.from({ length: 60 }, (_, i) => row(i)).join('\n')}\n`;
};

const csv = (name: string, text = flowers(), options: DatasetUpload['options'] = { label: 'species' }): DatasetUpload => ({ name, format: 'csv', options, files: { file: new File([text], 'flowers.csv') } });

const trained = (dataset: string) => ({
  model: 'flowers-net',
  network: { layers: [{ type: 'dense', units: 8 }, { type: 'relu' }, { type: 'dense', units: 2 }] },
  dataset: { name: dataset },
  optimizer: { type: 'adam', learningRate: 0.05 },
  steps: 150, batchSize: 8,
  evaluate: { everySteps: 50, samples: null },
});

/** What lies in the folder of uploads, staging included. */
const stored = async (): Promise<string[]> => (await readdir(api.uploadsDir, { recursive: true })).sort();

describe('an uploaded dataset', () => {
  test('is described, listed, shown in samples, trained on, and deleted when nobody needs it', async () => {
    const dataset = await api.client.datasets.create(csv('flowers'));
    expect(dataset).toMatchObject({
      object: 'dataset', name: 'flowers', title: 'flowers', summary: 'Uploaded as csv: 2 classes, 48 samples to train on, 12 to test on.', inputShape: [2], classes: ['setosa', 'virginica'], trainCount: 48, testCount: 12,
      classCounts: { train: [24, 24], test: [6, 6] }, uploaded: true, available: true, availability: 'present',
    });
    expect(dataset.hash).toMatch(/^sha256:[0-9a-f]{64}$/);
    expect((await api.client.datasets.list()).data.find(({ name }) => name === 'flowers')).toEqual(dataset);
    expect(await api.client.datasets.get('flowers')).toEqual(dataset);
    expect(await api.client.datasets.get('xor')).toMatchObject({ uploaded: false, hash: null, classCounts: { train: [500, 500], test: [250, 250] } });

    const { data, hasMore } = await api.client.datasets.samples('flowers', { split: 'test', offset: 10, limit: 5 });
    expect([data.length, hasMore]).toEqual([2, false]);
    for (const { input: [length], label } of data) expect(label).toBe(length < 1.5 ? 'setosa' : 'virginica');

    const job = await api.client.jobs.create(trained('flowers'));
    await expect(api.client.datasets.delete('flowers')).rejects.toSatisfy((error) => isApiError(error, 'wrong-state') && error.status === 409 && error.message.includes(job.id));
    await api.startConsumer();
    const done = await api.client.jobs.wait(job.id);
    expect(done).toMatchObject({ status: 'succeeded', dataHash: dataset.hash });
    expect(done.metrics.testAccuracy).toBe(1);
    expect((await api.client.predict('flowers-net', { inputs: [[0.2, 0.1], [2.4, 0.3]] })).predictions.map(({ label }) => label)).toEqual(['setosa', 'virginica']);

    await api.client.datasets.delete('flowers');
    await expect(api.client.datasets.get('flowers')).rejects.toSatisfy((error) => isApiError(error, 'not-found'));
    await expect(api.client.jobs.create(trained('flowers'))).rejects.toSatisfy((error) => isApiError(error, 'unknown-name'));
    expect(await stored()).toEqual(['.staging']);
  });

  test('a name that comes back with other content is trained on anew', async () => {
    await api.startConsumer();
    const hashes: (string | null)[] = [];
    for (const shift of [0, 5]) {
      const { hash } = await api.client.datasets.create(csv('again', flowers(shift)));
      const { id } = await api.client.jobs.create(trained('again'));
      const { dataHash } = await api.client.jobs.wait(id);
      expect(dataHash).toBe(hash);
      hashes.push(dataHash);
      await api.client.datasets.delete('again');
    }
    expect(hashes[0]).not.toBe(hashes[1]);
  });

  test('the same content again is the same dataset, other content under its name a conflict', async () => {
    const form = (text: string): RequestInit => {
      const body = new FormData();
      body.append('name', 'twice');
      body.append('format', 'csv');
      body.append('file', new Blob([text]), 'twice.csv');
      return { method: 'POST', body };
    };
    const first = await api.request('/api/v1/datasets', form(flowers()));
    expect([first.status, first.headers.get('location')]).toEqual([201, '/api/v1/datasets/twice']);
    const again = await api.request('/api/v1/datasets', form(flowers().replaceAll('\n', '\r\n')));
    expect(again.status).toBe(200);
    expect(await again.json()).toEqual(await first.json());
    const other = await api.request('/api/v1/datasets', form(flowers(1)));
    expect(other.status).toBe(409);
    expect(await other.json()).toMatchObject({ code: 'already-exists' });
    const atOnce = await Promise.all([flowers(), flowers()].map((text) => api.client.datasets.create(csv('race', text))));
    expect(atOnce[0]).toEqual(atOnce[1]);
    await api.client.datasets.delete('twice');
    await api.client.datasets.delete('race');
  });
});

describe('what is refused leaves nothing behind', () => {
  const refused: [string, () => RequestInit, { status: number; code: string; pointers?: string[]; detail?: RegExp }][] = [
    ['a body of JSON', () => post({ name: 'x' }), { status: 415, code: 'unsupported-media-type' }],
    ['a form that is not multipart', () => ({ method: 'POST', body: new URLSearchParams({ name: 'x' }) }), { status: 415, code: 'unsupported-media-type' }],
    ['no parts at all', () => ({ method: 'POST', body: new FormData() }), { status: 422, code: 'invalid-input', pointers: ['#/name', '#/format'] }],
    ['a name that climbs', form({ name: '../x' }), { status: 422, code: 'invalid-input', pointers: ['#/name'] }],
    ['a name of staging', form({ name: '.staging' }), { status: 422, code: 'invalid-input', pointers: ['#/name'] }],
    ['a name in capitals', form({ name: 'Flowers' }), { status: 422, code: 'invalid-input', pointers: ['#/name'] }],
    ['the name of a built-in dataset', form({ name: 'mnist' }), { status: 409, code: 'already-exists' }],
    ['an unknown format', form({ format: 'parquet' }), { status: 422, code: 'invalid-input', pointers: ['#/format'] }],
    ['an unknown field', form({ colour: 'red' }), { status: 422, code: 'unknown-member', pointers: ['#/colour'] }],
    ['an unknown file', form({}, { picture: '1' }), { status: 422, code: 'unknown-member', pointers: ['#/picture'] }],
    ['a file sent as a field', form({ file: 'a,b' }), { status: 422, code: 'unknown-member', pointers: ['#/file'] }],
    ['a file of another format', form({}, { trainImages: '1' }), { status: 422, code: 'unknown-member', pointers: ['#/trainImages'] }],
    ['a file that is missing', form({ format: 'idx' }, { file: null }), { status: 422, code: 'invalid-input', pointers: ['#/trainImages'] }],
    ['options that are no JSON', form({ options: '{label' }), { status: 422, code: 'invalid-input', pointers: ['#/options'] }],
    ['an unknown option', form({ options: '{"lable": "species"}' }), { status: 422, code: 'invalid-input', pointers: ['#/options/lable'] }],
    ['an option of the wrong kind', form({ options: '{"testFraction": 2}' }), { status: 422, code: 'invalid-input', pointers: ['#/options/testFraction'] }],
    ['a ragged table', form({}, { file: 'a,b,c\n1,2,x\n1,y\n' }), { status: 422, code: 'invalid-input', detail: /^file\.bin line 3: 2 values/ }],
    ['an upload that is too large', form({}, { file: 'x'.repeat(33 * 2 ** 20) }), { status: 413, code: 'payload-too-large' }],
  ];

  function form(fields: Record<string, string>, files: Record<string, string | null> = {}): () => RequestInit {
    return () => {
      const body = new FormData();
      for (const [name, value] of Object.entries({ name: 'refused', format: 'csv', ...fields })) body.append(name, value);
      for (const [name, text] of Object.entries({ file: flowers(), ...files })) if (text !== null) body.append(name, new Blob([text]), `${name}.bin`);
      return { method: 'POST', body };
    };
  }

  test.each(refused)('%s', async (_what, init, { status, code, pointers, detail }) => {
    const before = await stored();
    const response = await api.request('/api/v1/datasets', init());
    const problem = (await response.json()) as { code: string; detail: string; hint: string; errors: { pointer: string }[] };
    expect({ status: response.status, code: problem.code }).toEqual({ status, code });
    if (pointers) expect(problem.errors.map(({ pointer }) => pointer)).toEqual(pointers);
    if (detail) expect(problem.detail).toMatch(detail);
    expect(problem.hint).not.toBe('');
    expect(await stored()).toEqual(before);
  });

  test('an upload that is broken off', async () => {
    const before = await stored();
    const boundary = 'line';
    const head = ['name', 'format'].map((field) => `--${boundary}\r\ncontent-disposition: form-data; name="${field}"\r\n\r\n${field === 'name' ? 'broken' : 'csv'}\r\n`).join('');
    const controller = new AbortController();
    const body = new ReadableStream<Uint8Array>({
      start(stream) {
        stream.enqueue(new TextEncoder().encode(`${head}--${boundary}\r\ncontent-disposition: form-data; name="file"; filename="a.csv"\r\n\r\n1,2,x\r\n`));
      },
    });
    const sending = api.request('/api/v1/datasets', { method: 'POST', headers: { 'content-type': `multipart/form-data; boundary=${boundary}` }, body, signal: controller.signal, duplex: 'half' } as RequestInit);
    const ended = sending.then(() => 'answered', () => 'broken off');
    await expect.poll(async () => (await stored()).length).toBeGreaterThan(before.length);
    controller.abort();
    expect(await ended).toBe('broken off');
    await expect.poll(stored).toEqual(before);
    expect((await api.request('/api/v1/datasets/broken')).status).toBe(404);
  });
});

test('only uploaded datasets that are there can be deleted', async () => {
  await expect(api.client.datasets.delete('xor')).rejects.toSatisfy((error) => isApiError(error, 'wrong-state') && error.status === 409);
  await expect(api.client.datasets.delete('nothing')).rejects.toSatisfy((error) => isApiError(error, 'not-found'));
  expect((await api.request('/api/v1/datasets/..%2F..', { method: 'DELETE' })).status).toBe(404);
});
