import { Piscina } from 'piscina';
import { sizeOf, specError, TrainyardError } from '../engine/index.ts';
import type { NamedTensor, Shape } from '../engine/index.ts';
import type { KernelsChoice } from '../kernels/load.ts';
import type { ModelVersion, VersionReference } from '../models/index.ts';
import { Dispatcher, NEAR_MICROSECONDS } from './dispatcher.ts';
import { decodeImages } from './images.ts';
import { type Batch, Lane } from './lane.ts';
import { RecentlyUsed } from './lru.ts';
import { openNetwork, ROWS_AT_ONCE } from './network.ts';
import { bytesOf } from './run-task.ts';
import type { Failure, PredictAnswer, PredictTask, ServedModel, WarmUpAnswer, WarmUpTask } from './task.ts';

/** The part of the model registry that serving needs. */
export interface ModelSource {
  get(name: string, version: VersionReference): Promise<ModelVersion>;
  weights(name: string, version: number): Promise<NamedTensor[]>;
}

export interface PredictorDeps {
  models: ModelSource;
  kernels: KernelsChoice;
  /** `workers/predict.ts` */
  workerUrl: URL;
  threads: number;
  /** How requests are gathered; see dispatcher.ts. */
  batches?: { windowMs: number; maxRows: number };
  /** of weights kept in memory */
  cacheBytes?: number;
  /** Told of every batch that is computed. */
  observe?(model: string, rows: number): void;
  log: { error(details: object, message: string): void };
}

export interface PredictRequest {
  model: string;
  /** The newest when absent. One that was looked up already is used as it is: it answers to the end though its alias or it itself goes meanwhile. */
  version?: number | ModelVersion;
  /** [count, ...inputShape], in the range of the training data */
  inputs: Float32Array;
  count: number;
}

export interface Prediction {
  version: ModelVersion;
  /** [count, outputs]; probabilities where the loss reads outputs as logits, else the network's outputs */
  outputs: Float32Array;
  /** [count, outputs]: the network's outputs */
  raw: Float32Array;
}

export interface Predictor {
  predict(request: PredictRequest): Promise<Prediction>;
  /** Has a version in memory, warmed up, so that its first request waits for nothing. */
  prepare(version: ModelVersion): Promise<void>;
  /** [images.length, ...shape], 0..1; see images.ts */
  decodeImages(images: readonly Uint8Array[], shape: Shape): Promise<Float32Array>;
  close(): Promise<void>;
}

/** Samples that wait at most, each of them of any size a model takes. */
const MAX_WAITING = 65_536;
const CACHE_BYTES = 512 * 2 ** 20;
/** Of the memory of one batch. */
const BATCH_BYTES = 8 * 2 ** 20;

type Task = PredictTask | WarmUpTask;

/** Predictions in a pool of threads of its own, so that neither training nor the event loop is held up. */
export function createPredictor(deps: PredictorDeps): Predictor {
  const { models, kernels, workerUrl, threads, batches = { windowMs: 0, maxRows: ROWS_AT_ONCE }, log } = deps;
  const pool = new Piscina<Task, PredictAnswer | WarmUpAnswer>({ filename: workerUrl.href, name: 'predict', minThreads: threads, maxThreads: threads, concurrentTasksPerWorker: 1 });
  pool.on('error', (error: unknown) => log.error({ err: error }, 'a prediction thread failed'));
  const lanes = new RecentlyUsed<Lane>(deps.cacheBytes ?? CACHE_BYTES);
  const loading = new Map<string, Promise<Lane>>();
  const dispatcher = new Dispatcher({ threads, run: runBatch, windowMs: batches.windowMs, maxWaiting: MAX_WAITING, observe: ({ settings: { model } }, rows) => deps.observe?.(model.key.split('@', 1)[0], rows) });

  async function runBatch({ settings: { model } }: Lane, { memory, rows }: Batch): Promise<void> {
    let answer = (await pool.run({ key: model.key, memory, rows })) as PredictAnswer;
    if ('unknown' in answer) answer = (await pool.run({ key: model.key, memory, rows, model })) as PredictAnswer;
    if ('error' in answer) throw errorOf(answer);
  }

  async function load(version: ModelVersion, key: string): Promise<Lane> {
    const { network, semantics, inputShape, classes, target, loss } = version;
    const model: ServedModel = { key, kernels, network, semantics, inputShape, classes: classes.length, target, loss, weights: shared(await models.weights(version.model, version.version)) };
    const warm = (await pool.run({ warmUp: model }, { name: 'warmUp' })) as WarmUpAnswer;
    if ('error' in warm) throw errorOf(warm);
    const { cost, columns } = warm;
    const width = sizeOf(inputShape);
    const maxRows = Math.max(1, Math.min(batches.maxRows, Math.floor(BATCH_BYTES / (4 * (width + 2 * columns)))));
    const lane = new Lane({ model, cost, width, columns, maxRows, near: cost.call <= NEAR_MICROSECONDS ? openNetwork(model) : null });
    lanes.set(key, lane, bytesOf(model));
    return lane;
  }

  function laneOf(version: ModelVersion): Lane | Promise<Lane> {
    const key = `${version.model}@${version.version} ${version.weightsSha256}`;
    const ready = lanes.get(key) ?? loading.get(key);
    if (ready) return ready;
    const started = load(version, key).finally(() => loading.delete(key));
    loading.set(key, started);
    return started;
  }

  return {
    async predict({ model, version: wanted, inputs, count }) {
      const version = typeof wanted === 'object' ? wanted : await models.get(model, wanted ?? 'latest');
      checkInputs(inputs, count, version.inputShape);
      const { answers, raw } = await dispatcher.submit(await laneOf(version), inputs, count);
      return { version, outputs: answers, raw };
    },
    async prepare(version) {
      await laneOf(version);
    },
    decodeImages,
    async close() {
      dispatcher.close();
      await pool.destroy();
    },
  };
}

function errorOf({ error: { code, message, hint, issues } }: Failure): TrainyardError {
  return new TrainyardError(code, message, { hint, issues });
}

function checkInputs(inputs: Float32Array, count: number, shape: Shape): void {
  const size = sizeOf(shape);
  if (!Number.isInteger(count) || count < 1) throw specError('invalid-input', '#/inputs', 'There are no samples.', 'Give at least one sample.');
  if (inputs.length !== count * size) {
    throw specError('invalid-input', '#/inputs', `Expected ${count} x ${size} = ${count * size} values, got ${inputs.length}.`, `Give ${size} values per sample, shape [${shape.join(', ')}].`);
  }
  for (let i = 0; i < inputs.length; i++) {
    if (Number.isFinite(inputs[i])) continue;
    throw specError('invalid-input', `#/inputs/${Math.floor(i / size)}`, `Value ${i % size} of sample ${Math.floor(i / size)} is ${inputs[i]}.`, 'Give finite numbers only.');
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
