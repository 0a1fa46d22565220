/** One training loop: steps, evaluations, best weights, early stopping, checkpoints. The caller owns time, files and messages. */
import type { FloatArray, KernelsProvider, Precision } from '../../kernels/kernels.ts';
import { TrainyardError } from '../errors.ts';
import type { NetworkPlan } from '../plan.ts';
import type { Metrics, NamedTensor, TrainingData } from '../types.ts';
import { decodeCheckpoint, type Due, encodeCheckpoint } from './checkpoint.ts';
import { Judge } from './judge.ts';
import { runLength, type TrainingOptions } from './options.ts';
import { BatchOrder } from './samples.ts';
import { countSession } from './memory.ts';
import { Session, type SplitName } from './session.ts';
import { type TrainingTask, withoutSamples } from '../team/training-task.ts';
import { type Crew, startCrew } from '../team/crew.ts';
import { scheduleDefinition } from '../schedules/index.ts';
import { setWeights } from '../weights.ts';

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
  /** the checkpoint is of a run with other options: weights and, where they fit, the optimizer's slots are taken over, judgements begin anew */
  fork?: boolean;
  /** instead of the initializers' draws, for parameters and statistics named here */
  initialWeights?: readonly NamedTensor[];
  /** asked between the batches of an evaluation; true leaves it unfinished, to be done by the next advance() */
  interrupted?: () => boolean;
  /** that compute together, the calling one included; 1 by default. What they compute does not depend on it. */
  threads?: number;
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
  /** Views of what the next step begins with: the last weights, not the best. */
  current(): readonly NamedTensor[];
  metrics(): Metrics;
  /** Views of the parameters, and of the gradients of the last step. */
  parameters(): readonly RunParameter[];
  /** Class that was read in each test sample when it was last evaluated, -1 where it never was; a view. */
  readonly testPredictions: Int32Array;
  /** Ends the helping threads. The weights can still be read, but nothing can be computed any more. */
  close(): void;
}

export interface RunParameter extends NamedTensor {
  gradient: FloatArray;
}

/** @throws TrainyardError 'build-mismatch' or 'checkpoint-corrupt' when the checkpoint cannot be resumed */
export function createTrainingRun(given: TrainingRunArguments): TrainingRun {
  return new Run(given);
}

class Run implements TrainingRun {
  readonly plan: NetworkPlan;
  readonly build: string;
  readonly totalSteps: number;
  readonly stepsPerEpoch: number;
  step = 0;
  stopReason: string | null = null;
  readonly #options: TrainingOptions;
  readonly #session: Session;
  readonly #crew: Crew;
  readonly #order: BatchOrder;
  readonly #precision: Precision;
  readonly #interrupted: () => boolean;
  readonly #bestWeights: FloatArray[];
  readonly #judge: Judge;
  #due: Due = 'step';
  #lastLoss = NaN;
  #metrics: Metrics = {};

  constructor({ network, options, data, kernels, checkpoint, initialWeights, interrupted, fork = false, threads = 1 }: TrainingRunArguments) {
    this.plan = network;
    this.build = kernels.build;
    this.#options = options;
    this.#precision = kernels.precision;
    this.#interrupted = interrupted ?? (() => false);
    const { stepsPerEpoch, totalSteps } = runLength(options, data.train.count);
    this.stepsPerEpoch = stepsPerEpoch;
    this.totalSteps = totalSteps;
    const team = Math.min(threads, kernels.maxThreads);
    const arena = kernels.reserve(countSession({ plan: network, options, data }, kernels, team), team);
    this.#crew = startCrew(team, { kind: 'training', plan: network, options, data: withoutSamples(data), build: kernels.build, arena } satisfies TrainingTask);
    const own = kernels.attach(arena);
    this.#session = new Session({ plan: network, options, data, provider: kernels, kernels: own, allocator: own, crew: this.#crew, initialize: true });
    this.#judge = new Judge(options);
    this.#order = new BatchOrder(options, data.train.count, stepsPerEpoch);
    this.#bestWeights = options.keepBest ? this.current().map(({ data: values }) => values.slice()) : [];
    try {
      if (initialWeights) setWeights(this.current(), initialWeights);
      if (checkpoint && fork) this.#adopt(checkpoint);
      else if (checkpoint) this.#restore(checkpoint);
    } catch (error) {
      this.#crew.close();
      throw error;
    }
  }

  get epoch(): number {
    return Math.min(Math.floor(this.step / this.stepsPerEpoch), Math.ceil(this.totalSteps / this.stepsPerEpoch));
  }

