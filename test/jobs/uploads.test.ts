import { copyFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';
import { createDatasetUploads, uploadFormats } from '../../src/datasets/uploads/index.ts';
import type { DatasetUploads } from '../../src/datasets/uploads/index.ts';
import { log, startTestJobs } from './support.ts';
import type { TestJobs } from './support.ts';

const fixture = fileURLToPath(new URL('../fixtures/uploads/whole.npz', import.meta.url));

/** Jobs without a consumer yet, and uploads beside them. */
async function start(): Promise<{ jobs: TestJobs; upload(name: string): Promise<unknown> }> {
  const jobs = await startTestJobs();
  const workerUrl = new URL('../../workers/ingest.ts', import.meta.url);
  const uploads = createDatasetUploads({ context: jobs.datasetContext, limits: { uploadBytes: 2 ** 20, decodedBytes: 2 ** 20 }, workerUrl, log });
  onTestFinished(async () => {
    await uploads.close();
    await jobs.close();
  });
  return { jobs, upload: (name) => add(uploads, name) };
}

/** Uploads forty 4 x 4 images in ten classes, which differ in where the bright cell is. */
const add = (uploads: DatasetUploads, name: string) => uploads.add(async (folder) => {
  const path = join(folder, 'file');
  await copyFile(fixture, path);
  return { facts: { name, title: name, summary: '', source: '', format: 'npz' }, options: uploadFormats.npz.options.parse({}) as Record<string, unknown>, files: { file: { path, label: 'whole.npz' } } };
});

const spec = (name: string) => ({
  model: 'cells-net',
  network: { layers: [{ type: 'conv2d', filters: 4, kernel: 3, pad: 1 }, { type: 'relu' }, { type: 'flatten' }, { type: 'dense', units: 10 }] },
  dataset: { name },
  optimizer: { type: 'adam', learningRate: 0.02 },
  steps: 300, batchSize: 15, seed: 3,
  evaluate: { everySteps: 100, samples: null },
});

test('a consumer trains on what was uploaded, and the job says on what', async () => {
  const { jobs, upload } = await start();
  await upload('cells');
  const waiting = await jobs.service.submit(spec('cells'));
  expect(await jobs.service.unfinishedOn('cells')).toEqual([waiting.id]);
  expect(await jobs.service.unfinishedOn('moons')).toEqual([]);
  await jobs.startConsumer();
  const done = await jobs.finished(waiting.id);
  expect(done).toMatchObject({ status: 'succeeded', metrics: { testAccuracy: 1 } });
  expect(await jobs.service.unfinishedOn('cells')).toEqual([]);
  expect(await jobs.models.get('cells-net', 1)).toMatchObject({ dataset: 'cells', dataHash: done.dataHash, inputShape: [4, 4, 1] });

  await upload('same-cells');
  const again = await jobs.finished((await jobs.service.submit(spec('same-cells'))).id);
  expect(again.dataHash).toBe(done.dataHash);
  expect(again.result?.weightsSha256).toBe(done.result?.weightsSha256);
});

test('a job whose data was damaged or taken away meanwhile fails and says so', async () => {
  const { jobs, upload } = await start();
  const ids: string[] = [];
  for (const name of ['damaged', 'gone']) {
    await upload(name);
    ids.push((await jobs.service.submit(spec(name))).id);
  }
  await writeFile(join(jobs.datasetContext.uploadsDir, 'damaged', 'test-labels.bin'), '');
  await rm(join(jobs.datasetContext.uploadsDir, 'gone'), { recursive: true });
  await jobs.startConsumer();
  const ends = await Promise.all(ids.map((id) => jobs.finished(id)));
  expect(ends.map(({ status, error }) => [status, error?.code])).toEqual([['failed', 'dataset-corrupt'], ['failed', 'unknown-name']]);
});
