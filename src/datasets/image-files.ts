import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { z } from 'zod';
import { TrainyardError } from '../engine/index.ts';
import type { Split } from '../engine/index.ts';
import { availability, readFiles } from './files.ts';
import type { FileSet } from './files.ts';
import { finish } from './finish.ts';
import { parseIdx } from './idx.ts';
import type { DatasetDefinition } from './types.ts';

const inflate = promisify(gunzip);

/** Four gzipped IDX files in this order: training images, training labels, test images, test labels. */
export interface ImageFiles extends Pick<DatasetDefinition, 'name' | 'title' | 'summary' | 'source' | 'classes' | 'trainCount' | 'testCount' | 'classCounts' | 'images'> {
  side: number;
  set: FileSet;
}

/** A data set of square grey images, [side, side, 1], one byte per pixel, kept as bytes. */
export function imageFilesDataset({ side, set, ...facts }: ImageFiles): DatasetDefinition {
  const inputShape = [side, side, 1];
  return {
    ...facts,
    inputShape,
    options: z.strictObject({}),
    availability: (context) => availability(set, context),
    async load(context) {
      const [trainImages, trainLabels, testImages, testLabels] = await readFiles(set, context);
      const split = async (count: number, images: Uint8Array, labels: Uint8Array, first: number): Promise<Split> => ({
        count,
        inputs: parseIdx(await unzip(images, set.files[first].name, 16 + count * side * side), [count, side, side], set.files[first].name),
        labels: checkedLabels(parseIdx(await unzip(labels, set.files[first + 1].name, 8 + count), [count], set.files[first + 1].name), facts.classes.length, set.files[first + 1].name),
      });
      const train = await split(facts.trainCount, trainImages, trainLabels, 0);
      const test = await split(facts.testCount, testImages, testLabels, 2);
      return finish({ name: facts.name, inputShape, classes: facts.classes }, { train, test, source: facts.source });
    },
  };
}

/** Stops at `limit` bytes and a few more: what is longer is no such file, however well it was packed. */
async function unzip(bytes: Uint8Array, file: string, limit: number): Promise<Uint8Array> {
  try {
    return await inflate(bytes, { maxOutputLength: limit + 1024 });
  } catch (error) {
    throw new TrainyardError('dataset-corrupt', `${file} cannot be unpacked: ${(error as Error).message}.`, {
      hint: 'Delete the file so that it is fetched again, or put a good copy in its place.',
      cause: error,
    });
  }
}

function checkedLabels(labels: Uint8Array, classes: number, file: string): Int32Array {
  const wrong = labels.findIndex((label) => label >= classes);
  if (wrong >= 0) {
    throw new TrainyardError('dataset-corrupt', `${file}: label ${wrong} is ${labels[wrong]}, but there are ${classes} classes.`, { hint: 'Put a good copy in its place.' });
  }
  return Int32Array.from(labels);
}
