import type { TrainingOptions } from '../../engine/index.ts';
import type { JobSpec } from './schema.ts';

/** The part of a spec that the engine's training loop reads. */
export function trainingOptions(spec: JobSpec): TrainingOptions {
  const { schedule, clipNorm, clipValue, ...optimizer } = spec.optimizer;
  return {
    loss: spec.loss,
    target: spec.target,
    optimizer,
    schedule,
    clipNorm,
    clipValue,
    augment: spec.dataset.augment,
    freeze: spec.freeze,
    regularization: spec.regularization,
    epochs: spec.epochs,
    steps: spec.steps,
    batchSize: spec.batchSize,
    sampling: spec.sampling,
    seed: spec.seed,
    semantics: spec.semantics,
    evaluate: spec.evaluate,
    keepBest: spec.checkpoint.keepBest,
    earlyStopping: spec.earlyStopping,
  };
}
