/** Weights from outside: read in a thread of their own, registered as a version like any job's. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Piscina } from 'piscina';
import { type NetworkSpec, planNetwork, planToSpec, type Semantics, type Shape, TrainyardError } from '../../engine/index.ts';
import type { KernelsChoice } from '../../kernels/load.ts';
import type { ModelRegistry, ModelVersion } from '../registry.ts';
import type { ImportFormat } from './read.ts';
import type { ImportAnswer, ImportTask } from './run-task.ts';

export interface ImportRequest {
  model: string;
  format: ImportFormat;
  network: NetworkSpec;
  inputShape: Shape;
  /** labels in the order of the outputs */
  classes: readonly string[];
  semantics: Semantics;
  dataset: string | null;
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
        const { model, format, network, inputShape, classes, semantics, dataset, file } = await receive(folder);
        const plan = planNetwork(network, { inputShape, classes: classes.length }, semantics);
        if (pool.queueSize >= MAX_WAITING) throw new TrainyardError('queue-unavailable', `${MAX_WAITING} files are waiting to be read.`, { hint: 'Try again in a minute.' });
        const answer = await pool.run({ format, path: file.path, file: file.label, plan, kernels });
        if ('error' in answer) throw new TrainyardError(answer.error.code, answer.error.message, { hint: answer.error.hint, issues: answer.error.issues });
        return await models.publish({
          model, createdAt: now(), jobId: null, specHash: null, dataHash: null, build: answer.build, network: planToSpec(plan), inputShape: [...inputShape], classes: [...classes],
          semantics, loss: 'softmax-cross-entropy', dataset, metrics: {}, parameterCount: plan.parameterCount, imported: { format, fileSha256: answer.fileSha256 }, weights: answer.weights,
        });
      } finally {
        await rm(folder, { recursive: true, force: true });
      }
    },
    close: () => pool.destroy(),
  };
}
