/** One training loop: steps, evaluations, best weights, early stopping, checkpoints. The caller owns time, files and messages. */
import type { FloatArray, KernelsProvider, Precision } from '../../kernels/kernels.ts';
import { TrainyardError } from '../errors.ts';
import { CountingAllocator } from '../network.ts';
import type { NetworkPlan } from '../plan.ts';
import type { Metrics, NamedTensor, Split, TrainingData } from '../types.ts';
import { decodeCheckpoint, encodeCheckpoint } from './checkpoint.ts';
import { runLength, type TrainingOptions } from './options.ts';
import { BatchOrder } from './samples.ts';
import { Session } from './session.ts';

/** Steps end after the last evaluation that they owe. */
export interface StepReport {
  /** steps done so far */
  step: number;
  /** epoch of this step, from 1 */
  epoch: number;
  loss: number;
  evaluation: Metrics | null;
  /** whether the metric of keepBest reached a new best */
  improved: boolean;
}

export interface TrainingRunArguments {
  network: NetworkPlan;
  options: TrainingOptions;
  data: TrainingData;
  kernels: KernelsProvider;
  checkpoint?: Uint8Array;
  /** instead of the initializers' draws, for parameters and statistics named here */
  initialWeights?: readonly NamedTensor[];
  /** asked between the batches of an evaluation; true leaves it unfinished, to be done by the next advance() */
  interrupted?: () => boolean;
}

export interface TrainingRun {
  readonly plan: NetworkPlan;
  readonly build: string;
  readonly totalSteps: number;
  readonly stepsPerEpoch: number;
  readonly step: number;
  readonly epoch: number;
  readonly done: boolean;
  readonly stopReason: string | null;
  /** One training step and the evaluation where one is due. Throws TrainyardError 'diverged' when the loss is not finite. */
  advance(): StepReport;
  /** Everything needed to go on bit-exactly. */
  checkpoint(): Uint8Array;
  /** Parameters and running statistics: the best where keepBest saw one, else the last. */
  weights(): NamedTensor[];
  metrics(): Metrics;
}

/** @throws TrainyardError 'build-mismatch' or 'checkpoint-corrupt' when the checkpoint cannot be resumed */
export function createTrainingRun(given: TrainingRunArguments): TrainingRun {
  return new Run(given);
}

/** Bytes of the arena of a run: exactly what createTrainingRun allocates, without allocating it. */
export function estimateMemory(plan: NetworkPlan, options: { batchSize: number; optimizer: string; datasetBytes: number; precision?: Precision }): number {
  const allocator = new CountingAllocator(options.precision ?? 'float32');
  const empty: Split = { count: 0, inputs: new Uint8Array(0), labels: new Int32Array(0) };
  countSession(plan, { ...PLAIN, batchSize: options.batchSize, optimizer: { type: options.optimizer } }, { train: empty, validation: null, test: empty }, allocator);
  return allocator.bytes + options.datasetBytes;
}

const PLAIN: TrainingOptions = {
  loss: 'softmax-cross-entropy', optimizer: { type: 'sgd' }, regularization: { weightDecay: 0, decoupled: false }, batchSize: 1, sampling: 'permutation', seed: 0, semantics: 'modern',
  evaluate: { samples: null }, keepBest: null, earlyStopping: null,
};

function countSession(plan: NetworkPlan, options: TrainingOptions, data: TrainingData, allocator: CountingAllocator): void {
  // nothing computes while counting, so no kernels are needed
  new Session({ plan, options, data, allocator, kernels: null as never });
}

const better = (value: number, than: number, mode: 'min' | 'max'): boolean => (mode === 'min' ? value < than : value > than);
const modeOf = (metric: string): 'min' | 'max' => (metric.endsWith('Loss') ? 'min' : 'max');

class Run implements TrainingRun {
  readonly plan: NetworkPlan;
  readonly build: string;
  readonly totalSteps: number;
  readonly stepsPerEpoch: number;
  step = 0;
  stopReason: string | null = null;
  readonly #options: TrainingOptions;
  readonly #session: Session;
  readonly #order: BatchOrder;
  readonly #precision: Precision;
  readonly #interrupted: () => boolean;
  readonly #bestWeights: FloatArray[];
  #evaluationDue = false;
  #lastLoss = NaN;
  #metrics: Metrics = {};
  #best: { value: number; step: number } | null = null;
  #stopping: { waited: number; best: number | null } = { waited: 0, best: null };

