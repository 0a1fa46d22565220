import { planNetwork, TrainyardError, validateAugmentations, validateEngineOptions } from '../../engine/index.ts';
import type { Issue, NetworkPlan, NetworkSpec } from '../../engine/index.ts';
import { checkBatch, checkDataset, checkEvaluations, checkInsights, checkLength, checkMetadata, checkMetrics } from './checks.ts';
import type { DatasetFacts, SpecContext } from './context.ts';
import { fillDefaults } from './defaults.ts';
import { parseMembers } from './members.ts';
import type { Members } from './members.ts';
import { planJob } from './plan.ts';
import type { JobPlan } from './plan.ts';
import { unknownName } from './issues.ts';
import type { JobSpec } from './schema.ts';

/**
 * A job spec from whatever was sent, defaults filled, with the plan of what it will do.
 * Throws a TrainyardError of kind 'spec' that lists every issue found, not only the first.
 */
export function parseJobSpec(input: unknown, context: SpecContext): { spec: JobSpec; plan: JobPlan } {
  if (input === null || typeof input !== 'object' || Array.isArray(input)) {
    throw specErrorOf([{ pointer: '#', code: 'invalid-spec', detail: 'A job spec is a JSON object.', hint: 'Give {"model": ..., "network": ..., "dataset": ..., "epochs": ...}.' }]);
  }
  const given = input as Record<string, unknown>;
  const { members, issues } = parseMembers(given);
  const dataset = checkDataset(members, context);
  issues.push(
    ...checkLength({ input: given, members }),
    ...dataset.issues,
    ...(dataset.facts === null ? [] : checkBatch(members, dataset.trainSize)),
    ...checkMetrics(members),
    ...checkMetadata(members),
    ...checkEngineOptions(members),
    ...validateAugmentations(members.dataset?.augment ?? [], dataset.facts?.inputShape ?? null, members.semantics),
  );
  const network = dataset.facts === null ? null : checkNetwork(members, dataset.facts);
  issues.push(...(network?.issues ?? []));
  if (issues.length > 0 || dataset.facts === null || !network?.plan) throw specErrorOf(issues);

  issues.push(...checkFreeze(members, network.plan));
  if (issues.length > 0) throw specErrorOf(issues);
  const spec = fillDefaults(members as Members, dataset.trainSize);
  const plan = planJob(spec, dataset.facts, network.plan, context);
  issues.push(...checkEvaluations(spec, plan), ...checkInsights(spec, plan.totalSteps));
  if (issues.length > 0) throw specErrorOf(issues);
  if (plan.memoryBytes > context.memoryLimit) throw specErrorOf([memoryIssue({ spec, plan, facts: dataset.facts, context })]);
  return { spec, plan };
}

function checkEngineOptions({ loss, target, optimizer }: Partial<Members>): Issue[] {
  const { schedule = null, clipNorm: _clipNorm, clipValue: _clipValue, ...own } = optimizer ?? { type: 'sgd' };
  // A member that is itself wrong was reported before; its stand-in finds nothing to add.
  return validateEngineOptions({ loss: loss ?? 'softmax-cross-entropy', target, optimizer: own, schedule });
}

function checkNetwork(members: Partial<Members>, facts: DatasetFacts): { issues: Issue[]; plan: NetworkPlan | null } {
  const { network, semantics, target } = members;
  if (network === undefined) return { issues: [], plan: null };
  try {
    const plan = planNetwork(network as NetworkSpec, { inputShape: facts.inputShape, classes: facts.classes.length, target }, semantics ?? 'modern');
    return { issues: [], plan };
  } catch (error) {
    if (error instanceof TrainyardError && error.kind === 'spec') return { issues: [...error.issues], plan: null };
    throw error;
  }
}

function checkFreeze({ freeze = [] }: Partial<Members>, plan: NetworkPlan): Issue[] {
  const learning = plan.layers.filter(({ parameterCount }) => parameterCount > 0).map(({ name }) => name);
  return freeze.flatMap((name, i): Issue[] => (learning.includes(name) ? [] : [unknownName('layer with parameters', { pointer: `#/freeze/${i}`, name }, learning)]));
}

const mebibytes = (bytes: number): string => `${Math.ceil(bytes / 2 ** 20)} MiB`;

function memoryIssue({ spec, plan, facts, context }: { spec: JobSpec; plan: JobPlan; facts: DatasetFacts; context: SpecContext }): Issue {
  const single = planJob({ ...spec, batchSize: 1 }, facts, plan.plan, context);
  const batchHelps = single.memoryBytes <= context.memoryLimit;
  return {
    pointer: batchHelps ? '#/batchSize' : '#/network',
    code: 'memory-limit',
    detail: `The run needs about ${mebibytes(plan.memoryBytes)}; the limit of this service is ${mebibytes(context.memoryLimit)}.`,
    hint: batchHelps ? 'Give a smaller batchSize.' : 'Give a smaller network or a smaller dataset.trainSize.',
  };
}

function specErrorOf(issues: readonly Issue[]): TrainyardError {
  const [first] = issues;
  const message = issues.length === 1 ? first.detail : `${issues.length} things are wrong with this spec. The first, at ${first.pointer}: ${first.detail}`;
  return new TrainyardError(first.code ?? 'invalid-spec', message, { hint: first.hint, issues });
}
