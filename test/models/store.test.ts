import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openFolderStore, type Store } from '../../src/models/index.ts';

let folder: string;
let store: Store;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ty-store-'));
  store = await openFolderStore(folder);
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const text = async (key: string) => new TextDecoder().decode(await store.get(key));

describe('put and get', () => {
  test('a file is replaced as a whole', async () => {
    await store.put('jobs/a/record.json', 'one');
    await store.put('jobs/a/record.json', 'two');
    expect(await text('jobs/a/record.json')).toBe('two');
    expect(await readdir(join(folder, '.staging'))).toEqual([]);
  });

  test('many writers of one key leave one of their contents, never a mixture', async () => {
    const contents = Array.from({ length: 20 }, (_, i) => String(i).repeat(50_000));
    await Promise.all(contents.map((content) => store.put('jobs/a/spec.json', content)));
    expect(contents).toContain(await text('jobs/a/spec.json'));
  });

  test('what is not there is not-found; a folder is no file', async () => {
    await store.put('jobs/a/spec.json', '{}');
    await expect(store.get('jobs/b/spec.json')).rejects.toMatchObject({ code: 'not-found' });
    await expect(store.get('jobs/a')).rejects.toMatchObject({ code: 'not-found' });
    expect([await store.has('jobs/a/spec.json'), await store.has('jobs/b')]).toEqual([true, false]);
  });
});

describe('publish', () => {
  const files = new Map<string, Uint8Array | string>([['model.json', '{}'], ['weights.safetensors', new Uint8Array([1, 2, 3])]]);

  test('shows all files at once and never a second time', async () => {
    await store.publish('models/m/1', files);
    expect(await store.list('models/m/1')).toEqual(['model.json', 'weights.safetensors']);
    await expect(store.publish('models/m/1', new Map([['model.json', 'other']]))).rejects.toMatchObject({ code: 'already-exists' });
    expect(await text('models/m/1/model.json')).toBe('{}');
    expect(await readdir(join(folder, '.staging'))).toEqual([]);
  });

  test('of two publishers of one prefix exactly one succeeds', async () => {
    const results = await Promise.allSettled(Array.from({ length: 8 }, () => store.publish('models/m/1', files)));
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });

  test('leaves nothing behind when a file cannot be written', async () => {
    await expect(store.publish('models/m/2', new Map([['ok', 'x'], ['../escape', 'y']]))).rejects.toThrow(/no key of the store/);
    expect(await store.has('models/m/2')).toBe(false);
    expect(await readdir(join(folder, '.staging'))).toEqual([]);
  });
});

describe('keys', () => {
  test.each(['../x', 'a/../b', '/etc/passwd', 'a//b', '', '.hidden', 'a/.staging', 'a\0b', 'a/b c', 'x'.repeat(200)])('%j does not leave the store', async (key) => {
    await expect(store.put(key, 'x')).rejects.toMatchObject({ code: 'invalid-input' });
    await expect(store.get(key)).rejects.toMatchObject({ code: 'invalid-input' });
    await expect(store.remove(key)).rejects.toMatchObject({ code: 'invalid-input' });
  });
});

test('list is sorted and shallow, and knows no staging area; remove takes a whole prefix', async () => {
  for (const key of ['jobs/b/x', 'jobs/a/x', 'jobs/a/y']) await store.put(key, '1');
  await writeFile(join(folder, 'jobs', '.tmp'), '');
  expect(await store.list('jobs')).toEqual(['a', 'b']);
  expect(await store.list('')).toEqual(['jobs']);
  await store.remove('jobs/a');
  await store.remove('jobs/a');
  expect(await store.list('jobs')).toEqual(['b']);
  expect(await store.list('nothing')).toEqual([]);
});

test('a store opened again holds what the first one wrote', async () => {
  await store.put('jobs/a/spec.json', 'kept');
  const again = await openFolderStore(store.location);
  expect(new TextDecoder().decode(await again.get('jobs/a/spec.json'))).toBe('kept');
});
