import { crc32 } from 'node:zlib';
import sharp from 'sharp';
import type { Sharp } from 'sharp';
import { describe, expect, test } from 'vitest';
import { decodeImages } from '../../../src/serving/images.ts';
import { zip } from '../../formats/support.ts';
import type { EntryDraft } from '../../formats/support.ts';
import { inputOf, refused, uploaded } from './support.ts';

const plain = (level: number, { width = 6, height = 4 } = {}): Sharp => sharp({ create: { width, height, channels: 3, background: { r: level, g: level, b: level } } });
const png = (level: number): Promise<Buffer> => plain(level).png().toBuffer();

/** Five dark and five bright pictures of each format in turn. */
async function pictures(name: (kind: 'dark' | 'bright', i: number) => string): Promise<EntryDraft[]> {
  const drafts: EntryDraft[] = [];
  for (const [kind, level] of [['dark', 10], ['bright', 200]] as const) {
    for (let i = 0; i < 5; i++) {
      const picture = plain(level + i);
      drafts.push({ name: name(kind, i), content: await (i === 1 ? picture.jpeg({ quality: 100 }) : i === 2 ? picture.webp({ lossless: true }) : picture.png()).toBuffer(), stored: i === 3 });
    }
  }
  return drafts;
}

/** The first half of a PNG that packs badly. */
async function half(): Promise<Buffer> {
  const speckles = Uint8Array.from({ length: 3072 }, (_, i) => (i * i * 7919) % 251);
  const bytes = await sharp(speckles, { raw: { width: 32, height: 32, channels: 3 } }).png().toBuffer();
  return bytes.subarray(0, bytes.length / 2);
}

/** A PNG whose header promises so many pixels; the bytes behind it would be anything. */
async function promising(width: number, height: number): Promise<Buffer> {
  const bytes = await png(0);
  bytes.writeUInt32BE(width, 16);
  bytes.writeUInt32BE(height, 20);
  bytes.writeUInt32BE(crc32(bytes.subarray(12, 29)), 29);
  return bytes;
}

const level = (values: number[]): number => Math.round(values[0] * 255);

