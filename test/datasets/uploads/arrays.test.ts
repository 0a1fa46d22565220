import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { openDataset } from '../../../src/datasets/index.ts';
import { context, idx } from '../support.ts';
import { fixture, inputOf, refused, uploaded } from './support.ts';

/** The bright cell of a sample of make.py, and how bright it is. */
const brightest = (values: number[]): [number, number] => {
  const at = values.indexOf(Math.max(...values));
  return [at, Math.round(values[at] * 255)];
};

describe('NPZ', () => {
  test('divided: keeps its order; bytes stand for value/255', async () => {
    const dataset = await uploaded('npz', { file: fixture('divided.npz') });
    expect(dataset).toMatchObject({ inputShape: [4, 4, 1], classes: ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9'], train: { count: 30 }, test: { count: 10 } });
    expect([...dataset.test.labels]).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
    for (let i = 0; i < 30; i++) expect(brightest(inputOf(dataset, 'train', i))).toEqual([i % 10, 255 - i]);
  });

  test('undivided: of each class the same share is tested, labels stay with their samples', async () => {
    const dataset = await uploaded('npz', { file: fixture('whole.npz') }, { options: { testFraction: 0.25, classes: [...'abcdefghij'] } });
    expect(dataset.classes).toEqual([...'abcdefghij']);
    expect(dataset.test.labels.toSorted()).toEqual(Int32Array.of(0, 1, 2, 3, 4, 5, 6, 7, 8, 9));
    const seen = (['train', 'test'] as const).flatMap((split) => Array.from(dataset[split].labels, (label, i) => {
      const [cell, level] = brightest(inputOf(dataset, split, i));
      expect(cell).toBe(label);
      return 255 - level;
    }));
    expect(seen.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 40 }, (_, i) => i));
  });

  test('columns first, float64, labels as a column of floats', async () => {
    const flat = await uploaded('npz', { file: fixture('flat.npz') });
    expect(flat).toMatchObject({ inputShape: [16], train: { count: 30 } });
    expect(flat.train.inputs).toBeInstanceOf(Float32Array);
    expect(brightest(inputOf(flat, 'train', 3))[0]).toBe(flat.train.labels[3]);
  });

  test.each<[string, string | Uint8Array, Record<string, unknown>, RegExp]>([
    ['nothing', '', {}, /^file is empty/],
    ['something else', 'hello', {}, /^file is no ZIP archive/],
    ['an archive without the arrays', fixture('types.npz'), {}, /^file has no array "x", "y"/],
    ['an archive without labels', fixture('text.npz'), {}, /"x" holds values of type "<U9"/],
    ['pickled objects', fixture('objects.npz'), {}, /never unpickled/],
    ['too few names', fixture('whole.npz'), { classes: ['a', 'b'] }, /"y": label 2 is 2, but there are classes 0 to 1/],
    ['names that repeat', fixture('whole.npz'), { classes: [...'aacdefghij'] }, /Two classes have the same name/],
  ])('refuses %s', async (_what, file, options, message) => {
    expect(await refused('npz', { file }, { options })).toMatch(message);
  });

  test('refuses what a job could not hold', async () => {
    expect(await refused('npz', { file: fixture('divided.npz') }, { decodedBytes: 600 })).toMatch(/decodes to more than/);
  });
});

const pixels = (count: number): Uint8Array => Uint8Array.from({ length: count * 6 }, (_, i) => i % 256);
const pairs = () => ({
  trainImages: idx([4, 2, 3], pixels(4)), trainLabels: idx([4], Uint8Array.of(0, 2, 1, 2)),
  testImages: idx([2, 2, 3], pixels(2)), testLabels: idx([2], Uint8Array.of(1, 0)),
});

