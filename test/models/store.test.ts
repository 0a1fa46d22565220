import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, test } from 'vitest';
import { openStore } from '../../src/models/index.ts';
import { describeStore, type StoreUnderTest } from './conformance.ts';

async function makeFolderStore(): Promise<StoreUnderTest & { folder: string }> {
  const folder = await mkdtemp(join(tmpdir(), 'ty-store-'));
  const store = await openStore(folder);
  return {
    folder,
    store,
    again: () => openStore(store.location),
    leftovers: () => readdir(join(folder, '.staging')),
    close: () => rm(folder, { recursive: true, force: true }),
  };
}

describeStore('the store in a folder', makeFolderStore, { oneWinner: true });

test('a file: address is the folder; what others leave there under hidden names is not listed', async () => {
  const { folder, store, close } = await makeFolderStore();
  await store.put('jobs/a/spec.json', '1');
  await writeFile(join(folder, 'jobs', '.tmp'), '');
  const again = await openStore(pathToFileURL(folder).href);
  expect([again.location, await again.list('jobs'), await again.list('')]).toEqual([folder, ['a'], ['jobs']]);
  await close();
});
