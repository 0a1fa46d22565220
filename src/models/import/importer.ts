/** Weights from outside: read in a thread of their own, registered as a version like any job's. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Piscina } from 'piscina';
import { TrainyardError } from '../../engine/index.ts';
import type { KernelsChoice } from '../../kernels/load.ts';
import type { ModelRegistry, ModelVersion } from '../model.ts';
import type { ImportFormat } from './read.ts';
import type { GivenNetwork, ImportAnswer, ImportTask } from './run-task.ts';

/** Network, shape and classes may be left out where the format says them. */
export interface ImportRequest extends GivenNetwork {
  model: string;
  format: ImportFormat;
  dataset: string | null;
  /** what an uploaded dataset says of pictures */
  images?: ModelVersion['images'];
  file: { path: string; label: string };
}

export interface Importer {
  /** `receive` puts the file into the folder it is given, which is removed whatever happens. Throws 'spec' errors of network and file; then nothing is registered. */
  add(receive: (folder: string) => Promise<ImportRequest>): Promise<ModelVersion>;
  close(): Promise<void>;
}

export interface ImporterDeps {
  models: Pick<ModelRegistry, 'publish'>;
  kernels: KernelsChoice;
  /** `workers/import.ts` */
  workerUrl: URL;
  now: () => string;
  log: { error(details: object, message: string): void };
}

const MAX_WAITING = 8;

export function createImporter({ models, kernels, workerUrl, now, log }: ImporterDeps): Importer {
  const pool = new Piscina<ImportTask, ImportAnswer>({ filename: workerUrl.href, name: 'runImport', minThreads: 0, maxThreads: 1, maxQueue: MAX_WAITING, idleTimeout: 10_000 });
  pool.on('error', (error: unknown) => log.error({ err: error }, 'the thread that reads weights failed'));
  return {
    async add(receive) {
      const folder = await mkdtemp(join(tmpdir(), 'trainyard-import-'));
      try {
        const { model, format, dataset, images, file, ...given } = await receive(folder);
        if (pool.queueSize >= MAX_WAITING) throw new TrainyardError('queue-unavailable', `${MAX_WAITING} files are waiting to be read.`, { hint: 'Try again in a minute.' });
        const answer = await pool.run({ ...given, format, path: file.path, file: file.label, kernels });
        if ('error' in answer) throw new TrainyardError(answer.error.code, answer.error.message, { hint: answer.error.hint, issues: answer.error.issues });
        const { imported, weights, build, fileSha256 } = answer;
        return await models.publish({ model, createdAt: now(), jobId: null, specHash: null, dataHash: null, build, ...imported, dataset, ...(images && { images }), metrics: {}, imported: { format, fileSha256 }, weights });
      } finally {
        await rm(folder, { recursive: true, force: true });
      }
    },
    close: () => pool.destroy(),
  };
}
