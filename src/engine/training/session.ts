/** The buffers and arithmetic of one run: gather, forward, backward, update, evaluate. Knows no schedule. */
import type { FloatArray, Kernels, KernelsProvider, Operations, TeamOperations } from '../../kernels/kernels.ts';
import type { Allocator } from '../allocator.ts';
import type { Loss } from '../losses/definition.ts';
import { TrainyardError } from '../errors.ts';
import { createNetwork, type Network } from '../network.ts';
import type { NetworkPlan } from '../plan.ts';
import { shareEnd, shareStart, type Team } from '../../kernels/team.ts';
import type { Crew } from '../team/crew.ts';
import { sizeOf, type Split, type TrainingData } from '../types.ts';
import { type Augment, createAugment } from '../augmentations/augment.ts';
import { clipGradients, type Clipping, clipValues, createClipping } from './clipping.ts';
import { resolveAugmentations, resolveLoss, resolveOptimizer, resolveRate, type TrainingOptions } from './options.ts';
import { createSampleSource, type SampleSource } from './samples.ts';

export interface SessionArguments {
  plan: NetworkPlan;
  options: TrainingOptions;
  data: TrainingData;
  provider: Pick<KernelsProvider, 'conv2dForm'>;
  kernels: Kernels;
  allocator: Allocator;
  /** only its team where this thread does not lead */
  crew: Pick<Crew, 'team'> & Partial<Crew>;
  /** false: the leading thread fills the arrays */
  initialize: boolean;
}

export interface Evaluation {
  loss: number;
  /** null where outputs are no classes */
  accuracy: number | null;
}

export type SplitName = 'train' | 'validation' | 'test';
const SPLITS: readonly SplitName[] = ['train', 'validation', 'test'];

/** What every thread of the team does at once; the numbers are the first words of a command. */
const TRAIN = 1;
const EVALUATE = 2;

export class Session {
  readonly network: Network;
  /** per parameter, per slot of the optimizer */
  readonly slots: FloatArray[][];
  readonly sources: Record<SplitName, SampleSource | null>;
  readonly #kernels: Kernels;
  /** on the batch, and on parameters */
  readonly #onBatch: TeamOperations;
  readonly #onParameters: Operations;
  readonly #options: TrainingOptions;
  readonly #crew: SessionArguments['crew'];
  readonly #loss: Loss;
  readonly #labels: Int32Array;
  readonly #indices: Int32Array;
  readonly #optimizer: ReturnType<typeof resolveOptimizer>;
  readonly #rate: (step: number) => number;
  readonly #clipping: Clipping | null;
  readonly #augment: Augment | null;
  /** by parameter: whether it stays as it is */
  readonly #frozen: readonly boolean[];
  readonly #columns: number;
  /** class read in each test sample at its last evaluation; -1: none yet */
  readonly testPredictions: Int32Array;
  #step = 1;

