import { ok } from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sizeOf } from '../../../src/engine/index.ts';
import { checkContents, countClasses } from '../../../src/datasets/uploads/contents.ts';
import { uploadFormats } from '../../../src/datasets/uploads/index.ts';
import type { Seed } from '../types.ts';

export const fixture = (path: string): Uint8Array => new Uint8Array(readFileSync(new URL(`../../fixtures/${path}`, import.meta.url)));
export const fixtures = (folder: string, names: readonly string[]): Seed[] => names.map((name) => ({ name, bytes: fixture(`${folder}/${name}`) }));

interface Upload {
  parts: Record<string, Uint8Array>;
  options: Record<string, unknown>;
  folder: string;
}

/** What `runIngest` does before it writes: the files are read as a data set, and the data set holds together. */
export async function readUpload(name: string, { parts, options, folder }: Upload, decodedBytes = 2 ** 20): Promise<void> {
  const format = uploadFormats[name];
  const files: Record<string, { path: string; label: string }> = {};
  for (const [part, bytes] of Object.entries(parts)) {
    files[part] = { path: join(folder, part), label: part };
    await writeFile(files[part].path, bytes);
  }
  const contents = await format.read(files, format.options.parse(options), { decodedBytes });
  checkContents(contents);
  const size = sizeOf(contents.inputShape);
  for (const split of [contents.train, contents.test]) {
    ok(split.inputs.length === split.count * size, `${split.count} samples of ${size} values have ${split.inputs.length}`);
    ok(split.labels.length === split.count, `${split.count} samples have ${split.labels.length} labels`);
    ok(split.labels.every((label) => label >= 0 && label < contents.classes.length), 'a label without a class');
    ok(split.inputs instanceof Uint8Array || split.inputs.every((value) => Number.isFinite(value)), 'a value that is not finite');
    countClasses(split, contents.classes.length);
  }
  ok(contents.train.inputs.byteLength + contents.test.inputs.byteLength <= decodedBytes + 2048, 'more than the limit');
}

/** Arrays as long as their shapes say. */
export function checkTensors(tensors: readonly { name: string; shape: readonly number[]; data: ArrayLike<unknown> }[]): void {
  for (const { name, shape, data } of tensors) ok(data.length === sizeOf(shape), `"${name}" of shape [${shape.join(', ')}] has ${data.length} values`);
}

/** Numbers without a pattern, the same every time. */
export const noise = (length: number): Uint8Array => Uint8Array.from({ length }, (_, i) => Math.imul(i + 1, 2654435761) >>> 24);
