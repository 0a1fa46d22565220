/** From uploaded files to a data set on disk; runs in a thread of its own. */
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { specError, TrainyardError } from '../../engine/index.ts';
import type { ErrorCode, Issue, Shape, Split } from '../../engine/index.ts';
import { finish } from '../finish.ts';
import { checkContents, countClasses } from './contents.ts';
import type { Contents } from './contents.ts';
import type { ReadLimits, UploadedFile } from './format.ts';
import { uploadFormats } from './formats/index.ts';
import { fileOf, MANIFEST } from './manifest.ts';
import type { Manifest } from './manifest.ts';

export interface IngestTask {
  /** summary null: one is made from what is found */
  facts: Pick<Manifest, 'name' | 'title' | 'source' | 'format' | 'images'> & { summary: string | null };
  /** as parsed by the schema of the format */
  options: Record<string, unknown>;
  /** by part */
  files: Record<string, UploadedFile>;
  /** empty folder that becomes the data set */
  target: string;
  limits: ReadLimits;
}

/** An error class does not survive the way between threads: its parts do. */
export type IngestAnswer = { manifest: Manifest } | { error: { code: ErrorCode; message: string; hint: string; issues: readonly Issue[] } };

/** Never throws what a person can act on: that comes back as `error`. */
export async function runIngest(task: IngestTask): Promise<IngestAnswer> {
  try {
    return { manifest: await ingest(task) };
  } catch (error) {
    if (!(error instanceof TrainyardError)) throw error;
    const { code, message, hint, issues } = error;
    return { error: { code, message, hint, issues } };
  }
}

async function ingest({ facts, options, files, target, limits }: IngestTask): Promise<Manifest> {
  const contents = await uploadFormats[facts.format].read(files, options, limits);
  checkContents(contents);
  checkPreparation(facts.images, contents.inputShape);
  const manifest = manifestOf(facts, options, contents);
  for (const split of ['train', 'test'] as const) {
    await write(join(target, fileOf(split, 'inputs')), contents[split].inputs);
    await write(join(target, fileOf(split, 'labels')), contents[split].labels);
  }
  await write(join(target, MANIFEST), new TextEncoder().encode(`${JSON.stringify(manifest, null, 2)}\n`));
  return manifest;
}

/** Ink on a ground is looked for in grey images, and has to fit them. */
function checkPreparation(images: Manifest['images'], shape: Shape): void {
  if (images === undefined) return;
  const [height, width, channels] = shape;
  if (shape.length !== 3 || channels !== 1) throw specError('invalid-input', '#/images', `Samples of shape [${shape.join(', ')}] are no grey images.`, 'Leave images out: pictures are resized then.');
  if (images.box > Math.min(height, width)) throw specError('invalid-input', '#/images/box', `A box of ${images.box} pixels does not fit images of ${height} by ${width}.`, `Give at most ${Math.min(height, width)}.`);
}

function manifestOf(facts: IngestTask['facts'], options: Record<string, unknown>, contents: Contents): Manifest {
  const { classes, train, test } = contents;
  const inputShape = [...contents.inputShape];
  const { hash } = finish({ name: facts.name, inputShape, classes }, { train, test, source: facts.source });
  const countsOf = (split: Split) => ({ count: split.count, classCounts: countClasses(split, classes.length) });
  const valueType = train.inputs instanceof Uint8Array ? 'uint8' : 'float32';
  const summary = facts.summary ?? `Uploaded as ${facts.format}: ${classes.length} classes, ${train.count} samples to train on, ${test.count} to test on.`;
  return { schemaVersion: 1, ...facts, summary, options, inputShape, classes, valueType, train: countsOf(train), test: countsOf(test), hash };
}

/** On disk when the promise settles. */
async function write(path: string, content: ArrayBufferView): Promise<void> {
  await using file = await open(path, 'wx', 0o600);
  await file.writeFile(new Uint8Array(content.buffer, content.byteOffset, content.byteLength));
  await file.sync();
}
