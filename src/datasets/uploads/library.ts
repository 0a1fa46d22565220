/** Uploaded data sets as every process sees them: folders of the shared data directory that hold a manifest. */
import { open, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { sizeOf, TrainyardError } from '../../engine/index.ts';
import type { Split } from '../../engine/index.ts';
import { finish } from '../finish.ts';
import type { Dataset, DatasetContext, DatasetDefinition } from '../types.ts';
import { DATASET_NAME, fileOf, MANIFEST, manifestSchema } from './manifest.ts';
import type { Manifest, SplitName } from './manifest.ts';

const RESTORE = 'Delete the dataset and upload it again, or restore the data directory from a backup.';

const corrupt = (path: string, reason: string, cause?: unknown): TrainyardError => new TrainyardError('dataset-corrupt', `${path} is damaged: ${reason}.`, { hint: RESTORE, cause });

/** Null where there is none of that name. Throws `dataset-corrupt`. */
export async function findUpload({ uploadsDir }: DatasetContext, name: string): Promise<DatasetDefinition | null> {
  if (uploadsDir === undefined || !DATASET_NAME.test(name)) return null;
  const folder = join(uploadsDir, name);
  const manifest = await readManifest(folder);
  return manifest && definitionOf(folder, manifest);
}

/** In the order of their names; one that is damaged is logged and left out. */
export async function listUploads(context: DatasetContext): Promise<DatasetDefinition[]> {
  const found: DatasetDefinition[] = [];
  for (const name of await uploadNames(context)) {
    try {
      const definition = await findUpload(context, name);
      if (definition) found.push(definition);
    } catch (error) {
      context.log((error as Error).message);
    }
  }
  return found;
}

async function uploadNames({ uploadsDir }: DatasetContext): Promise<string[]> {
  if (uploadsDir === undefined) return [];
  const names = await readdir(uploadsDir).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw error;
  });
  return names.filter((name) => DATASET_NAME.test(name)).sort();
}

async function readManifest(folder: string): Promise<Manifest | null> {
  const path = join(folder, MANIFEST);
  try {
    return manifestSchema.parse(JSON.parse(await readFile(path, 'utf8')));
  } catch (error) {
    if (['ENOENT', 'ENOTDIR'].includes((error as NodeJS.ErrnoException).code ?? '')) return null;
    throw corrupt(path, error instanceof SyntaxError || error instanceof z.ZodError ? 'it is not the manifest that was written' : (error as Error).message, error);
  }
}

function definitionOf(folder: string, manifest: Manifest): DatasetDefinition {
  const { name, title, summary, source, inputShape, classes, images, format, hash, train, test, valueType } = manifest;
  return {
    name, title, summary, source, inputShape, classes,
    ...(images && { images }),
    trainCount: train.count,
    testCount: test.count,
    valueBytes: valueType === 'uint8' ? 1 : 4,
    classCounts: { train: train.classCounts, test: test.classCounts },
    upload: { format, hash },
    options: z.strictObject({}),
    async availability() {
      return 'present';
    },
    load: () => load(folder, manifest),
    rows: (split, offset, limit) => readRows(folder, manifest, { split, from: offset, to: offset + limit }),
  };
}

async function load(folder: string, manifest: Manifest): Promise<Dataset> {
  const { name, inputShape, classes, train, test, source, hash } = manifest;
  const splits = {
    train: await readRows(folder, manifest, { split: 'train', from: 0, to: train.count }),
    test: await readRows(folder, manifest, { split: 'test', from: 0, to: test.count }),
    source,
  };
  const dataset = finish({ name, inputShape, classes }, splits);
  if (dataset.hash !== hash) throw corrupt(folder, `its SHA-256 is ${dataset.hash.slice(7, 19)}… instead of ${hash.slice(7, 19)}…`);
  return dataset;
}

async function readRows(folder: string, { inputShape, valueType, ...splits }: Manifest, { split, from, to }: { split: SplitName; from: number; to: number }): Promise<Split> {
  const available = splits[split].count;
  const start = Math.min(from, available);
  const count = Math.min(to, available) - start;
  const size = sizeOf(inputShape);
  const make = (length: number): Uint8Array | Float32Array => (valueType === 'uint8' ? new Uint8Array(length) : new Float32Array(length));
  const inputs = await readValues(join(folder, fileOf(split, 'inputs')), make, { first: start * size, count: count * size, length: available * size });
  const labels = await readValues(join(folder, fileOf(split, 'labels')), (length) => new Int32Array(length), { first: start, count, length: available });
  return { count, inputs, labels };
}

/** One call of the system reads at most about two gigabytes. */
const PIECE = 2 ** 30;

/** `count` values from number `first` on of a file that holds `length` of them. Nothing is allocated before the file is seen to be that long. */
async function readValues<Values extends Uint8Array | Float32Array | Int32Array>(path: string, make: (length: number) => Values, { first, count, length }: { first: number; count: number; length: number }): Promise<Values> {
  const width = make(0).BYTES_PER_ELEMENT;
  try {
    await using file = await open(path, 'r');
    const { size } = await file.stat();
    if (size !== length * width) throw corrupt(path, `${size} bytes instead of ${length * width}`);
    const values = make(count);
    const bytes = new Uint8Array(values.buffer);
    for (let at = 0; at < bytes.length; ) {
      const { bytesRead } = await file.read(bytes, at, Math.min(PIECE, bytes.length - at), first * width + at);
      if (bytesRead === 0) throw corrupt(path, 'it ends early');
      at += bytesRead;
    }
    return values;
  } catch (error) {
    if (error instanceof TrainyardError) throw error;
    throw corrupt(path, (error as Error).message, error);
  }
}
