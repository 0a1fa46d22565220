import { createHash } from 'node:crypto';
import { access, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { TrainyardError } from '../engine/index.ts';
import { download } from './download.ts';
import type { PinnedFile } from './download.ts';
import type { Availability, DatasetContext } from './types.ts';

/** Files of one data set: a folder of that name in `datasetsDir` and `cacheDir`, and web folders (ending in `/`) that have them. */
export interface FileSet {
  folder: string;
  mirrors: readonly string[];
  files: readonly PinnedFile[];
}

const exists = (path: string): Promise<boolean> => access(path).then(() => true, () => false);

async function readIfThere(path: string): Promise<Uint8Array | null> {
  try {
    return await readFile(path);
  } catch (error) {
    if (['ENOENT', 'ENOTDIR'].includes((error as NodeJS.ErrnoException).code ?? '')) return null;
    throw new TrainyardError('dataset-unavailable', `Cannot read ${path}: ${(error as Error).message}.`, { hint: 'Make the file readable.', cause: error });
  }
}

/** What is wrong with these bytes, or null. */
function wrong(bytes: Uint8Array, file: PinnedFile): string | null {
  if (bytes.length !== file.bytes) return `${bytes.length} bytes instead of ${file.bytes}`;
  const found = createHash('sha256').update(bytes).digest('hex');
  return found === file.sha256 ? null : `SHA-256 ${found.slice(0, 12)}… instead of ${file.sha256.slice(0, 12)}…`;
}

function corrupt(path: string, reason: string): TrainyardError {
  return new TrainyardError('dataset-corrupt', `${path} is damaged: ${reason}.`, { hint: 'Delete it so that it is fetched again, or put a good copy in its place.' });
}

export async function availability(set: FileSet, context: DatasetContext): Promise<Availability> {
  const present = await Promise.all(
    set.files.map(async ({ name }) => {
      if (context.datasetsDir !== null && (await exists(join(context.datasetsDir, set.folder, name)))) return true;
      return exists(join(context.cacheDir, set.folder, name));
    }),
  );
  if (present.every(Boolean)) return 'present';
  return context.download ? 'download' : 'missing';
}

/**
 * The bytes of every file, in order: from `datasetsDir`, else the cache, else the first mirror that has it. Every file is checked
 * against its SHA-256. A damaged file in the cache is fetched again; one in `datasetsDir`, which is not ours to change, is an error.
 */
export async function readFiles(set: FileSet, context: DatasetContext): Promise<Uint8Array[]> {
  let mirrors = set.mirrors;
  const contents: Uint8Array[] = [];
  for (const file of set.files) {
    const local = await readLocal(set, file, context);
    if (local !== null) {
      contents.push(local);
      continue;
    }
    const answered = await fetchFile({ ...set, mirrors }, file, context);
    mirrors = [answered, ...mirrors.filter((mirror) => mirror !== answered)]; // a mirror that is away is not asked four times
    const bytes = await readIfThere(join(context.cacheDir, set.folder, file.name));
    if (bytes === null) throw corrupt(join(context.cacheDir, set.folder, file.name), 'it vanished after the download');
    contents.push(bytes);
  }
  return contents;
}

async function readLocal(set: FileSet, file: PinnedFile, context: DatasetContext): Promise<Uint8Array | null> {
  if (context.datasetsDir !== null) {
    const path = join(context.datasetsDir, set.folder, file.name);
    const bytes = await readIfThere(path);
    const reason = bytes === null ? null : wrong(bytes, file);
    if (reason !== null) throw corrupt(path, reason);
    if (bytes !== null) return bytes;
  }
  const path = join(context.cacheDir, set.folder, file.name);
  const bytes = await readIfThere(path);
  if (bytes === null) return null;
  const reason = wrong(bytes, file);
  if (reason === null) return bytes;
  if (!context.download) throw corrupt(path, reason);
  context.log(`${path} is damaged (${reason}): fetching it again`);
  return null;
}

/** The mirror that had the file. */
async function fetchFile(set: FileSet, file: PinnedFile, context: DatasetContext): Promise<string> {
  const tried: string[] = [];
  if (context.download) {
    for (const mirror of set.mirrors) {
      try {
        context.log(`${set.folder}: fetching ${file.name} (${(file.bytes / 1e6).toFixed(1)} MB) from ${mirror}`);
        await download(mirror, file, join(context.cacheDir, set.folder, file.name));
        return mirror;
      } catch (error) {
        tried.push(`${new URL(mirror).host} (${reasonOf(error)})`);
      }
    }
  }
  const where = [context.datasetsDir === null ? 'DATASETS_DIR (not set)' : 'DATASETS_DIR', 'the cache', ...(context.download ? tried : ['no download (turned off)'])];
  throw new TrainyardError('dataset-unavailable', `${set.folder} is not to be had: ${file.name} was looked for in ${where.join(', ')}.`, {
    hint: `Set DATASETS_DIR to a folder that holds ${set.folder}/${file.name}, or train on "synthetic-digits", which needs no files.`,
  });
}

function reasonOf(error: unknown): string {
  const { message, cause } = error as Error;
  const code = (cause as NodeJS.ErrnoException | undefined)?.code;
  return code ?? message;
}
