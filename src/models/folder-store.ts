import { randomUUID } from 'node:crypto';
import { mkdir, open, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { TrainyardError } from '../engine/index.ts';
import { plainName, segments } from './keys.ts';
import { isPlainName } from './plain-name.ts';
import type { Store } from './store.ts';

/** Half-written files and folders wait here, beside the data on the same file system, until a rename shows them. */
const STAGING = '.staging';
const DAY_MS = 86_400_000;

/** A store in a folder, made where it does not exist. What an earlier process left half-written is removed after a day. */
export async function openFolderStore(directory: string): Promise<Store> {
  const root = resolve(directory);
  const staging = join(root, STAGING);
  await mkdir(staging, { recursive: true });
  await sweep(staging);
  const pathOf = (key: string) => join(root, ...segments(key));

  return {
    location: root,

    async publish(prefix, files) {
      const target = pathOf(prefix);
      const work = join(staging, randomUUID());
      try {
        await mkdir(work);
        for (const [name, content] of files) await writeSynced(join(work, plainName(name)), content);
        await syncFolder(work);
        await makeFolder(dirname(target), root);
        await rename(work, target);
        await syncFolder(dirname(target));
      } catch (error) {
        await rm(work, { recursive: true, force: true });
        if (isCode(error, 'ENOTEMPTY', 'EEXIST', 'ENOTDIR')) throw new TrainyardError('already-exists', `the store already holds ${prefix}`, { hint: 'published artifacts never change; use another name or version', cause: error });
        throw error;
      }
    },

    async put(key, content) {
      const target = pathOf(key);
      const work = join(staging, randomUUID());
      try {
        await writeSynced(work, content);
        await makeFolder(dirname(target), root);
        await rename(work, target);
        await syncFolder(dirname(target));
      } catch (error) {
        await rm(work, { force: true });
        throw error;
      }
    },

    async get(key) {
      try {
        return await readFile(pathOf(key));
      } catch (error) {
        if (isCode(error, 'ENOENT', 'EISDIR', 'ENOTDIR')) throw new TrainyardError('not-found', `the store holds no ${key}`, { hint: 'it may have been removed', cause: error });
        throw error;
      }
    },

    async has(key) {
      return stat(pathOf(key)).then(() => true, () => false);
    },

    async list(prefix) {
      try {
        const names = await readdir(prefix === '' ? root : pathOf(prefix));
        return names.filter(isPlainName).sort();
      } catch (error) {
        if (isCode(error, 'ENOENT', 'ENOTDIR')) return [];
        throw error;
      }
    },

    async remove(prefix) {
      const doomed = join(staging, randomUUID()); // out of sight at once, then deleted at leisure
      try {
        await rename(pathOf(prefix), doomed);
      } catch (error) {
        if (isCode(error, 'ENOENT')) return;
        throw error;
      }
      await rm(doomed, { recursive: true, force: true });
    },
  };
}

async function writeSynced(path: string, content: Uint8Array | string): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  const file = await open(path, 'wx', 0o600);
  try {
    await file.writeFile(content);
    await file.sync();
  } finally {
    await file.close();
  }
}

/** Makes a folder and its parents, each of them on disk before anything is put into it. */
async function makeFolder(path: string, root: string): Promise<void> {
  const first = await mkdir(path, { recursive: true });
  if (first === undefined) return;
  for (let folder = path; folder.length >= root.length; folder = dirname(folder)) await syncFolder(folder);
}

async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}

/** The newest entry is the clock: whatever is a day older than it belongs to no living process. */
async function sweep(staging: string): Promise<void> {
  const marker = join(staging, randomUUID());
  await mkdir(marker);
  const now = (await stat(marker)).mtimeMs;
  for (const name of await readdir(staging)) {
    const entry = await stat(join(staging, name)).catch(() => null);
    if (entry && entry.mtimeMs < now - DAY_MS) await rm(join(staging, name), { recursive: true, force: true });
  }
  await rm(marker, { recursive: true, force: true });
}

function isCode(error: unknown, ...codes: string[]): boolean {
  return codes.includes((error as NodeJS.ErrnoException).code ?? '');
}
