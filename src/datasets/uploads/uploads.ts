import { randomUUID } from 'node:crypto';
import { mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { Piscina } from 'piscina';
import { specError, TrainyardError } from '../../engine/index.ts';
import { datasets } from '../registry.ts';
import type { DatasetContext } from '../types.ts';
import type { IngestAnswer, IngestTask } from './ingest.ts';
import { findUpload } from './library.ts';
import { DATASET_NAME } from './manifest.ts';
import type { Manifest } from './manifest.ts';

export interface UploadLimits {
  /** bytes of one request */
  uploadBytes: number;
  /** bytes the samples may take once decoded */
  decodedBytes: number;
}

export interface DatasetUploadsDeps {
  context: DatasetContext & { uploadsDir: string };
  limits: UploadLimits;
  /** `workers/ingest.ts` */
  workerUrl: URL;
  log: { error(details: object, message: string): void };
}

export type UploadRequest = Omit<IngestTask, 'target' | 'limits'>;

export interface DatasetUploads {
  readonly limits: UploadLimits;
  /**
   * Adds a data set. `receive` puts the files into the folder it is given, which is removed whatever happens, and says what they are. False: the same
   * content is there already. Throws `invalid-input`, and `already-exists` where the name has other content.
   */
  add(receive: (folder: string) => Promise<UploadRequest>): Promise<{ name: string; created: boolean }>;
  /** Throws `not-found`, and `wrong-state` for a built-in data set. The caller knows that nobody needs it. */
  remove(name: string): Promise<void>;
  close(): Promise<void>;
}

/** Half-received and half-written folders wait here, beside the data sets on the same file system, until a rename shows them. */
const STAGING = '.staging';
const DAY_MS = 86_400_000;
const MAX_WAITING = 16;
const IDLE_MS = 10_000;

/** Throws `invalid-input` for a name that cannot be, `already-exists` for that of a built-in data set. */
export function checkUploadName(name: string): void {
  if (!DATASET_NAME.test(name)) throw specError('invalid-input', '#/name', `${JSON.stringify(name.slice(0, 80))} is no name of a dataset.`, 'Use lower-case letters, digits, ".", "_" and "-", at most 64, beginning with a letter or digit.');
  if (Object.hasOwn(datasets, name)) throw new TrainyardError('already-exists', `"${name}" is a built-in dataset.`, { hint: 'Choose another name.' });
}

/** Uploaded data sets: received into a staging folder, decoded in a thread, shown by one rename. */
export function createDatasetUploads({ context, limits, workerUrl, log }: DatasetUploadsDeps): DatasetUploads {
  const { uploadsDir } = context;
  const staging = join(uploadsDir, STAGING);
  // one at a time: decoding may take as much memory as a job
  const pool = new Piscina<IngestTask, IngestAnswer>({ filename: workerUrl.href, name: 'ingest', minThreads: 0, maxThreads: 1, maxQueue: MAX_WAITING, idleTimeout: IDLE_MS });
  pool.on('error', (error: unknown) => log.error({ err: error }, 'the thread that decodes uploads failed'));
  const swept = mkdir(staging, { recursive: true }).then(() => sweep(staging)).catch((error: unknown) => log.error({ err: error }, 'old uploads were not cleared away'));

  async function decode(request: UploadRequest, target: string): Promise<Manifest> {
    if (pool.queueSize >= MAX_WAITING) throw new TrainyardError('queue-unavailable', `${MAX_WAITING} uploads are waiting to be decoded.`, { hint: 'Try again in a minute.' });
    await mkdir(target);
    const answer = await pool.run({ ...request, target, limits });
    if ('manifest' in answer) return answer.manifest;
    const { code, message, hint, issues } = answer.error;
    throw new TrainyardError(code, message, { hint, issues });
  }

  return {
    limits,

    async add(receive) {
      await swept;
      const work = join(staging, randomUUID());
      await mkdir(work, { recursive: true, mode: 0o700 });
      try {
        const request = await receive(work);
        checkUploadName(request.facts.name);
        const target = join(work, '.dataset');
        const { name, hash, images } = await decode(request, target);
        await syncFolder(target);
        const created = await show(target, join(uploadsDir, name));
        if (created) await syncFolder(uploadsDir);
        else await requireSame(context, name, { hash, images });
        return { name, created };
      } finally {
        await rm(work, { recursive: true, force: true });
      }
    },

    async remove(name) {
      if (Object.hasOwn(datasets, name)) throw new TrainyardError('wrong-state', `"${name}" is built in and stays.`, { hint: 'Only uploaded datasets can be deleted.' });
      const missing = new TrainyardError('not-found', `There is no uploaded dataset "${name}".`, { hint: 'GET /api/v1/datasets lists what there is.' });
      if (!DATASET_NAME.test(name)) throw missing;
      const doomed = join(staging, randomUUID()); // out of sight at once, then deleted at leisure
      await mkdir(staging, { recursive: true });
      await rename(join(uploadsDir, name), doomed).catch((error: NodeJS.ErrnoException) => {
        throw error.code === 'ENOENT' ? missing : error;
      });
      await rm(doomed, { recursive: true, force: true });
    },

    async close() {
      await swept;
      await pool.destroy();
    },
  };
}

/** Both at once: a folder is renamed onto nothing, never onto another data set. False: the name is taken. */
async function show(folder: string, target: string): Promise<boolean> {
  try {
    await rename(folder, target);
    return true;
  } catch (error) {
    if (['ENOTEMPTY', 'EEXIST'].includes((error as NodeJS.ErrnoException).code ?? '')) return false;
    throw error;
  }
}

async function requireSame(context: DatasetContext, name: string, { hash, images }: Pick<Manifest, 'hash' | 'images'>): Promise<void> {
  const there = await findUpload(context, name);
  if (there?.upload?.hash === hash && there.images?.box === images?.box && there.images?.centre === images?.centre) return;
  throw new TrainyardError('already-exists', `There is a dataset "${name}" with other content.`, { hint: 'Choose another name, or delete that one first.' });
}

async function syncFolder(path: string): Promise<void> {
  await using folder = await open(path, 'r');
  await folder.sync();
}

/** What an earlier process left half-received. The newest entry is the clock: whatever is a day older than it belongs to nobody alive. */
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
