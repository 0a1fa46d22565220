import { Piscina } from 'piscina';
import type { ImagePreparation } from '../datasets/index.ts';
import { sizeOf, specError, TrainyardError } from '../engine/index.ts';
import type { NetworkSpec, Shape } from '../engine/index.ts';
import type { KernelsChoice } from '../kernels/load.ts';
import type { ModelVersion, VersionReference } from '../models/index.ts';
import { Dispatcher } from './dispatcher.ts';
import { decodeImages } from './images.ts';
import { type Batch, Lane } from './lane.ts';
import { layersToLookAt } from './look.ts';
import { RecentlyUsed } from './lru.ts';
import { openNetwork, ROWS_AT_ONCE } from './network.ts';
import { bytesOf } from './run-task.ts';
import type { Failure, LayerActivations, LookAnswer, LookTask, PredictAnswer, PredictTask, Servable, WarmUpAnswer, WarmUpTask } from './task.ts';

/** The part of the model registry that serving needs. */
export interface ModelSource {
  get(name: string, version: VersionReference): Promise<ModelVersion>;
  weightBytes(name: string, version: number): Promise<Uint8Array>;
}

export interface PredictorDeps {
  models: ModelSource;
  kernels: KernelsChoice;
  /** `workers/predict.ts` */
  workerUrl: URL;
  threads: number;
  /** How requests are gathered; see dispatcher.ts. */
  batches?: { windowMs: number; maxRows: number };
  /** samples that wait at most */
  maxWaiting?: number;
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
  /** Others are not expected to ask at the same moment: a small network answers without waiting for them. */
  alone?: boolean;
}

/** A checkpoint of a job that still learns. */
export interface Snapshot extends Pick<ModelVersion, 'model' | 'semantics' | 'inputShape' | 'classes' | 'target' | 'loss'> {
  network: NetworkSpec;
  job: string;
  step: number;
  /** its bytes */
  checkpoint(): Promise<Uint8Array>;
}

export interface Answers {
  /** [count, outputs]; probabilities where the loss reads outputs as logits, else the network's outputs */
  outputs: Float32Array;
  /** [count, outputs]: the network's outputs */
  raw: Float32Array;
}

export interface Prediction extends Answers {
  version: ModelVersion;
}

export interface Predictor {
  predict(request: PredictRequest): Promise<Prediction>;
  /** Predicts with a checkpoint. It is kept in memory until a newer one of the same job is asked for. */
  predictWith(snapshot: Snapshot, samples: Pick<PredictRequest, 'inputs' | 'count'>): Promise<Answers>;
  /** What layers answer, in their order. Throws 'unknown-name'. */
  activations(of: ModelVersion | Snapshot, samples: Pick<PredictRequest, 'inputs' | 'count'> & { layers: 'all' | readonly string[] }): Promise<LayerActivations[]>;
  /** Has a version in memory, warmed up, so that its first request waits for nothing. */
  prepare(version: ModelVersion): Promise<void>;
  /** [images.length, ...shape], 0..1; see images.ts */
  decodeImages(images: readonly Uint8Array[], shape: Shape, preparation?: ImagePreparation | null): Promise<Float32Array>;
  close(): Promise<void>;
}

/** Samples that wait at most, each of them of any size a model takes. */
const MAX_WAITING = 65_536;
const CACHE_BYTES = 512 * 2 ** 20;
/** Of the memory of one batch. */
const BATCH_BYTES = 8 * 2 ** 20;

/** Where weights come from. */
interface Source extends Pick<WarmUpTask, 'published'> {
  bytes(): Promise<Uint8Array>;
}

type Task = PredictTask | WarmUpTask | LookTask;