describe('IDX', () => {
  test('gzipped or not, grey images get a channel', async () => {
    const plain = await uploaded('idx', pairs());
    expect(plain).toMatchObject({ inputShape: [2, 3, 1], classes: ['0', '1', '2'] });
    expect([...plain.train.labels]).toEqual([0, 2, 1, 2]);
    expect(plain.train.inputs).toEqual(pixels(4));
    const packed = Object.fromEntries(Object.entries(pairs()).map(([part, bytes]) => [part, gzipSync(bytes)]));
    expect((await uploaded('idx', packed)).hash).toBe(plain.hash);
    expect((await uploaded('idx', { ...pairs(), trainImages: idx([4, 6], pixels(4)), testImages: idx([2, 6], pixels(2)) })).inputShape).toEqual([6]);
  });

  test.each<[string, Record<string, Uint8Array | string>, Record<string, unknown>, RegExp]>([
    ['an empty file', { trainImages: '' }, {}, /^trainImages is empty/],
    ['something else', { trainLabels: 'hello' }, {}, /^trainLabels is no IDX file/],
    ['a file cut short', { trainImages: pairs().trainImages.subarray(0, -1) }, {}, /^trainImages holds 23 values; its dimensions 4 x 2 x 3 need 24/],
    ['a header cut short', { trainImages: pairs().trainImages.subarray(0, 9) }, {}, /ends inside its header/],
    ['a gzip file cut short', { trainImages: gzipSync(pairs().trainImages).subarray(0, -9) }, {}, /^trainImages cannot be unpacked/],
    ['floats', { trainImages: idx([4, 2, 3], pixels(16), 0x0d03) }, {}, /elements of type 0x0d/],
    ['images and labels exchanged', { trainImages: pairs().trainLabels, trainLabels: pairs().trainImages }, {}, /was it exchanged|3 dimensions/],
    ['counts that differ', { trainLabels: idx([3], Uint8Array.of(0, 1, 2)) }, {}, /^trainImages holds 4 images, trainLabels 3 labels/],
    ['sizes that differ', { testImages: idx([2, 3, 2], pixels(2)) }, {}, /testImages has samples of size \[3, 2, 1\]/],
    ['a label out of range', {}, { classes: ['a', 'b'] }, /^trainLabels: label 1 is 2, but there are classes 0 to 1/],
    ['no samples', { testImages: idx([0, 2, 3], pixels(0)), testLabels: idx([0], new Uint8Array(0)) }, {}, /no samples to test on/],
    ['sides that no file has', { trainImages: idx([0xffffffff, 0xffffffff, 0xffffffff], pixels(4)) }, {}, /trainImages holds 24 values/],
  ])('refuses %s', async (_what, changed, options, message) => {
    expect(await refused('idx', { ...pairs(), ...changed }, { options })).toMatch(message);
  });

  test('a gzip file that unpacks to a thousand times its size is cut off', async () => {
    expect(await refused('idx', { ...pairs(), trainImages: gzipSync(idx([2 ** 22, 2, 3], new Uint8Array(6 * 2 ** 22))) }, { decodedBytes: 2 ** 20 })).toMatch(/^trainImages decodes to more than 1 MiB/);
  });
});

test('the limit holds for IDX files as they are, and for those behind one that fills it', async () => {
  const images = idx([300, 2, 3], pixels(300));
  const labels = idx([300], new Uint8Array(300));
  const parts = { trainImages: images, trainLabels: labels, testImages: images, testLabels: labels };
  expect(await refused('idx', parts, { decodedBytes: 700 })).toMatch(/^trainImages decodes to more than 0 MiB/);
  expect(await refused('idx', { ...parts, testImages: gzipSync(images) }, { decodedBytes: 800 })).toMatch(/^testImages decodes to more than 0 MiB/);
});

const mnist = join(process.env.DATASETS_DIR ?? '', 'mnist');

test.skipIf(process.env.DATASETS_DIR === undefined || !existsSync(mnist))('MNIST\'s own files give the dataset that is built in, to the hash', async () => {
  const file = (name: string): Uint8Array => readFileSync(join(mnist, `${name}-ubyte.gz`));
  const own = await uploaded('idx', {
    trainImages: file('train-images-idx3'), trainLabels: file('train-labels-idx1'), testImages: file('t10k-images-idx3'), testLabels: file('t10k-labels-idx1'),
  }, { decodedBytes: 2 ** 28 });
  const builtIn = await openDataset('mnist', await context({ datasetsDir: process.env.DATASETS_DIR! }));
  expect(own.hash).toBe(builtIn.hash);
});
