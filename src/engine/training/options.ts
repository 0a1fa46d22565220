import { checkAugmentation, type ChosenAugmentation } from '../augmentations/augment.ts';
import { augmentationDefinition, augmentations } from '../augmentations/index.ts';
import type { Issue } from '../errors.ts';
import { TrainyardError } from '../errors.ts';
import { LayerProblem } from '../layers/definition.ts';
import type { LossDefinition } from '../losses/definition.ts';
import { lossDefinition, losses } from '../losses/index.ts';
import { optimizerDefinition, optimizers } from '../optimizers/index.ts';
import { resolveOptions, unknownName } from '../options.ts';
import type { Rate } from '../schedules/definition.ts';
import { scheduleDefinition, schedules } from '../schedules/index.ts';
import type { Target } from '../target.ts';
import type { Semantics, Shape } from '../types.ts';

/** A registry entry by name, with options beside it. */
export interface Choice {
  type: string;
  [option: string]: unknown;
}

/** Everything about a run but its network and data. */
export interface TrainingOptions {
  /** a name in the registry of losses, or one with options */
  loss: string | Choice;
  optimizer: { type: string; learningRate?: number; [option: string]: unknown };
  /** what outputs are compared with; label when absent */
  target?: Target;
  /** how the learning rate changes; null: it does not */
  schedule?: Choice | null;
  /** gradients whose norm, over all parameters together, is larger are scaled down to it (Pascanu et al. 2013); null: never */
  clipNorm?: number | null;
  /** values of gradients are held within -clipValue and clipValue (Mikolov 2012), before clipNorm looks at them; never when absent */
  clipValue?: number;
  /** on the kernels of dense and conv2d, or on `biases` (and gamma, beta) too; `decoupled` as in AdamW (Loshchilov and Hutter 2019), else through the gradient */
  regularization: { weightDecay: number; decoupled: boolean; biases?: boolean };
  /** give one of epochs and steps */
  epochs?: number;
  steps?: number;
  /** names of layers whose parameters stay as they are; their running statistics go on */
  freeze?: readonly string[];
  /** changes to the training samples, in this order; none when absent */
  augment?: readonly Choice[];
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

const choiceOf = (value: string | Choice): Choice => (typeof value === 'string' ? { type: value } : value);

/** The name in a choice that may have options. */
export const nameOf = (value: string | Choice): string => choiceOf(value).type;

interface Registered {
  config: Parameters<typeof resolveOptions>[0]['config'];
  defaults: Record<Semantics, Record<string, unknown>>;
}

interface Family {
  kind: string;
  entries: Record<string, Registered>;
}

const LOSS: Family = { kind: 'loss', entries: losses };
const OPTIMIZER: Family = { kind: 'optimizer', entries: optimizers };
const AUGMENTATION: Family = { kind: 'augmentation', entries: augmentations };
const SCHEDULE: Family = { kind: 'schedule', entries: schedules };

/** The options of the entry that a choice names, defaults filled, or what is wrong with it. `pointer` is where the name stands. */
function resolve({ kind, entries }: Family, { type, ...given }: Choice, semantics: Semantics, pointer: string): { options: Record<string, unknown>; issues: Issue[] } {
  const definition = Object.hasOwn(entries, type) ? entries[type] : undefined;
  if (!definition) return { options: {}, issues: [unknownName(pointer, kind, type, Object.keys(entries))] };
  return resolveOptions(definition, given, semantics, pointer.replace(/\/type$/, ''));
}

/** What is wrong with loss, optimizer and schedule, as far as the registries know. */
export function validateEngineOptions({ loss, target, optimizer, schedule = null, semantics = 'modern' }: Pick<TrainingOptions, 'loss' | 'target' | 'optimizer' | 'schedule'> & { semantics?: Semantics }): Issue[] {
  return [
    ...resolve(LOSS, choiceOf(loss), semantics, typeof loss === 'string' ? '#/loss' : '#/loss/type').issues,
    ...targetIssues(loss, target),
    ...resolve(OPTIMIZER, optimizer, semantics, '#/optimizer/type').issues,
    ...(schedule ? resolve(SCHEDULE, schedule, semantics, '#/optimizer/schedule/type').issues : []),
  ];
}

function targetIssues(loss: string | Choice, target: Target | undefined): Issue[] {
  if (target !== 'input' || !lossDefinition(nameOf(loss))?.labelsOnly) return [];
  const others = Object.entries(losses).filter(([, definition]) => !(definition as LossDefinition).labelsOnly).map(([name]) => name);
  return [{ pointer: '#/loss', code: 'invalid-spec', detail: `"${nameOf(loss)}" compares outputs with labels, but the target is the input.`, hint: `Give one of ${others.join(', ')}.` }];
}

function orThrow(issues: Issue[]): void {
  if (issues.length > 0) throw new TrainyardError(issues[0].code ?? 'invalid-spec', issues[0].detail, { hint: issues[0].hint, issues });
}

/** What is wrong with the augmentations of samples of a shape; null: the shape is not known. */
export function validateAugmentations(augment: readonly Choice[], shape: Shape | null, semantics: Semantics = 'modern'): Issue[] {
  return augment.flatMap((choice, i): Issue[] => {
    const pointer = `#/dataset/augment/${i}`;
    const { options, issues } = resolve(AUGMENTATION, choice, semantics, `${pointer}/type`);
    if (issues.length > 0 || shape === null) return issues;
    try {
      checkAugmentation({ definition: augmentationDefinition(choice.type)!, options }, shape);
      return [];
    } catch (problem) {
      if (!(problem instanceof LayerProblem)) throw problem;
      return [{ pointer, code: 'shape-mismatch', detail: problem.message, hint: problem.hint }];
    }
  });
}

/** The augmentations with their options, defaults filled. Throws TrainyardError where they do not fit. */
export function resolveAugmentations({ augment = [], semantics }: Pick<TrainingOptions, 'augment' | 'semantics'>, shape: Shape): ChosenAugmentation[] {
  orThrow(validateAugmentations(augment, shape, semantics));
  return augment.map((choice) => ({ definition: augmentationDefinition(choice.type)!, options: resolve(AUGMENTATION, choice, semantics, '#/dataset/augment').options }));
}

/** The optimizer's options, defaults filled. Throws TrainyardError where they do not fit. */
export function resolveOptimizer({ optimizer, semantics }: Pick<TrainingOptions, 'optimizer' | 'semantics'>) {
  const { options, issues } = resolve(OPTIMIZER, optimizer, semantics, '#/optimizer/type');
  orThrow(issues);
  const definition = optimizerDefinition(optimizer.type)!;
  return { definition, options, update: definition.create(options) };
}

/** The loss and its options, defaults filled. Throws TrainyardError where they do not fit. */
export function resolveLoss({ loss, target, semantics }: Pick<TrainingOptions, 'loss' | 'target' | 'semantics'>) {
  const choice = choiceOf(loss);
  const { options, issues } = resolve(LOSS, choice, semantics, '#/loss');
  orThrow([...issues, ...targetIssues(loss, target)]);
  return { definition: lossDefinition(choice.type)!, options };
}

/** The learning rate of a step, counted from 1. Throws TrainyardError where the schedule's options do not fit. */
export function resolveRate(options: TrainingOptions, base: number, trainCount: number): (step: number) => number {
  const { schedule = null, semantics } = options;
  if (!schedule) return () => base;
  const resolved = resolve(SCHEDULE, schedule, semantics, '#/optimizer/schedule/type');
  orThrow(resolved.issues);
  const { stepsPerEpoch, totalSteps } = runLength(options, Math.max(1, trainCount));
  const unit = resolved.options.per === 'epoch' ? stepsPerEpoch : 1;
  const rate: Rate = scheduleDefinition(schedule.type)!.create(resolved.options, { base, length: Math.max(1, Math.ceil(totalSteps / unit)) });
  return (step) => rate(Math.floor((step - 1) / unit));
}

/** Steps of an epoch and of the whole run. Permutation trains the last, smaller batch too; replacement draws whole batches only. */
export function runLength(options: Pick<TrainingOptions, 'epochs' | 'steps' | 'batchSize' | 'sampling'>, trainCount: number) {
  const batches = trainCount / options.batchSize;
  const stepsPerEpoch = options.sampling === 'permutation' ? Math.ceil(batches) : Math.max(1, Math.floor(batches));
  return { stepsPerEpoch, totalSteps: options.steps ?? (options.epochs ?? 1) * stepsPerEpoch };
}
