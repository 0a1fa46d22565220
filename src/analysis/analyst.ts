/** Checks that take long, in a thread of their own: the event loop and the training threads are not held up. */
import { Piscina } from 'piscina';
import { nearestName, planNetwork, specError, sizeOf, TrainyardError } from '../engine/index.ts';
import type { GradientCheck, NamedTensor, NetworkPlan, NetworkSpec, Semantics, Shape } from '../engine/index.ts';
import type { KernelsChoice } from '../kernels/load.ts';
import type { TensorDistance } from './compare-weights.ts';
import type { AnalysisAnswer, AnalysisTask } from './task.ts';

export interface GradientCheckRequest {
  network: NetworkSpec;
  /** of one sample */
  inputShape: Shape;
  /** outputs of the network */
  classes: number;
  semantics: Semantics;
  batchSize: number;
  seed: number;
  /** step of the central difference */
  h: number;
  /** relative error up to which a gradient counts as right */
  tolerance: number;
}

export interface GradientReport {
  verdict: 'pass' | 'fail';
  /** the array that is farthest off */
  worst: string;
  arrays: (GradientCheck & { verdict: 'pass' | 'fail' })[];
}

export interface FeatureMapsRequest {
  plan: NetworkPlan;
  weights: NamedTensor[];
  /** one sample */
  input: Float32Array;
  /** name of a layer */
  layer: string;
}

/** What a layer answers to one sample. */
export interface FeatureMaps {
  layer: string;
  type: string;
  /** of the answer; for images [height, width, maps] */
  shape: Shape;
  values: Float32Array;
}

export interface Analyst {
  /** Throws 'spec' errors of the network, 'invalid-input' where the check would take too long, 'queue-unavailable' where too many wait. */
  checkGradients(request: GradientCheckRequest): Promise<GradientReport>;
  /** Throws 'unknown-name' for a layer that the network does not have, 'queue-unavailable' where too many wait. */
  featureMaps(request: FeatureMapsRequest): Promise<FeatureMaps>;
  /** Tensor by tensor. Throws 'queue-unavailable' where too many wait. */
  compareWeights(from: NamedTensor[], to: NamedTensor[]): Promise<TensorDistance[]>;
  close(): Promise<void>;
}

export interface AnalystDeps {
  /** `workers/analyse.ts` */
  workerUrl: URL;
  kernels: KernelsChoice;
  log: { error(details: object, message: string): void };
}

/** Multiply-adds of one check: some twenty seconds of the readable kernels. */
const MOST_WORK = 2e9;
const MOST_VALUES = 20_000;
const MAX_WAITING = 8;

export function createAnalyst({ workerUrl, kernels, log }: AnalystDeps): Analyst {
  const pool = new Piscina<AnalysisTask, AnalysisAnswer>({ filename: workerUrl.href, name: 'analyse', minThreads: 0, maxThreads: 1, maxQueue: MAX_WAITING, idleTimeout: 10_000 });
  pool.on('error', (error: unknown) => log.error({ err: error }, 'the analysis thread failed'));
  const run = <Answer extends AnalysisAnswer>(task: AnalysisTask): Promise<Answer> => {
    if (pool.queueSize >= MAX_WAITING) throw new TrainyardError('queue-unavailable', `${MAX_WAITING} checks are waiting already.`, { hint: 'Try again in a minute.' });
    return pool.run(task) as Promise<Answer>;
  };
  return {
    async checkGradients({ network, inputShape, classes, semantics, batchSize, seed, h, tolerance }) {
      const plan = planNetwork(network, { inputShape, classes }, semantics);
      refuseLarge(plan, batchSize);
      const arrays = (await run<GradientCheck[]>({ kind: 'gradient-check', plan, batch: batchSize, seed, h })).map((array) => ({ ...array, verdict: array.maxRelativeError <= tolerance ? ('pass' as const) : ('fail' as const) }));
      const worst = arrays.reduce((a, b) => (b.maxRelativeError > a.maxRelativeError ? b : a));
      return { verdict: worst.verdict, worst: worst.name, arrays };
    },
    async featureMaps({ plan, weights, input, layer }) {
      const found = plan.layers.find(({ name }) => name === layer);
      if (!found) {
        const names = plan.layers.map(({ name }) => name);
        const near = nearestName(layer, names);
        throw specError('unknown-name', '#/layer', `The network has no layer "${layer}".`, near ? `Did you mean "${near}"?` : `It has ${names.join(', ')}.`);
      }
      const values = await run<Float32Array>({ kind: 'feature-maps', plan, weights, input, layer, kernels });
      return { layer, type: found.type, shape: found.outputShape, values };
    },
    compareWeights: (from, to) => run<TensorDistance[]>({ kind: 'compare-weights', from, to }),
    close: () => pool.destroy(),
  };
}

function refuseLarge(plan: NetworkPlan, batchSize: number): void {
  const values = plan.parameterCount + batchSize * sizeOf(plan.inputShape);
  if (values > MOST_VALUES) {
    throw specError('invalid-input', '#/network', `The network has ${plan.parameterCount} parameters and the batch ${values - plan.parameterCount} inputs; each is moved twice, and at most ${MOST_VALUES} are checked.`, 'Make layers smaller: a wrong gradient shows in a small network too.');
  }
  const work = 2 * values * batchSize * Math.max(plan.multiplyAdds, values);
  if (work > MOST_WORK) throw specError('invalid-input', '#/network', `The check would take ${work.toExponential(1)} multiply-adds; at most ${MOST_WORK.toExponential(0)} are done.`, 'Use a smaller batchSize, image or network.');
}
