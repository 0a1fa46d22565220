/** The buffers and arithmetic of one run: gather, forward, backward, update, evaluate. Knows no schedule. */
import type { FloatArray, Kernels } from '../../kernels/kernels.ts';
import type { Loss } from '../losses/definition.ts';
import { lossDefinition } from '../losses/index.ts';
import { type Allocator, createNetwork, type Network } from '../network.ts';
import type { NetworkPlan } from '../plan.ts';
import { sizeOf, type Split, type TrainingData } from '../types.ts';
import { resolveOptimizer, type TrainingOptions } from './options.ts';
import { createSampleSource, type SampleSource } from './samples.ts';

export interface SessionArguments {
  plan: NetworkPlan;
  options: TrainingOptions;
  data: TrainingData;
  kernels: Kernels;
  allocator: Allocator;
}

export interface Evaluation {
  loss: number;
  accuracy: number;
}

export class Session {
  readonly network: Network;
  /** per parameter, per slot of the optimizer */
  readonly slots: FloatArray[][];
  readonly sources: { train: SampleSource; validation: SampleSource | null; test: SampleSource };
  readonly #kernels: Kernels;
  readonly #options: TrainingOptions;
  readonly #loss: Loss;
  readonly #labels: Int32Array;
  readonly #indices: Int32Array;
  readonly #optimizer: ReturnType<typeof resolveOptimizer>;
  readonly #columns: number;

  constructor({ plan, options, data, kernels, allocator }: SessionArguments) {
    const batch = options.batchSize;
    const width = sizeOf(plan.inputShape);
    this.#kernels = kernels;
    this.#options = options;
    this.#columns = sizeOf(plan.outputShape);
    this.#optimizer = resolveOptimizer(options);
    this.network = createNetwork({ plan, kernels, allocator, batch, seed: options.seed, training: true });
    this.slots = this.network.parameters.map((parameter) => this.#optimizer.definition.slots.map(() => allocator.floats(sizeOf(parameter.shape))));
    this.#labels = allocator.int32(batch);
    this.#indices = allocator.int32(batch);
    this.#loss = lossDefinition(options.loss)!.create({
      kernels, batch, columns: this.#columns, semantics: options.semantics, outputs: this.network.output, outputGradient: this.network.outputGradient, labels: this.#labels, floats: (length) => allocator.floats(length),
    });
    const source = (split: Split) => createSampleSource(split, width, allocator, kernels);
    this.sources = { train: source(data.train), validation: data.validation && source(data.validation), test: source(data.test) };
  }

  /** The learning rate in force, for messages. */
  get learningRate(): number {
    return this.#optimizer.options.learningRate as number;
  }

  /**
   * One step on the samples that `draw` numbers; `step` counts from 1. Returns the loss: of the batch before the update, or, as the
   * book's Trainer reports it, after.
   */
  train(step: number, draw: (indices: Int32Array) => number): number {
    const { network } = this;
    const rows = draw(this.#indices);
    this.sources.train.gather(this.#indices, rows, network.input, this.#labels);
    network.forward(rows, { training: true, step });
    const loss = this.#loss.forward(rows);
    this.#loss.backward(rows);
    network.backward(rows);
    this.#update(step);
    if (this.#options.semantics !== 'book') return loss;
    network.forward(rows, { training: false, step });
    return this.#loss.forward(rows) + this.#penalty();
  }

  /** Mean loss and accuracy over the first `samples`; null when `interrupted` says so between two batches. */
  evaluate(source: SampleSource, samples: number | null, interrupted: () => boolean): Evaluation | null {
    const { network } = this;
    const count = Math.min(samples ?? source.count, source.count);
    let loss = 0;
    let correct = 0;
    for (let start = 0; start < count; start += this.#options.batchSize) {
      if (interrupted()) return null;
      const rows = Math.min(this.#options.batchSize, count - start);
      for (let i = 0; i < rows; i++) this.#indices[i] = start + i;
      source.gather(this.#indices, rows, network.input, this.#labels);
      network.forward(rows, { training: false, step: 0 });
      loss += this.#loss.forward(rows) * rows;
      correct += this.#correct(rows);
    }
    return { loss: loss / count + (this.#options.semantics === 'book' ? this.#penalty() : 0), accuracy: correct / count };
  }

  #update(step: number): void {
    const { weightDecay, decoupled } = this.#options.regularization;
    const kernels = this.#kernels;
    const { parameters } = this.network;
    for (let i = 0; i < parameters.length; i++) {
      const parameter = parameters[i];
      const { value, gradient, decays } = parameter;
      if (weightDecay > 0 && decays) {
        if (decoupled) kernels.scale(value, value, 1 - this.learningRate * weightDecay, value.length);
        else kernels.addScaled(gradient, value, weightDecay, value.length);
      }
      this.#optimizer.update(kernels, parameter, this.slots[i], step);
    }
  }

  /** The book adds 0.5 lambda sum W^2 to the loss that it reports (common/multi_layer_net.py). */
  #penalty(): number {
    const { weightDecay } = this.#options.regularization;
    if (weightDecay === 0) return 0;
    let squares = 0;
    for (const { value, decays } of this.network.parameters) {
      if (!decays) continue;
      for (let i = 0; i < value.length; i++) squares += value[i] * value[i];
    }
    return 0.5 * weightDecay * squares;
  }

  #correct(rows: number): number {
    const { output } = this.network;
    let correct = 0;
    for (let r = 0; r < rows; r++) {
      const start = r * this.#columns;
      let best = 0;
      for (let c = 1; c < this.#columns; c++) if (output[start + c] > output[start + best]) best = c;
      if (best === this.#labels[r]) correct += 1;
    }
    return correct;
  }
}
