import { Piscina } from 'piscina';
import { sizeOf, specError, TrainyardError } from '../engine/index.ts';
import type { NamedTensor, Shape } from '../engine/index.ts';
import type { KernelsChoice } from '../kernels/load.ts';
import type { ModelVersion } from '../models/index.ts';
import { decodeImages } from './images.ts';
import { RecentlyUsed } from './lru.ts';
import type { PredictAnswer, PredictTask } from './task.ts';

/** The part of the model registry that serving needs. */
export interface ModelSource {
  get(name: string, version: number | 'latest'): Promise<ModelVersion>;
  weights(name: string, version: number): Promise<NamedTensor[]>;
}

export interface PredictorDeps {
  models: ModelSource;
  kernels: KernelsChoice;
  /** `workers/predict.ts` */
  workerUrl: URL;
  threads: number;
  log: { error(details: object, message: string): void };
}

export interface PredictRequest {
  model: string;
  /** the newest when absent */
  version?: number;
  /** [count, ...inputShape], in the range of the training data */
  inputs: Float32Array;
  count: number;
}

export interface Predictor {
  /** outputs: [count, outputs]; probabilities where the loss reads outputs as logits, else the network's outputs. */
  predict(request: PredictRequest): Promise<{ version: ModelVersion; outputs: Float32Array }>;
  /** [images.length, ...shape], 0..1; see images.ts */
  decodeImages(images: readonly Uint8Array[], shape: Shape): Promise<Float32Array>;
  close(): Promise<void>;
}

/** Models whose weights are kept in memory, shared by all threads. */
const KEPT = 8;
/** Samples of one task: a large request is spread over the threads. */
const ROWS_PER_TASK = 1024;
const MAX_WAITING = 4096;

/** Predictions in a pool of threads of its own, so that neither training nor the event loop is held up. */
export function createPredictor({ models, kernels, workerUrl, threads, log }: PredictorDeps): Predictor {
  const weights = new RecentlyUsed<Promise<NamedTensor[]>>(KEPT);
  const pool = new Piscina<PredictTask, PredictAnswer>({
    filename: workerUrl.href, name: 'predict', minThreads: threads, maxThreads: threads, maxQueue: MAX_WAITING,
  });
  pool.on('error', (error: unknown) => log.error({ err: error }, 'a prediction thread failed'));

  const weightsOf = (key: string, version: ModelVersion): Promise<NamedTensor[]> =>
    weights.getOrMake(key, () => {
      const reading = models.weights(version.model, version.version).then(shared);
      reading.catch(() => weights.remove(key));
      return reading;
    });

  return {
    async predict({ model, version: wanted, inputs, count }) {
      const version = await models.get(model, wanted ?? 'latest');
      checkInputs(inputs, count, version.inputShape);
      const key = `${version.model}@${version.version} ${version.weightsSha256}`;
      const common = {
        key, kernels, network: version.network, semantics: version.semantics, inputShape: version.inputShape, classes: version.classes.length, target: version.target,
        weights: await weightsOf(key, version), loss: version.loss,
      };
      const size = sizeOf(version.inputShape);
      const starts = Array.from({ length: Math.ceil(count / ROWS_PER_TASK) }, (_, i) => i * ROWS_PER_TASK);
      const parts = await Promise.all(
        starts.map((start) => {
          const rows = Math.min(ROWS_PER_TASK, count - start);
          return run(pool, { ...common, inputs: inputs.slice(start * size, (start + rows) * size), count: rows });
        }),
      );
      return { version, outputs: joined(parts) };
    },
    decodeImages,
    async close() {
      await pool.destroy();
    },
  };
}

async function run(pool: Piscina<PredictTask, PredictAnswer>, task: PredictTask): Promise<Float32Array> {
  if (pool.queueSize >= MAX_WAITING) {
    throw new TrainyardError('queue-unavailable', `${MAX_WAITING} predictions are waiting already.`, { hint: 'Try again shortly, or send several samples in one request.' });
  }
  const answer = await pool.run(task, { transferList: [task.inputs.buffer as ArrayBuffer] });
  if ('outputs' in answer) return answer.outputs;
  const { code, message, hint, issues } = answer.error;
  throw new TrainyardError(code, message, { hint, issues });
}

function checkInputs(inputs: Float32Array, count: number, shape: Shape): void {
  const size = sizeOf(shape);
  if (!Number.isInteger(count) || count < 1) throw specError('invalid-input', '#/inputs', 'There are no samples.', 'Give at least one sample.');
  if (inputs.length !== count * size) {
    throw specError('invalid-input', '#/inputs', `Expected ${count} x ${size} = ${count * size} values, got ${inputs.length}.`, `Give ${size} values per sample, shape [${shape.join(', ')}].`);
  }
  const wrong = inputs.findIndex((value) => !Number.isFinite(value));
  if (wrong >= 0) {
    throw specError('invalid-input', `#/inputs/${Math.floor(wrong / size)}`, `Value ${wrong % size} of sample ${Math.floor(wrong / size)} is ${inputs[wrong]}.`, 'Give finite numbers only.');
  }
}

/** The same tensors in shared memory, as float32: what the kernels of serving compute with. */
function shared(tensors: readonly NamedTensor[]): NamedTensor[] {
  return tensors.map(({ name, shape, data }) => {
    const copy = new Float32Array(new SharedArrayBuffer(data.length * 4));
    copy.set(data);
    return { name, shape, data: copy };
  });
}

function joined(parts: readonly Float32Array[]): Float32Array {
  if (parts.length === 1) return parts[0];
  const whole = new Float32Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
