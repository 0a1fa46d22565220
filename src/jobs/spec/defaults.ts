import { optimizers } from '../../engine/index.ts';
import type { Members } from './members.ts';
import { modeOf } from './schema.ts';
import type { JobSpec } from './schema.ts';

/** Defaults that depend on other members; `trainSize` is what the dataset resolved to. */
export function fillDefaults(members: Members, trainSize: number): JobSpec {
  const { keepBest } = members.checkpoint;
  const { earlyStopping, evaluate, semantics } = members;
  return {
    ...members,
    dataset: { ...members.dataset, trainSize },
    optimizer: { ...optimizerDefaults(members.optimizer.type, semantics), ...members.optimizer } as JobSpec['optimizer'],
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

function optimizerDefaults(type: string, semantics: JobSpec['semantics']): Record<string, unknown> {
  const registry = optimizers as Record<string, { defaults: Record<JobSpec['semantics'], Record<string, unknown>> }>;
  return registry[type].defaults[semantics];
}
