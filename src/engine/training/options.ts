import type { Issue } from '../errors.ts';
import { TrainyardError } from '../errors.ts';
import { losses } from '../losses/index.ts';
import { optimizerDefinition, optimizers } from '../optimizers/index.ts';
import { resolveOptions, unknownName } from '../options.ts';
import type { Semantics } from '../types.ts';

/** Everything about a run but its network and data. */
export interface TrainingOptions {
  /** a name in the registry of losses */
  loss: string;
  optimizer: { type: string; learningRate?: number; [option: string]: unknown };
  /** on the kernels of dense and conv2d; `decoupled` as in AdamW (Loshchilov and Hutter 2019), else through the gradient */
  regularization: { weightDecay: number; decoupled: boolean };
  /** give one of epochs and steps */
  epochs?: number;
  steps?: number;
  batchSize: number;
  sampling: 'permutation' | 'replacement';
  seed: number;
  semantics: Semantics;
  evaluate: {
    everyEpochs?: number;
    everySteps?: number;
    /** evaluate on the first so many samples of each split; null: on all */
    samples: number | null;
    /** within each interval: after its first step (the book) or after its last */
    moment?: 'first' | 'last';
  };
  keepBest: { metric: string; mode: 'min' | 'max' } | null;
  earlyStopping: { patience: number; metric: string; mode?: 'min' | 'max' } | null;
}

/** What is wrong with loss and optimizer, as far as the registries know. */
export function validateEngineOptions({ loss, optimizer, semantics = 'modern' }: Pick<TrainingOptions, 'loss' | 'optimizer'> & { semantics?: Semantics }): Issue[] {
  const issues: Issue[] = Object.hasOwn(losses, loss) ? [] : [unknownName('#/loss', 'loss', loss, Object.keys(losses))];
  const { type, ...given } = optimizer;
  const definition = optimizerDefinition(type);
  if (!definition) return [...issues, unknownName('#/optimizer/type', 'optimizer', type, Object.keys(optimizers))];
  return [...issues, ...resolveOptions(definition, given, semantics, '#/optimizer').issues];
}

/** The optimizer's options, defaults filled. Throws TrainyardError where they do not fit. */
export function resolveOptimizer({ optimizer: { type, ...given }, semantics }: Pick<TrainingOptions, 'optimizer' | 'semantics'>) {
  const definition = optimizerDefinition(type);
  const { options, issues } = definition
    ? resolveOptions(definition, given, semantics, '#/optimizer')
    : { options: {}, issues: [unknownName('#/optimizer/type', 'optimizer', type, Object.keys(optimizers))] };
  if (!definition || issues.length > 0) throw new TrainyardError(issues[0].code ?? 'invalid-spec', issues[0].detail, { hint: issues[0].hint, issues });
  return { definition, options, update: definition.create(options) };
}

/** Steps of an epoch and of the whole run. Permutation trains the last, smaller batch too; replacement draws whole batches only. */
export function runLength(options: Pick<TrainingOptions, 'epochs' | 'steps' | 'batchSize' | 'sampling'>, trainCount: number) {
  const batches = trainCount / options.batchSize;
  const stepsPerEpoch = options.sampling === 'permutation' ? Math.ceil(batches) : Math.max(1, Math.floor(batches));
  return { stepsPerEpoch, totalSteps: options.steps ?? (options.epochs ?? 1) * stepsPerEpoch };
}
