import { mkdir, readdir, readFile, rm, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { knownDatasets, openDataset, readSamples } from '../../../src/datasets/index.ts';
import type { DatasetContext } from '../../../src/datasets/index.ts';
import { createDatasetUploads } from '../../../src/datasets/uploads/index.ts';
import type { DatasetUploads } from '../../../src/datasets/uploads/index.ts';
import { context, failure, temporaryFolder } from '../support.ts';

interface Place {
  where: DatasetContext & { uploadsDir: string };
  uploads: DatasetUploads;
  add(text: string): ReturnType<DatasetUploads['add']>;
}

async function place(): Promise<Place> {
  const messages: string[] = [];
  const where = { ...(await context({ log: (message) => messages.push(message) })), uploadsDir: await temporaryFolder() };
  const uploads = createDatasetUploads({ context: where, limits: { uploadBytes: 2 ** 20, decodedBytes: 2 ** 20 }, workerUrl: new URL('../../../workers/ingest.ts', import.meta.url), log: { error: () => {} } });
  onTestFinished(() => uploads.close());
  return {
    where, uploads,
    add: (text) => uploads.add(async (folder) => {
      const path = join(folder, 'file');
      await writeFile(path, text);
      const facts = { name: 'mine', title: 'Mine', summary: '', source: '', format: 'csv' };
      return { facts, options: { label: -1, delimiter: ',', divisor: 1, testFraction: 0.5, seed: 0 }, files: { file: { path, label: 'mine.csv' } } };
    }),
  };
}

const table = '1,a\n2,b\n3,a\n4,b\n';

test('what was uploaded is known to others once it is whole, and read without loading all of it', async () => {
  const { where, add } = await place();
  expect(Object.keys(await knownDatasets(where))).not.toContain('mine');
  expect(await add(table)).toEqual({ name: 'mine', created: true });
  expect((await knownDatasets(where)).mine).toMatchObject({ trainCount: 2, testCount: 2, valueBytes: 4, classCounts: { train: [1, 1], test: [1, 1] } });
  const dataset = await openDataset('mine', where);
  const { data, count } = await readSamples('mine', where, { split: 'train', offset: 1, limit: 5 });
  expect([count, data]).toEqual([2, [{ index: 1, input: [dataset.train.inputs[1]], labelIndex: dataset.train.labels[1], label: dataset.classes[dataset.train.labels[1]] }]]);
  expect((await readSamples('mine', where, { split: 'test', offset: 7, limit: 5 })).data).toEqual([]);
  expect(await add(table)).toEqual({ name: 'mine', created: false });
  expect((await failure(() => add(table.replace('1', '9')))).code).toBe('already-exists');
  expect(await readdir(join(where.uploadsDir, '.staging'))).toEqual([]);
});

test('damage is noticed before anything is trained on it', async () => {
  const { where, add, uploads } = await place();
  await add(table);
  const file = join(where.uploadsDir, 'mine', 'train-inputs.bin');
  const bytes = await readFile(file);
  bytes[3] ^= 1;
  await writeFile(file, bytes);
  expect(await failure(() => openDataset('mine', where))).toMatchObject({ code: 'dataset-corrupt', message: expect.stringMatching(/its SHA-256 is/) });
  await writeFile(file, bytes.subarray(1));
  expect((await failure(() => openDataset('mine', where))).message).toMatch(/7 bytes instead of 8/);
  await rm(file);
  expect((await failure(() => openDataset('mine', where))).code).toBe('dataset-corrupt');
  const manifest = join(where.uploadsDir, 'mine', 'manifest.json');
  await writeFile(file, bytes);
  await writeFile(manifest, (await readFile(manifest, 'utf8')).replace('"count": 2', '"count": 9007199254740991'));
  expect((await failure(() => openDataset('mine', where))).message).toMatch(/8 bytes instead of/);
  await writeFile(manifest, '{}');
  expect((await failure(() => openDataset('mine', where))).message).toMatch(/not the manifest that was written/);
  expect(Object.keys(await knownDatasets(where))).not.toContain('mine');
  expect((await failure(() => add(table))).code).toBe('dataset-corrupt');
  await uploads.remove('mine');
  expect(await add(table)).toEqual({ name: 'mine', created: true });
  expect((await openDataset('mine', where)).train.count).toBe(2);
});

test('a folder without a manifest is no dataset', async () => {
  const { where } = await place();
  await mkdir(join(where.uploadsDir, 'half'));
  expect(Object.keys(await knownDatasets(where))).not.toContain('half');
  expect((await failure(() => openDataset('half', where))).code).toBe('unknown-name');
});

test('what a process that died left half-received is cleared away a day later', async () => {
  const uploadsDir = await temporaryFolder();
  const staging = join(uploadsDir, '.staging');
  for (const name of ['old', 'young']) await mkdir(join(staging, name), { recursive: true });
  await utimes(join(staging, 'old'), 0, 0);
  const uploads = createDatasetUploads({ context: { ...(await context()), uploadsDir }, limits: { uploadBytes: 1, decodedBytes: 1 }, workerUrl: new URL('../../../workers/ingest.ts', import.meta.url), log: { error: () => {} } });
  await uploads.close();
  expect(await readdir(staging)).toEqual(['young']);
});
