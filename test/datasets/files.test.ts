import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { download } from '../../src/datasets/download.ts';
import { availability, readFiles } from '../../src/datasets/files.ts';
import { imageFilesDataset } from '../../src/datasets/image-files.ts';
import { context, failure, idx, mirror, pinned, temporaryFolder } from './support.ts';

const first = new TextEncoder().encode('the first file');
const second = new TextEncoder().encode('and the second');
const contents: Record<string, Uint8Array> = { first, second };
const files = [pinned('first', first), pinned('second', second)];
const text = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);
const setOf = (...mirrors: string[]) => ({ folder: 'small', mirrors, files });

async function put(folder: string, name: string, bytes: Uint8Array): Promise<void> {
  await mkdir(join(folder, 'small'), { recursive: true });
  await writeFile(join(folder, 'small', name), bytes);
}

describe('finding files', () => {
  test('takes them from datasetsDir, and from the cache what is not there, without the network', async () => {
    const datasetsDir = await temporaryFolder();
    const where = await context({ datasetsDir });
    await put(datasetsDir, 'first', first);
    expect(await availability(setOf(), where)).toBe('missing');
    expect(await availability(setOf(), { ...where, download: true })).toBe('download');
    await put(where.cacheDir, 'second', second);
    expect(await availability(setOf(), where)).toBe('present');
    expect((await readFiles(setOf(), where)).map(text)).toEqual(['the first file', 'and the second']);
  });

  test('refuses a damaged file in datasetsDir and leaves it alone', async () => {
    const datasetsDir = await temporaryFolder();
    await put(datasetsDir, 'first', second);
    const error = await failure(async () => readFiles(setOf(), await context({ datasetsDir })));
    expect(error.code).toBe('dataset-corrupt');
    expect(error.message).toMatch(/SHA-256/);
    expect(await readFile(join(datasetsDir, 'small', 'first'))).toEqual(Buffer.from(second));
  });

  test('says in one line what was tried and what to do', async () => {
    const away = await mirror(() => 404);
    const error = await failure(async () => readFiles(setOf(away.url, 'http://127.0.0.1:9/'), await context({ download: true })));
    expect(error.code).toBe('dataset-unavailable');
    expect(error.message).toMatch(/DATASETS_DIR \(not set\), the cache, 127.*HTTP 404.*127.0.0.1:9/);
    expect(error.message).not.toContain('\n');
    expect(error.hint).toMatch(/DATASETS_DIR.*synthetic-digits/);
    const off = await failure(async () => readFiles(setOf(away.url), await context()));
    expect(off.message).toMatch(/no download \(turned off\)/);
    expect(away.asked).toEqual(['first']);
  });
});

describe('mirrors', () => {
  test('the second is asked when the first fails, and stays the first choice', async () => {
    const broken = await mirror(() => 500);
    const working = await mirror((name) => contents[name]);
    const where = await context({ download: true });
    expect((await readFiles(setOf(broken.url, working.url), where)).map(text)).toEqual(['the first file', 'and the second']);
    expect(broken.asked).toEqual(['first']);
    expect(working.asked).toEqual(['first', 'second']);
    expect((await readdir(join(where.cacheDir, 'small'))).sort()).toEqual(['first', 'second']);
    await readFiles(setOf(broken.url, working.url), where);
    expect(working.asked).toHaveLength(2);
  });

  test.each([
    ['of the right length with other bytes', new TextEncoder().encode('the first fild'), /wrong SHA-256/],
    ['that is cut short', first.subarray(0, 5), /5 of 14 bytes/],
    ['that is too long', new Uint8Array(100_000), /more than the expected 14 bytes/],
  ])('a file %s is refused and nothing is left of it', async (_, bytes, message) => {
    const wrong = await mirror(() => bytes);
    const where = await context({ download: true });
    const error = await failure(() => readFiles(setOf(wrong.url), where));
    expect(error.message).toMatch(message);
    expect(await readdir(join(where.cacheDir, 'small'))).toEqual([]);
  });

  test('a mirror that never answers is given up', async () => {
    const hanging = await mirror(() => 'hang');
    const target = join(await temporaryFolder(), 'first');
    await expect(download(hanging.url, files[0], target, { connect: 50, stall: 50 })).rejects.toThrow(/no answer in time/);
  });

  test('a damaged file in the cache is fetched again, or refused where downloads are off', async () => {
    const working = await mirror((name) => contents[name]);
    const where = await context({ download: true });
    await put(where.cacheDir, 'first', second);
    expect((await failure(() => readFiles(setOf(working.url), { ...where, download: false }))).code).toBe('dataset-corrupt');
    await readFiles(setOf(working.url), where);
    expect(await readFile(join(where.cacheDir, 'small', 'first'), 'utf8')).toBe('the first file');
  });
});

describe('image files', () => {
  const images = Uint8Array.from({ length: 3 * 4 }, (_, i) => i);
  const make = (packed: readonly Uint8Array[]) => imageFilesDataset({
    name: 'small', title: 'Small', summary: '', source: 'a test', classes: ['a', 'b'], trainCount: 3, testCount: 1, classCounts: { train: [2, 1], test: [1, 0] }, side: 2,
    set: { folder: 'small', mirrors: [], files: packed.map((bytes, i) => pinned(`file${i}`, bytes)) },
  });
  const packedGood = [idx([3, 2, 2], images), idx([3], Uint8Array.of(0, 1, 0)), idx([1, 2, 2], images.subarray(0, 4)), idx([1], Uint8Array.of(1))].map((bytes) => gzipSync(bytes));

  async function load(packed: readonly Uint8Array[]) {
    const where = await context();
    await Promise.all(packed.map((bytes, i) => put(where.cacheDir, `file${i}`, bytes)));
    return make(packed).load(where, {});
  }

  test('are bytes and labels', async () => {
    const { train, test: tested, hash, inputShape } = await load(packedGood);
    expect(inputShape).toEqual([2, 2, 1]);
    expect(train).toEqual({ count: 3, inputs: images, labels: Int32Array.of(0, 1, 0) });
    expect(tested.labels).toEqual(Int32Array.of(1));
    expect(hash).toMatch(/^sha256:[0-9a-f]{64}$/);
  });

  test.each([
    ['no gzip file', 0, new TextEncoder().encode('no gzip file'), /file0 cannot be unpacked/],
    ['a gzip file cut short', 0, packedGood[0].subarray(0, -9), /file0 cannot be unpacked/],
    ['far more than announced', 2, gzipSync(new Uint8Array(1_000_000)), /file2 cannot be unpacked/],
    ['other dimensions', 2, packedGood[0], /file2 .*dimensions/],
    ['a label that no class has', 1, gzipSync(idx([3], Uint8Array.of(0, 2, 0))), /file1: label 1 is 2/],
  ])('that hold %s are refused', async (_, index, bytes, message) => {
    const error = await failure(() => load(packedGood.with(index, bytes as Buffer<ArrayBuffer>)));
    expect(error.code).toBe('dataset-corrupt');
    expect(error.message).toMatch(message);
  });
});
