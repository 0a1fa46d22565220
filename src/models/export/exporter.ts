/** Models as files for elsewhere, made in a thread of their own. */
import { Piscina } from 'piscina';
import { TrainyardError } from '../../engine/index.ts';
import type { KernelsChoice } from '../../kernels/load.ts';
import type { ModelRegistry } from '../model.ts';
import { type ExportFormatName, exportFormats } from './formats.ts';
import type { Layout } from './model.ts';
import type { ExportAnswer, ExportTask } from './run-task.ts';

export interface ExportRequest {
  model: string;
  version: number;
  format: ExportFormatName;
  layout: Layout;
}

export interface ExportedFile {
  bytes: Uint8Array;
  mediaType: string;
  /** to save it under */
  name: string;
}

export interface Exporter {
  /** Throws 'not-found'; 'not-supported' where a format cannot hold the model, or does not answer as it does. */
  export(request: ExportRequest): Promise<ExportedFile>;
  close(): Promise<void>;
}

export interface ExporterDeps {
  models: Pick<ModelRegistry, 'get' | 'weights'>;
  kernels: KernelsChoice;
  /** `workers/export.ts` */
  workerUrl: URL;
  log: { error(details: object, message: string): void };
}

const MAX_WAITING = 8;

export function createExporter({ models, kernels, workerUrl, log }: ExporterDeps): Exporter {
  const pool = new Piscina<ExportTask, ExportAnswer>({ filename: workerUrl.href, name: 'runExport', minThreads: 0, maxThreads: 1, maxQueue: MAX_WAITING, idleTimeout: 10_000 });
  pool.on('error', (error: unknown) => log.error({ err: error }, 'the thread that exports models failed'));
  return {
    async export({ model, version: wanted, format, layout }) {
      const version = await models.get(model, wanted);
      if (pool.queueSize >= MAX_WAITING) throw new TrainyardError('queue-unavailable', `${MAX_WAITING} exports are waiting.`, { hint: 'Try again in a minute.' });
      const answer = await pool.run({ version, weights: await models.weights(model, wanted), format, layout, kernels });
      if ('error' in answer) throw new TrainyardError(answer.error.code, answer.error.message, { hint: answer.error.hint, issues: answer.error.issues });
      const { extension, mediaType } = exportFormats[format];
      return { bytes: answer.bytes, mediaType, name: `${model}-v${wanted}.${extension}` };
    },
    close: () => pool.destroy(),
  };
}
