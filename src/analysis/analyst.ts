/** Checks that take long, in a thread of their own: the event loop and the training threads are not held up. */
import { Piscina } from 'piscina';
import { planNetwork, specError, sizeOf, TrainyardError } from '../engine/index.ts';
import type { GradientCheck, NetworkPlan, NetworkSpec, Semantics, Shape } from '../engine/index.ts';
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

export interface Analyst {
  /** Throws 'spec' errors of the network, 'invalid-input' where the check would take too long, 'queue-unavailable' where too many wait. */
  checkGradients(request: GradientCheckRequest): Promise<GradientReport>;
  close(): Promise<void>;
}

export interface AnalystDeps {
  /** `workers/analyse.ts` */
  workerUrl: URL;
  log: { error(details: object, message: string): void };
}

/** Multiply-adds of one check: some twenty seconds of the readable kernels. */
const MOST_WORK = 2e9;
const MOST_VALUES = 20_000;
const MAX_WAITING = 8;

export function createAnalyst({ workerUrl, log }: AnalystDeps): Analyst {
  const pool = new Piscina<AnalysisTask, AnalysisAnswer>({ filename: workerUrl.href, name: 'analyse', minThreads: 0, maxThreads: 1, maxQueue: MAX_WAITING, idleTimeout: 10_000 });
  pool.on('error', (error: unknown) => log.error({ err: error }, 'the analysis thread failed'));
  return {
    async checkGradients({ network, inputShape, classes, semantics, batchSize, seed, h, tolerance }) {
      const plan = planNetwork(network, { inputShape, classes }, semantics);
      refuseLarge(plan, batchSize);
      if (pool.queueSize >= MAX_WAITING) throw new TrainyardError('queue-unavailable', `${MAX_WAITING} checks are waiting already.`, { hint: 'Try again in a minute.' });
      const arrays = (await pool.run({ plan, batch: batchSize, seed, h })).map((array) => ({ ...array, verdict: array.maxRelativeError <= tolerance ? ('pass' as const) : ('fail' as const) }));
      const worst = arrays.reduce((a, b) => (b.maxRelativeError > a.maxRelativeError ? b : a));
      return { verdict: worst.verdict, worst: worst.name, arrays };
    },
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