  constructor({ plan, options, data, provider, kernels, allocator, crew, initialize }: SessionArguments) {
    const batch = options.batchSize;
    const width = sizeOf(plan.inputShape);
    const { team } = crew;
    const operations = kernels.together(team);
    this.#kernels = kernels;
    this.#onBatch = operations;
    this.#onParameters = kernels.together(team);
    this.#options = options;
    this.#crew = crew;
    this.#columns = sizeOf(plan.outputShape);
    this.#optimizer = resolveOptimizer(options);
    this.#rate = resolveRate(options, this.#optimizer.options.learningRate as number, data.train.count);
    this.network = createNetwork({ plan, provider, kernels, team, allocator, batch, seed: options.seed, training: true, freeze: options.freeze, initialize });
    this.slots = this.network.parameters.map((parameter) => this.#optimizer.definition.slots.map(() => allocator.floats(sizeOf(parameter.shape))));
    this.#augment = options.augment?.length ? createAugment({ chosen: resolveAugmentations(options, plan.inputShape), shape: plan.inputShape, batch, seed: options.seed, kernels, allocator }) : null;
    this.#frozen = this.network.parameters.map(({ name }) => options.freeze?.includes(name.slice(0, name.lastIndexOf('.'))) ?? false);
    this.#clipping = options.clipNorm ? createClipping(options.clipNorm, this.network.parameters.length, allocator) : null;
    this.#labels = allocator.int32(batch);
    this.#indices = allocator.int32(batch);
    const { definition: { create, divided = false }, options: config } = resolveLoss(options);
    const loss = create({
      config, targets: this.#targetsOf(plan), kernels: divided ? operations : kernels, batch, columns: this.#columns, semantics: options.semantics, outputs: this.network.output, outputGradient: this.network.outputGradient, labels: this.#labels, floats: (length) => allocator.floats(length),
    });
    this.#loss = divided || team.size === 1 ? loss : byFirst(loss, team);
    const source = (split: Split | null) => split && createSampleSource(split, { width, allocator, operations });
    this.testPredictions = new Int32Array(data.test.count).fill(-1);
    this.sources = { train: source(data.train), validation: source(data.validation), test: source(data.test) };
  }

  /** A sample as the network takes it: with augmentation, what comes out of that. */
  #targetsOf({ inputShape }: NetworkPlan): FloatArray | null {
    if (this.#options.target !== 'input') return null;
    if (sizeOf(inputShape) !== this.#columns) throw new TrainyardError('label-count', `the network gives ${this.#columns} values for inputs of ${sizeOf(inputShape)}`, { hint: 'end with a dense layer of as many units as the input has values' });
    return this.network.input;
  }

  /** The learning rate in force, for messages. */
  get learningRate(): number {
    return this.#rate(this.#step);
  }

  /**
   * One step on the samples that `draw` numbers; `step` counts from 1. Returns the loss: of the batch before the update, or, as the
   * book's Trainer reports it, after. Called by the leading thread.
   */
  train(step: number, draw: (indices: Int32Array) => number): number {
    const rows = draw(this.#indices);
    this.sources.train!.labels(this.#indices, rows, this.#labels);
    this.#step = step;
    this.#crew.begin?.(TRAIN, rows, step, 0);
    this.#trainTogether(rows, step);
    this.#crew.end?.();
    return this.#loss.mean(rows) + (this.#options.semantics === 'book' ? this.#penalty() : 0);
  }

  /** Mean loss and accuracy over the first `samples`; null when `interrupted` says so between two batches. Called by the leading thread. */
  evaluate(split: SplitName, samples: number | null, interrupted: () => boolean): Evaluation | null {
    const source = this.sources[split]!;
    const count = Math.min(samples ?? source.count, source.count);
    let loss = 0;
    let correct = 0;
    for (let start = 0; start < count; start += this.#options.batchSize) {
      if (interrupted()) return null;
      const rows = Math.min(this.#options.batchSize, count - start);
      for (let i = 0; i < rows; i++) this.#indices[i] = start + i;
      source.labels(this.#indices, rows, this.#labels);
      const first = Number(start === 0);
      this.#crew.begin?.(EVALUATE, rows, SPLITS.indexOf(split), first);
      this.#evaluateTogether(rows, SPLITS.indexOf(split), first);
      this.#crew.end?.();
      loss += this.#loss.mean(rows) * rows;
      if (this.#options.target !== 'input') correct += this.#correct(rows, split === 'test' ? this.testPredictions.subarray(start, start + rows) : null);
    }
    return { loss: loss / count + (this.#options.semantics === 'book' ? this.#penalty() : 0), accuracy: this.#options.target === 'input' ? null : correct / count };
  }

  /** A helping thread's part of what the leading one began. */
  perform(kind: number, a: number, b: number, c: number): void {
    if (kind === TRAIN) this.#trainTogether(a, b);
    else this.#evaluateTogether(a, b, c);
  }

  #trainTogether(rows: number, step: number): void {
    const { network } = this;
    const { team } = this.#crew;
    this.#onBatch.divide(rows);
    this.sources.train!.gather(this.#indices, rows, network.input);
    this.#augment?.(network.input, { from: shareStart(team, rows, 1), to: shareEnd(team, rows, 1) }, step);
    network.prepare();
    network.forward(rows, { training: true, step });
    this.#loss.forward(rows);
    this.#loss.backward(rows);
    network.backward(rows);
    team.barrier();
    if (this.#options.clipValue) clipValues(this.#options.clipValue, network.parameters, team);
    if (this.#clipping) clipGradients(this.#clipping, this.network.parameters, this.#onParameters, team);
    this.#update(step);
    if (this.#options.semantics !== 'book') return;
    team.barrier();
    network.prepare();
    network.forward(rows, { training: false, step });
    this.#loss.forward(rows);
  }

  #evaluateTogether(rows: number, split: number, first: number): void {
    const { network } = this;
    this.#onBatch.divide(rows);
    this.sources[SPLITS[split]]!.gather(this.#indices, rows, network.input);
    if (first === 1) network.prepare();
    network.forward(rows, EVALUATION);
    this.#loss.forward(rows);
  }

  #update(step: number): void {
    const { team } = this.#crew;
    const alone = this.#optimizer.definition.divided !== true && team.size > 1;
    if (!alone || team.rank === 0) this.#updateAll(step, alone ? this.#kernels : this.#onParameters);
  }

  #updateAll(step: number, kernels: Operations): void {
    const { weightDecay, decoupled, biases = false } = this.#options.regularization;
    const { parameters } = this.network;
    const rate = this.#rate(step);
    for (let i = 0; i < parameters.length; i++) {
      if (this.#frozen[i]) continue;
      const parameter = parameters[i];
      const { value, gradient, decays } = parameter;
      if (weightDecay > 0 && (decays || biases)) {
        if (decoupled) kernels.scale(value, value, 1 - rate * weightDecay, value.length);
        else kernels.addScaled(gradient, value, weightDecay, value.length);
      }
      this.#optimizer.update(kernels, parameter, this.slots[i], step, rate);
    }
  }

  /** The book adds 0.5 lambda sum W^2 to the loss that it reports (common/multi_layer_net.py). */
  #penalty(): number {
    const { weightDecay, biases = false } = this.#options.regularization;
    if (weightDecay === 0) return 0;
    let squares = 0;
    for (const { value, decays } of this.network.parameters) {
      if (!decays && !biases) continue;
      for (let i = 0; i < value.length; i++) squares += value[i] * value[i];
    }
    return 0.5 * weightDecay * squares;
  }

  #correct(rows: number, predictions: Int32Array | null): number {
    const { output } = this.network;
    let correct = 0;
    for (let r = 0; r < rows; r++) {
      const start = r * this.#columns;
      let best = 0;
      for (let c = 1; c < this.#columns; c++) if (output[start + c] > output[start + best]) best = c;
      if (best === this.#labels[r]) correct += 1;
      if (predictions) predictions[r] = best;
    }
    return correct;
  }
}

/** A loss that is not made for sharing: one thread computes it, the others wait for the result. */
function byFirst(loss: Loss, team: Team): Loss {
  const first = (work: (batch: number) => void) => (batch: number): void => {
    team.barrier();
    if (team.rank === 0) work(batch);
    team.barrier();
  };
  return { forward: first((batch) => loss.forward(batch)), mean: (batch) => loss.mean(batch), backward: first((batch) => loss.backward(batch)) };
}

const EVALUATION = { training: false, step: 0 };