  get done(): boolean {
    return this.#due === 'step' && (this.step >= this.totalSteps || this.stopReason !== null);
  }

  advance(): StepReport {
    if (this.done) throw new Error('the run is done');
    if (this.#due === 'step') this.#train();
    let evaluation: Metrics | null = null;
    let improved = false;
    if (this.#due === 'evaluation') ({ evaluation, improved } = this.#evaluate());
    if (this.#due === 'final') evaluation = this.#finish() ?? evaluation;
    return { step: this.step, epoch: Math.ceil(this.step / this.stepsPerEpoch), loss: this.#lastLoss, evaluation, improved };
  }

  #train(): void {
    const index = this.step;
    const loss = this.#session.train(index + 1, (indices) => this.#order.draw(index, indices));
    this.step += 1;
    this.#lastLoss = loss;
    this.#refuseDivergence(loss, 'loss');
    this.#metrics = { ...this.#metrics, trainLoss: loss };
    if (this.#isDue()) this.#due = 'evaluation';
  }

  #refuseDivergence(loss: number, what: string): void {
    if (Number.isFinite(loss)) return;
    const rate = this.#session.learningRate;
    throw new TrainyardError('diverged', `the ${what} became ${loss} at step ${this.step}`, { hint: `the learning rate ${rate} is probably too high: try ${Number((rate / 10).toPrecision(6))}, or scale the data to 0..1` });
  }

  /** After the first step of each interval (the book) or after the last; and always after the last step of all. */
  #isDue(): boolean {
    const { everySteps, everyEpochs = 1, moment = this.#options.semantics === 'book' ? 'first' : 'last' } = this.#options.evaluate;
    const interval = everySteps ?? everyEpochs * this.stepsPerEpoch;
    return this.step === this.totalSteps || this.step % interval === (moment === 'first' ? 1 % interval : 0);
  }

  /** Measures every split and judges the result. Null, and still due, when interrupted. */
  #evaluate(): { evaluation: Metrics | null; improved: boolean } {
    const measured: Metrics = {};
    for (const split of ['train', 'validation', 'test'] as const) {
      const result = this.#measure(split, this.#options.evaluate.samples);
      if (!result) return { evaluation: null, improved: false };
      Object.assign(measured, result);
    }
    this.#metrics = { ...this.#metrics, ...measured };
    const improved = this.#judge.improves(measured, this.step);
    if (improved) this.current().forEach(({ data }, i) => this.#bestWeights[i].set(data));
    if (this.#judge.losesPatience(measured) && this.step < this.totalSteps) this.stopReason = 'earlyStopping';
    this.#due = this.step === this.totalSteps || this.stopReason !== null ? 'final' : 'step';
    return { evaluation: measured, improved };
  }

  /** Null when interrupted; nothing where the split has no samples. */
  #measure(split: SplitName, samples: number | null): Metrics | null {
    const source = this.#session.sources[split];
    if (!source || source.count === 0) return {};
    const result = this.#session.evaluate(split, samples, this.#interrupted);
    if (!result) return null;
    this.#refuseDivergence(result.loss, `${split} loss`);
    return { [`${split}Loss`]: result.loss, ...(result.accuracy === null ? {} : { [`${split}Accuracy`]: result.accuracy }) };
  }

  /**
   * The figures of the weights that are handed over, on the whole test set. Returns what to report of the last step where that adds
   * to its evaluation. Still due when interrupted.
   */
  #finish(): Metrics | null {
    const { best } = this.#judge.state;
    const older = best !== null && best.step !== this.step ? best : null;
    const { samples } = this.#options.evaluate;
    const whole = samples === null || samples >= this.#session.sources.test!.count;
    const result = older ? this.#withWeights(this.#bestWeights, () => this.#measure('test', null)) : whole ? {} : this.#measure('test', null);
    if (!result) return null;
    this.#due = 'step';
    this.#metrics = { ...this.#metrics, ...older?.metrics, ...result };
    return older ? null : this.metrics();
  }

  #withWeights<T>(weights: readonly FloatArray[], work: () => T): T {
    const last = this.current().map(({ data }) => data.slice());
    this.current().forEach(({ data }, i) => data.set(weights[i]));
    try {
      return work();
    } finally {
      this.current().forEach(({ data }, i) => data.set(last[i]));
    }
  }

  metrics(): Metrics {
    return { ...this.#metrics };
  }

  close(): void {
    this.#crew.close();
  }

  parameters(): RunParameter[] {
    return this.#session.network.parameters.map(({ name, shape, value, gradient }) => ({ name, shape, data: value, gradient }));
  }

  get testPredictions(): Int32Array {
    return this.#session.testPredictions;
  }

  weights(): NamedTensor[] {
    return this.current().map(({ name, shape, data }, i) => ({ name, shape, data: (this.#judge.state.best ? this.#bestWeights[i] : data).slice() }));
  }

  current(): NamedTensor[] {
    return this.#session.network.weights;
  }

  /** Every array that a resume needs, under a name. */
  #arrays(): { name: string; data: FloatArray }[] {
    const { parameters } = this.#session.network;
    return [
      ...this.current().map(({ name, data }) => ({ name: `weights/${name}`, data })),
      ...parameters.flatMap(({ name }, i) => this.#session.slots[i].map((data, s) => ({ name: `slot${s}/${name}`, data }))),
      ...(this.#judge.state.best ? this.current().map(({ name }, i) => ({ name: `best/${name}`, data: this.#bestWeights[i] })) : []),
    ];
  }

  /** Resuming makes sense on the same network and options only; the length may differ (more epochs, another evaluation). */
  #identity(): string {
    const { loss, target, optimizer, schedule, clipNorm, clipValue, augment, freeze, regularization, batchSize, sampling, seed, semantics } = this.#options;
    const drawnOverAll = schedule && scheduleDefinition(schedule.type)?.needsLength;
    const rates = schedule ? { schedule, ...(drawnOverAll ? { steps: this.totalSteps } : {}) } : {};
    return JSON.stringify({ layers: this.plan.layers.map(({ name, type, config, inputs, outputShape }) => ({ name, type, config, inputs, outputShape })), loss, ...(target === 'input' ? { target } : {}), optimizer, ...rates, ...(clipNorm ? { clipNorm } : {}), ...(clipValue ? { clipValue } : {}), ...(augment?.length ? { augment } : {}), ...(freeze?.length ? { freeze } : {}), regularization, batchSize, sampling, seed, semantics });
  }

  checkpoint(): Uint8Array {
    return encodeCheckpoint(
      { build: this.build, precision: this.#precision, identity: this.#identity(), step: this.step, due: this.#due, metrics: this.#metrics, judgement: this.#judge.state, stopReason: this.stopReason },
      this.#arrays(),
    );
  }

  #adopt(bytes: Uint8Array): void {
    const { header, tensors } = decodeCheckpoint(bytes);
    this.#refuseOtherBuild(header.build);
    for (const { name, data } of this.#arrays()) {
      const saved = tensors.get(name);
      if (saved?.length === data.length) data.set(saved);
      else if (name.startsWith('weights/')) throw new TrainyardError('checkpoint-corrupt', `the checkpoint's ${name.slice('weights/'.length)} is not that of this network`, { hint: 'fork with the same network' });
    }
    this.step = header.step;
    this.#lastLoss = header.metrics.trainLoss ?? NaN;
    this.#metrics = header.metrics.trainLoss === undefined ? {} : { trainLoss: header.metrics.trainLoss };
  }

  #refuseOtherBuild(build: string): void {
    if (build === this.build) return;
    throw new TrainyardError('build-mismatch', `the checkpoint was written by build ${build}, this run computes with ${this.build}: the weights would not be the same`, { hint: `resume with KERNELS=${build.split('/')[0]}, or start the job again` });
  }

  #restore(bytes: Uint8Array): void {
    const { header, tensors } = decodeCheckpoint(bytes);
    this.#refuseOtherBuild(header.build);
    if (header.identity !== this.#identity()) throw new TrainyardError('checkpoint-corrupt', 'the checkpoint belongs to another network or other options', { hint: 'resume with the spec that the checkpoint was written for' });
    // a run that keeps no best has no place for one
    this.#judge.state = this.#options.keepBest ? header.judgement : { ...header.judgement, best: null };
    for (const { name, data } of this.#arrays()) {
      const saved = tensors.get(name);
      if (saved?.length !== data.length) throw new TrainyardError('checkpoint-corrupt', `the checkpoint lacks ${name}`, { hint: 'resume from an earlier checkpoint' });
      data.set(saved);
    }
    this.step = header.step;
    this.#due = header.due;
    this.#metrics = header.metrics;
    this.#lastLoss = header.metrics.trainLoss ?? NaN;
    this.stopReason = header.stopReason;
  }
}
