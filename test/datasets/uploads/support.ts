import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import { loadDataset, openDataset } from '../../../src/datasets/index.ts';
import type { Dataset, DatasetContext } from '../../../src/datasets/index.ts';
import { runIngest } from '../../../src/datasets/uploads/ingest.ts';
import type { IngestAnswer } from '../../../src/datasets/uploads/ingest.ts';
import { uploadFormats } from '../../../src/datasets/uploads/index.ts';
import { context, temporaryFolder } from '../support.ts';

export const fixture = (name: string): Uint8Array => readFileSync(new URL(`../../fixtures/uploads/${name}`, import.meta.url));

interface Given {
  options?: Record<string, unknown>;
  decodedBytes?: number;
}

async function ingest(format: string, parts: Record<string, Uint8Array | string>, { options = {}, decodedBytes = 2 ** 24 }: Given): Promise<{ answer: IngestAnswer; where: DatasetContext; left: string[] }> {
  const [uploadsDir, work] = [await temporaryFolder(), await temporaryFolder()];
  const files: Record<string, { path: string; label: string }> = {};
  for (const [part, content] of Object.entries(parts)) {
    files[part] = { path: join(work, part), label: part };
    await writeFile(files[part].path, content);
  }
  const target = join(uploadsDir, 'mine');
  await mkdir(target);
  const facts = { name: 'mine', title: 'Mine', summary: 'A sentence.', source: 'a test', format };
  const answer = await runIngest({ facts, options: uploadFormats[format].options.parse(options) as Record<string, unknown>, files, target, limits: { decodedBytes } });
  return { answer, where: await context({ uploadsDir }), left: await readdir(target) };
}

/** What a job would load after an upload of these files. */
export async function uploaded(format: string, parts: Record<string, Uint8Array | string>, given: Given = {}): Promise<Dataset> {
  const { answer, where } = await ingest(format, parts, given);
  if ('error' in answer) throw new Error(answer.error.message);
  const dataset = await openDataset('mine', where);
  expect(dataset.hash).toBe(answer.manifest.hash);
  const { data } = await loadDataset({ name: 'mine' }, where);
  expect([data.train.count, data.test.count]).toEqual([answer.manifest.train.count, answer.manifest.test.count]);
  return dataset;
}

/** The message of a refusal, which says what to do about it and writes nothing. */
export async function refused(format: string, parts: Record<string, Uint8Array | string>, given: Given = {}): Promise<string> {
  const { answer, left } = await ingest(format, parts, given);
  if (!('error' in answer)) throw new Error('nothing was refused');
  expect(answer.error.code).toBe('invalid-input');
  expect(answer.error.hint).not.toBe('');
  expect(left).toEqual([]);
  return answer.error.message;
}

/** The inputs of one sample, as a network sees them. */
export function inputOf({ inputShape, ...dataset }: Dataset, split: 'train' | 'test', index: number): number[] {
  const size = inputShape.reduce((product, side) => product * side, 1);
  const { inputs } = dataset[split];
  return Array.from(inputs.subarray(index * size, (index + 1) * size), (value) => (inputs instanceof Uint8Array ? value / 255 : value));
}
