import { describePlan, estimateMemory } from '../../engine/index.ts';
import type { NetworkPlan, PlannedLayer } from '../../engine/index.ts';
import { loadKernels } from '../../kernels/load.ts';
import type { JobSpec } from './schema.ts';
import { specHash } from './hash.ts';
import type { DatasetFacts, SpecContext } from './context.ts';
import { threadsFor } from './threads.ts';

/**
 * What a spec will do, known before anything is queued. `multiplyAdds` and the layers' figures are for one sample and one
 * forward pass; `memoryBytes` is the arena of the run with the dataset in it. `threads` is what an idle consumer would compute on.
 */
export interface JobPlan {
  object: 'job.plan';
  spec: JobSpec;
  specHash: string;
  plan: NetworkPlan;
  layers: PlannedLayer[];
  totalSteps: number;
  stepsPerEpoch: number;
  parameters: number;
  multiplyAdds: number;
  memoryBytes: number;
  estimatedSeconds: number | null;
  threads: number;
  /** how the network is computed, in words */
  execution: string[];
}

/** Multiply-adds per second of one thread that the estimate assumes: about what the SIMD kernels reach on a server core of 2026. */
export const NOMINAL_RATE = 25e9;

/** A training step is one forward pass and two of the same size backwards (input and weight gradients). */
const PASSES_PER_STEP = 3;

const sizeOf = (shape: readonly number[]): number => shape.reduce((product, side) => product * side, 1);

/** Bytes of the samples a run keeps: what the dataset says per value, else one for images (read as value/255) and four otherwise; four per label. */
export function datasetBytes(spec: JobSpec, dataset: DatasetFacts): number {
  const perValue = dataset.valueBytes ?? (dataset.inputShape.length === 3 ? 1 : 4);
  return (spec.dataset.trainSize + dataset.testCount) * (sizeOf(dataset.inputShape) * perValue + 4);
}

function evaluatedSamples(spec: JobSpec, dataset: DatasetFacts, steps: { total: number; perEpoch: number }): number {
  const every = spec.evaluate.everySteps ?? (spec.evaluate.everyEpochs ?? 1) * steps.perEpoch;
  const of = (available: number) => Math.min(spec.evaluate.samples ?? available, available);
  const { trainSize, validation } = spec.dataset;
  const each = of(trainSize - validation) + of(validation) + of(dataset.testCount);
  return Math.floor(steps.total / every) * each + dataset.testCount;
}

export function planJob(spec: JobSpec, dataset: DatasetFacts, plan: NetworkPlan, context: Pick<SpecContext, 'kernels' | 'threads'>): JobPlan {
  const trainCount = spec.dataset.trainSize - spec.dataset.validation;
  // Permutation trains the last partial batch of an epoch; drawing with replacement has epochs of whole batches only.
  const stepsPerEpoch = spec.sampling === 'permutation'
    ? Math.ceil(trainCount / spec.batchSize)
    : Math.max(1, Math.floor(trainCount / spec.batchSize));
  const totalSteps = spec.steps ?? (spec.epochs ?? 1) * stepsPerEpoch;
  const work = plan.multiplyAdds * (
    PASSES_PER_STEP * totalSteps * spec.batchSize + evaluatedSamples(spec, dataset, { total: totalSteps, perEpoch: stepsPerEpoch })
  );
  const kernels = loadKernels(context.kernels);
  const threads = threadsFor(spec, plan, Math.min(context.threads, kernels.maxThreads)).most;
  return {
    object: 'job.plan',
    spec,
    specHash: specHash(spec),
    plan,
    layers: plan.layers,
    totalSteps,
    stepsPerEpoch,
    parameters: plan.parameterCount,
    multiplyAdds: plan.multiplyAdds,
    memoryBytes: estimateMemory(plan, { batchSize: spec.batchSize, optimizer: spec.optimizer.type, datasetBytes: datasetBytes(spec, dataset), kernels, threads }),
    estimatedSeconds: Math.ceil(work / NOMINAL_RATE * 10) / 10,
    threads,
    execution: describePlan(plan, { batchSize: spec.batchSize, threads, kernels }),
  };
}