  constructor({ network, options, data, kernels, checkpoint, initialWeights, interrupted }: TrainingRunArguments) {
    this.plan = network;
    this.build = kernels.build;
    this.#options = options;
    this.#precision = kernels.precision;
    this.#interrupted = interrupted ?? (() => false);
    const { stepsPerEpoch, totalSteps } = runLength(options, data.train.count);
    this.stepsPerEpoch = stepsPerEpoch;
    this.totalSteps = totalSteps;
    const counting = new CountingAllocator(kernels.precision);
    countSession(network, options, data, counting);
    const arena = kernels.create(counting.bytes);
    this.#session = new Session({ plan: network, options, data, kernels: arena, allocator: arena });
    this.#order = new BatchOrder(options, data.train.count, stepsPerEpoch);
    this.#bestWeights = options.keepBest ? this.#current().map(({ data: values }) => values.slice()) : [];
    if (initialWeights) setWeights(this.#current(), initialWeights);
    if (checkpoint) this.#restore(checkpoint);
  }

  get epoch(): number {
    return Math.min(Math.floor(this.step / this.stepsPerEpoch), Math.ceil(this.totalSteps / this.stepsPerEpoch));
  }

  get done(): boolean {
    return !this.#evaluationDue && (this.step >= this.totalSteps || this.stopReason !== null);
  }

  advance(): StepReport {
    if (this.done) throw new Error('the run is done');
    if (!this.#evaluationDue) this.#train();
    const evaluation = this.#evaluationDue ? this.#evaluate() : null;
    const improved = evaluation !== null && this.#judge(evaluation);
    return { step: this.step, epoch: Math.ceil(this.step / this.stepsPerEpoch), loss: this.#lastLoss, evaluation, improved };
  }

  #train(): void {
    const index = this.step;
    const loss = this.#session.train(index + 1, (indices) => this.#order.draw(index, indices));
    this.step += 1;
    this.#lastLoss = loss;
    if (!Number.isFinite(loss)) {
      const rate = this.#session.learningRate;
      throw new TrainyardError('diverged', `the loss became ${loss} at step ${this.step}`, { hint: `the learning rate ${rate} is probably too high: try ${rate / 10}, or scale the data to 0..1` });
    }
    this.#metrics = { ...this.#metrics, trainLoss: loss };
    this.#evaluationDue = this.#isDue();
  }

  /** After the first step of each interval (the book) or after the last; and always after the last step of all. */
  #isDue(): boolean {
    const { everySteps, everyEpochs = 1, moment = this.#options.semantics === 'book' ? 'first' : 'last' } = this.#options.evaluate;
    const interval = everySteps ?? everyEpochs * this.stepsPerEpoch;
    return this.step === this.totalSteps || this.step % interval === (moment === 'first' ? 1 % interval : 0);
  }

  /** Null when interrupted; the whole test set counts at the end. */
  #evaluate(): Metrics | null {
    const { train, validation, test } = this.#session.sources;
    const { samples } = this.#options.evaluate;
    const last = this.step === this.totalSteps;
    const measured: Metrics = {};
    for (const [name, source, count] of [['train', train, samples], ['validation', validation, samples], ['test', test, last ? null : samples]] as const) {
      if (!source || source.count === 0) continue;
      const result = this.#session.evaluate(source, count, this.#interrupted);
      if (!result) return null;
      if (name !== 'train') measured[`${name}Loss`] = result.loss;
      else measured.trainLoss = result.loss;
      measured[`${name}Accuracy`] = result.accuracy;
    }
    this.#evaluationDue = false;
    this.#metrics = { ...this.#metrics, ...measured };
    return measured;
  }

  /** Keeps the weights where they are the best so far, and decides whether to go on. */
  #judge(evaluation: Metrics): boolean {
    const { keepBest, earlyStopping } = this.#options;
    if (earlyStopping) this.#watch(evaluation[earlyStopping.metric], earlyStopping.mode ?? modeOf(earlyStopping.metric), earlyStopping.patience);
    if (!keepBest) return false;
    const value = evaluation[keepBest.metric];
    if (value === undefined || (this.#best && !better(value, this.#best.value, keepBest.mode))) return false;
    this.#best = { value, step: this.step };
    this.#current().forEach(({ data }, i) => this.#bestWeights[i].set(data));
    return true;
  }

  #watch(value: number | undefined, mode: 'min' | 'max', patience: number): void {
    if (value === undefined) return;
    if (this.#stopping.best === null || better(value, this.#stopping.best, mode)) {
      this.#stopping = { waited: 0, best: value };
      return;
    }
    this.#stopping.waited += 1;
    if (this.#stopping.waited >= patience && this.step < this.totalSteps) this.stopReason = 'earlyStopping';
  }

  metrics(): Metrics {
    return { ...this.#metrics };
  }

  weights(): NamedTensor[] {
    return this.#current().map(({ name, shape, data }, i) => ({ name, shape, data: (this.#best ? this.#bestWeights[i] : data).slice() }));
  }

  #current(): NamedTensor[] {
    return this.#session.network.weights;
  }

  /** Every array that a resume needs, under a name. */
  #arrays(): { name: string; data: FloatArray }[] {
    const { parameters } = this.#session.network;
    return [
      ...this.#current().map(({ name, data }) => ({ name: `weights/${name}`, data })),
      ...parameters.flatMap(({ name }, i) => this.#session.slots[i].map((data, s) => ({ name: `slot${s}/${name}`, data }))),
      ...(this.#best ? this.#current().map(({ name }, i) => ({ name: `best/${name}`, data: this.#bestWeights[i] })) : []),
    ];
  }

  /** Resuming makes sense on the same network and options only; the length may differ (more epochs, another evaluation). */
  #identity(): string {
    const { loss, optimizer, regularization, batchSize, sampling, seed, semantics } = this.#options;
    return JSON.stringify({ layers: this.plan.layers.map(({ name, type, config, inputs, outputShape }) => ({ name, type, config, inputs, outputShape })), loss, optimizer, regularization, batchSize, sampling, seed, semantics });
  }

  checkpoint(): Uint8Array {
    return encodeCheckpoint(
      { build: this.build, precision: this.#precision, identity: this.#identity(), step: this.step, evaluationDue: this.#evaluationDue, metrics: this.#metrics, best: this.#best, stopping: this.#stopping, stopReason: this.stopReason },
      this.#arrays(),
    );
  }

  #restore(bytes: Uint8Array): void {
    const { header, tensors } = decodeCheckpoint(bytes);
    if (header.build !== this.build) {
      throw new TrainyardError('build-mismatch', `the checkpoint was written by build ${header.build}, this run computes with ${this.build}: the weights would not be the same`, { hint: `resume with KERNELS=${header.build.split('/')[0]}, or start the job again` });
    }
    if (header.identity !== this.#identity()) throw new TrainyardError('checkpoint-corrupt', 'the checkpoint belongs to another network or other options', { hint: 'resume with the spec that the checkpoint was written for' });
    this.#best = header.best;
    for (const { name, data } of this.#arrays()) {
      const saved = tensors.get(name);
      if (saved?.length !== data.length) throw new TrainyardError('checkpoint-corrupt', `the checkpoint lacks ${name}`, { hint: 'resume from an earlier checkpoint' });
      data.set(saved);
    }
    this.step = header.step;
    this.#evaluationDue = header.evaluationDue;
    this.#metrics = header.metrics;
    this.#lastLoss = header.metrics.trainLoss ?? NaN;
    this.#stopping = header.stopping;
    this.stopReason = header.stopReason;
  }
}

/** Copies tensors into the network's arrays by name. Throws TrainyardError where a name or length does not fit. */
export function setWeights(targets: readonly NamedTensor[], given: readonly NamedTensor[]): void {
  const byName = new Map(targets.map((target) => [target.name, target]));
  for (const { name, data } of given) {
    const target = byName.get(name);
    if (!target) throw new TrainyardError('shape-mismatch', `the network has no parameter "${name}"`, { hint: `it has ${[...byName.keys()].join(', ')}` });
    if (target.data.length !== data.length) throw new TrainyardError('shape-mismatch', `${name} has ${data.length} values, the network needs [${target.shape.join(', ')}]`, { hint: 'use weights of the same network' });
    target.data.set(data);
  }
}
