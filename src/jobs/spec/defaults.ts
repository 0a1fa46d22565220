import { augmentations, losses, optimizers, schedules } from '../../engine/index.ts';
import type { Members } from './members.ts';
import { modeOf } from './schema.ts';
import type { JobSpec } from './schema.ts';

/** Defaults that depend on other members; `trainSize` is what the dataset resolved to. */
export function fillDefaults(members: Members, trainSize: number): JobSpec {
  const { keepBest } = members.checkpoint;
  const { earlyStopping, evaluate, semantics } = members;
  return {
    ...members,
    dataset: { ...members.dataset, trainSize, augment: members.dataset.augment.map((each) => ({ ...defaultsOf(augmentations, each.type, semantics), ...each })) },
    loss: typeof members.loss === 'string' ? members.loss : { ...defaultsOf(losses, members.loss.type, semantics), ...members.loss },
    optimizer: {
      ...defaultsOf(optimizers, members.optimizer.type, semantics),
      ...members.optimizer,
      schedule: members.optimizer.schedule && { ...defaultsOf(schedules, members.optimizer.schedule.type, semantics), ...members.optimizer.schedule },
    } as JobSpec['optimizer'],
    sampling: members.sampling ?? (semantics === 'book' ? 'replacement' : 'permutation'),
    evaluate: {
      ...(evaluate.everyEpochs === undefined && evaluate.everySteps === undefined ? { everyEpochs: 1 } : {}),
      ...evaluate,
      moment: evaluate.moment ?? (semantics === 'book' ? 'first' : 'last'),
    },
    checkpoint: { ...members.checkpoint, keepBest: keepBest && { ...keepBest, mode: keepBest.mode ?? modeOf(keepBest.metric) } },
    earlyStopping: earlyStopping && { ...earlyStopping, mode: earlyStopping.mode ?? modeOf(earlyStopping.metric) },
  };
}

type Defaults = Record<JobSpec['semantics'], Record<string, unknown>>;

function defaultsOf(registry: object, type: string, semantics: JobSpec['semantics']): Record<string, unknown> {
  return (registry as Record<string, { defaults: Defaults }>)[type].defaults[semantics];
}