/** Predictions in a pool of threads of its own, so that neither training nor the event loop is held up. */
export function createPredictor(deps: PredictorDeps): Predictor {
  const { models, kernels, workerUrl, threads, batches = { windowMs: 0, maxRows: ROWS_AT_ONCE }, log } = deps;
  const pool = new Piscina<Task, PredictAnswer | WarmUpAnswer | LookAnswer>({ filename: workerUrl.href, name: 'predict', minThreads: threads, maxThreads: threads, concurrentTasksPerWorker: 1, recordTiming: false });
  pool.on('error', (error: unknown) => log.error({ err: error }, 'a prediction thread failed'));
  const lanes = new RecentlyUsed<Lane>(deps.cacheBytes ?? CACHE_BYTES);
  const loading = new Map<string, Promise<Lane>>();
  const servables = new WeakMap<ModelVersion, Servable>();
  const dispatcher = new Dispatcher({ threads, run: runBatch, windowMs: batches.windowMs, maxWaiting: deps.maxWaiting ?? MAX_WAITING, observe: ({ settings: { model } }, rows) => deps.observe?.(model.key.split('@', 1)[0], rows) });

  async function runBatch({ settings: { model } }: Lane, { memory, rows }: Batch): Promise<number> {
    const task: PredictTask = { key: model.key, slot: model.slot, memory: memory.id, rows };
    let answer = (await pool.run(task)) as PredictAnswer;
    if ('unknown' in answer) answer = (await pool.run({ ...task, told: { model, memory } })) as PredictAnswer;
    if ('error' in answer) throw errorOf(answer);
    if ('unknown' in answer) throw new Error('a prediction thread forgot what it was told');
    return answer.microseconds;
  }

  async function load(servable: Servable, { bytes, published }: Source): Promise<Lane> {
    const weights = ownBytes(await bytes());
    const warm = (await pool.run({ warmUp: servable, weights, published }, { name: 'warmUp', transferList: [weights.buffer] })) as WarmUpAnswer;
    if ('error' in warm) throw errorOf(warm);
    const { model, cost, columns } = warm;
    const width = sizeOf(model.inputShape);
    const maxRows = Math.max(1, Math.min(batches.maxRows, Math.floor(BATCH_BYTES / (4 * (width + 2 * columns)))));
    const lane = new Lane({ model, cost, width, columns, maxRows, open: () => openNetwork(model) });
    lanes.set(model.slot, lane, bytesOf(model));
    return lane;
  }

  function laneOf(servable: Servable, source: Source): Lane | Promise<Lane> {
    const { key, slot } = servable;
    const ready = lanes.get(slot);
    if (ready?.settings.model.key === key) return ready;
    const started = loading.get(key) ?? load(servable, source).finally(() => loading.delete(key));
    loading.set(key, started);
    return started;
  }

  function laneOfVersion(version: ModelVersion): Lane | Promise<Lane> {
    let servable = servables.get(version);
    if (!servable) servables.set(version, (servable = servableVersion(version, kernels)));
    const { model, version: number, weightsSha256 } = version;
    return laneOf(servable, { bytes: () => models.weightBytes(model, number), published: { model, version: number, weightsSha256 } });
  }

  const laneOfSnapshot = (snapshot: Snapshot) => laneOf(servableSnapshot(snapshot, kernels), { bytes: snapshot.checkpoint, published: null });

  return {
    async predict({ model, version: wanted, inputs, count, alone = false }) {
      const version = typeof wanted === 'object' ? wanted : await models.get(model, wanted ?? 'latest');
      checkInputs(inputs, count, version.inputShape);
      const ready = laneOfVersion(version);
      const lane = ready instanceof Lane ? ready : await ready;
      const { answers, raw } = (alone ? dispatcher.answerAtOnce(lane, inputs, count) : null) ?? (await dispatcher.submit(lane, inputs, count));
      return { version, outputs: answers, raw };
    },
    async predictWith(snapshot, { inputs, count }) {
      checkInputs(inputs, count, snapshot.inputShape);
      const { answers, raw } = await dispatcher.submit(await laneOfSnapshot(snapshot), inputs, count);
      return { outputs: answers, raw };
    },
    async activations(of, { inputs, count, layers: wanted }) {
      checkInputs(inputs, count, of.inputShape);
      const { settings: { model } } = await ('checkpoint' in of ? laneOfSnapshot(of) : laneOfVersion(of));
      const answer = (await pool.run({ model, inputs, count, layers: layersToLookAt(model, wanted, count) }, { name: 'look' })) as LookAnswer;
      if ('error' in answer) throw errorOf(answer);
      return answer;
    },
    async prepare(version) {
      await laneOfVersion(version);
    },
    decodeImages,
    async close() {
      dispatcher.close();
      await pool.destroy();
    },
  };
}

/** In memory of their own, so that they can go to a thread without a copy. */
const ownBytes = (bytes: Uint8Array): Uint8Array<ArrayBuffer> => (bytes.buffer instanceof ArrayBuffer && bytes.byteLength === bytes.buffer.byteLength ? (bytes as Uint8Array<ArrayBuffer>) : new Uint8Array(bytes));

function servableVersion(version: ModelVersion, kernels: KernelsChoice): Servable {
  const key = `${version.model}@${version.version} ${version.weightsSha256}`;
  return { key, slot: key, ...networkOf(version), kernels };
}

function servableSnapshot(snapshot: Snapshot, kernels: KernelsChoice): Servable {
  return { key: `${snapshot.model}@${snapshot.job}/${snapshot.step}`, slot: snapshot.job, ...networkOf(snapshot), kernels };
}

const networkOf = ({ network, semantics, inputShape, classes, target, loss }: Snapshot | ModelVersion) => ({ network, semantics, inputShape, classes: classes.length, target, loss });

function errorOf({ error: { code, message, hint, issues } }: Failure): TrainyardError {
  return new TrainyardError(code, message, { hint, issues });
}

function checkInputs(inputs: Float32Array, count: number, shape: Shape): void {
  const size = sizeOf(shape);
  if (!Number.isInteger(count) || count < 1) throw specError('invalid-input', '#/inputs', 'There are no samples.', 'Give at least one sample.');
  if (inputs.length !== count * size) {
    throw specError('invalid-input', '#/inputs', `Expected ${count} x ${size} = ${count * size} values, got ${inputs.length}.`, `Give ${size} values per sample, shape [${shape.join(', ')}].`);
  }
  if (allFinite(inputs)) return;
  const i = inputs.findIndex((value) => !Number.isFinite(value));
  throw specError('invalid-input', `#/inputs/${Math.floor(i / size)}`, `Value ${i % size} of sample ${Math.floor(i / size)} is ${inputs[i]}.`, 'Give finite numbers only.');
}

/** A sum of float32 in double precision never overflows: it is finite where all of them are. Four sums that do not wait for each other. */
function allFinite(values: Float32Array): boolean {
  let [a, b, c, d] = [0, 0, 0, 0];
  const whole = values.length - (values.length % 4);
  for (let i = 0; i < whole; i += 4) {
    a += values[i];
    b += values[i + 1];
    c += values[i + 2];
    d += values[i + 3];
  }
  for (let i = whole; i < values.length; i++) a += values[i];
  return Number.isFinite(a + b + c + d);
}