describe('a ZIP of images', () => {
  test('in a folder per class: grey 28 x 28, divided, labels with their pictures', async () => {
    const dataset = await uploaded('images', { file: zip(await pictures((kind, i) => `${kind}/${i}.png`)) });
    expect(dataset).toMatchObject({ inputShape: [28, 28, 1], classes: ['bright', 'dark'], train: { count: 8 }, test: { count: 2 } });
    const levels = (['train', 'test'] as const).flatMap((split) => Array.from(dataset[split].labels, (label, i) => {
      const found = level(inputOf(dataset, split, i));
      expect(found > 100).toBe(dataset.classes[label] === 'bright');
      return found;
    }));
    expect(levels.toSorted((a, b) => a - b)).toEqual([10, 11, 12, 13, 14, 200, 201, 202, 203, 204]);
  });

  test('a folder around everything and what file managers leave behind make no difference', async () => {
    const { hash } = await uploaded('images', { file: zip(await pictures((kind, i) => `${kind}/${i}.png`)) });
    const left = ['all/', 'all/dark/', '__MACOSX/all/dark/._0.png', 'all/.DS_Store', 'all/dark/Thumbs.db'].map((name): EntryDraft => ({ name, content: '' }));
    expect((await uploaded('images', { file: zip([...left, ...(await pictures((kind, i) => `all/${kind}/${i}.png`)).reverse()]) })).hash).toBe(hash);
  });

  test('below train and test: keeps the division; size and colour are what is asked for', async () => {
    const file = zip(await pictures((kind, i) => `${i < 4 ? 'train' : 'test'}/${kind}/${i}.png`));
    const dataset = await uploaded('images', { file }, { options: { size: [3, 5], channels: 3 } });
    expect(dataset).toMatchObject({ inputShape: [3, 5, 3], train: { count: 8 }, test: { count: 2 } });
    expect([...dataset.test.labels].map((label, i) => [dataset.classes[label], level(inputOf(dataset, 'test', i))])).toEqual([['bright', 204], ['dark', 14]]);
  });

  test('the pixels are those that predicting with the same picture sees', async () => {
    const drafts: EntryDraft[] = [];
    for (const name of ['a', 'b']) {
      for (let i = 0; i < 2; i++) {
        const noise = Uint8Array.from({ length: 40 * 30 * 3 }, (_, k) => (k * 31 + i * 7) % 256);
        drafts.push({ name: `${i === 0 ? 'train' : 'test'}/${name}/x.jpg`, content: await sharp(noise, { raw: { width: 40, height: 30, channels: 3 } }).jpeg().toBuffer() });
      }
    }
    const dataset = await uploaded('images', { file: zip(drafts) }, { options: { size: 16, channels: 3 } });
    const seen = await decodeImages([drafts[1].content as Uint8Array], [16, 16, 3]);
    expect(Float32Array.from(inputOf(dataset, 'test', 0))).toEqual(seen);
  });

  const good = async (): Promise<EntryDraft[]> => pictures((kind, i) => `${kind}/${i}.png`);
  test.each<[string, () => Promise<EntryDraft[]>, RegExp]>([
    ['no images', async () => [], /holds no images/],
    ['one class', async () => (await good()).slice(0, 5), /only one class, "dark"/],
    ['an image outside of a class', async () => [...(await good()), { name: 'stray.png', content: await png(1) }], /"stray\.png" is not in a folder of a class/],
    ['folders too deep', async () => [...(await good()), { name: 'dark/more/1.png', content: await png(1) }], /"dark\/more\/1\.png" is not in a folder of a class/],
    ['a text file', async () => [...(await good()), { name: 'dark/readme.png', content: 'hello' }], /the entry "dark\/readme\.png" is neither PNG nor JPEG nor WebP/],
    ['an SVG', async () => [...(await good()), { name: 'dark/a.png', content: '<svg xmlns="http://www.w3.org/2000/svg"/>' }], /"dark\/a\.png" is neither/],
    ['an empty image', async () => [...(await good()), { name: 'dark/a.png', content: '' }], /"dark\/a\.png" is neither/],
    ['an image cut short', async () => [...(await good()), { name: 'dark/a.png', content: await half() }], /"dark\/a\.png" cannot be decoded/],
    ['an image of a billion pixels', async () => [...(await good()), { name: 'dark/a.png', content: await promising(40_000, 25_000) }], /"dark\/a\.png" has more than 16777216 pixels/],
    ['a path that climbs', async () => [...(await good()), { name: '../../dark/a.png', content: await png(1) }], /has a path with "\.\."/],
    ['a name twice', async () => [...(await good()), { name: 'dark/0.png', content: await png(1) }], /"dark\/0\.png" occurs twice/],
    ['an entry that lies of its size', async () => [...(await good()), { name: 'dark/a.png', content: new Uint8Array(100_000), size: 10 }], /"dark\/a\.png" cannot be unpacked/],
    ['a class without images to train on', async () => (await pictures((kind, i) => `${i < 4 ? 'train' : 'test'}/${kind}/${i}.png`)).filter(({ name }) => !(name as string).startsWith('train/dark')), /"test\/dark\/4\.png" is of a class with no images to train on/],
    ['train without test', async () => pictures((kind, i) => `all/train/${kind}/${i}.png`), /has train\/ and no test\//],
  ])('refuses %s', async (_what, drafts, message) => {
    expect(await refused('images', { file: zip(await drafts()) })).toMatch(message);
  });

  test('refuses what a job could not hold before decoding it', async () => {
    expect(await refused('images', { file: zip(await good()) }, { options: { size: 1000 }, decodedBytes: 2 ** 20 })).toMatch(/decodes to more than 1 MiB/);
  });
});
