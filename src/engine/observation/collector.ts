/** One look at a training run: what its layers answer, what its gradients and updates are. Reads the run, never writes to it. */
import type { FloatArray, KernelsProvider } from '../../kernels/kernels.ts';
import type { TrainingRun } from '../training/run.ts';
import { sizeOf, type Split } from '../types.ts';
import { createObserver, type Observer } from './observer.ts';
import { deadShare, describe, norm, shareNear, type Statistics } from './statistics.ts';

export interface LayerLook {
  name: string;
  type: string;
  activations: Statistics;
  /** share of units that are zero for every sample looked at; null for layers whose zeros mean nothing */
  dead: number | null;
  /** share of outputs within 0.02 of the ends of the activation's range; null where it has none */
  saturated: number | null;
}

export interface ParameterLook {
  name: string;
  weights: Statistics;
  gradients: Statistics;
  weightNorm: number;
  gradientNorm: number;
  /** norm of the last update divided by that of the weights; null at step 0 */
  update: number | null;
}

export interface Look {
  step: number;
  epoch: number;
  /** largest absolute value of the samples looked at */
  inputRange: number;
  layers: LayerLook[];
  parameters: ParameterLook[];
}

const RECTIFIERS = new Set(['relu']);
const RANGES: Record<string, readonly [number, number]> = { sigmoid: [0, 1], tanh: [-1, 1] };
const MARGIN = 0.02;

/** Samples that a look passes through the network: enough to tell a dead unit from a quiet one. */
export const LOOK_SAMPLES = 32;

export class Collector {
  readonly #run: TrainingRun;
  readonly #observer: Observer;
  #before: FloatArray[] = [];

  constructor(run: TrainingRun, { kernels, split }: { kernels: KernelsProvider; split: Split }) {
    this.#run = run;
    this.#observer = createObserver({ network: run.plan, kernels, split, samples: LOOK_SAMPLES });
  }

  /** To be called before the step whose update is to be measured. */
  remember(): void {
    const parameters = this.#run.parameters();
    if (this.#before.length === 0) this.#before = parameters.map(({ data }) => data.slice());
    else parameters.forEach(({ data }, i) => this.#before[i].set(data));
  }

  look(): Look {
    const run = this.#run;
    this.#observer.look(run.current());
    const input = describe(this.#observer.output('input'));
    return { step: run.step, epoch: run.epoch, inputRange: Math.max(Math.abs(input.least), Math.abs(input.most)), layers: run.plan.layers.map((layer) => this.#layer(layer)), parameters: this.#parameters() };
  }

  #layer({ name, type, outputShape }: TrainingRun['plan']['layers'][number]): LayerLook {
    const values = this.#observer.output(name).subarray(0, this.#observer.count * sizeOf(outputShape));
    return { name, type, activations: describe(values), dead: RECTIFIERS.has(type) ? deadShare(values, this.#observer.count) : null, saturated: RANGES[type] ? shareNear(values, RANGES[type], MARGIN) : null };
  }

  #parameters(): ParameterLook[] {
    const known = this.#before.length > 0 && this.#run.step > 0;
    return this.#run.parameters().map(({ name, data, gradient }, i) => {
      const weightNorm = norm(data);
      return { name, weights: describe(data), gradients: describe(gradient), weightNorm, gradientNorm: norm(gradient), update: known ? distance(data, this.#before[i]) / Math.max(weightNorm, 1e-30) : null };
    });
  }
}

function distance(a: FloatArray, b: FloatArray): number {
  let squares = 0;
  for (let i = 0; i < a.length; i++) squares += (a[i] - b[i]) * (a[i] - b[i]);
  return Math.sqrt(squares);
}
