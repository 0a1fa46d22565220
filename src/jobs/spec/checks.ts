import type { Issue } from '../../engine/index.ts';
import type { DatasetFacts, SpecContext } from './context.ts';
import { issuesOf, unknownName } from './issues.ts';
import { datasetSchema } from './schema.ts';
import type { Members } from './members.ts';

const invalid = (pointer: string, detail: string, hint: string): Issue => ({ pointer, code: 'invalid-spec', detail, hint });

export function checkLength({ input, members }: { input: Record<string, unknown>; members: Partial<Members> }): Issue[] {
  const hasEpochs = input.epochs !== undefined;
  const hasSteps = input.steps !== undefined;
  if (hasEpochs && hasSteps) return [invalid('#/steps', 'A job has a length in epochs or in steps, not both.', 'Leave out epochs or steps.')];
  if (!hasEpochs && !hasSteps) return [invalid('#/epochs', 'The length of the training is missing.', 'Give epochs or steps.')];
  const { evaluate } = members;
  if (evaluate?.everyEpochs !== undefined && evaluate.everySteps !== undefined) {
    return [invalid('#/evaluate/everySteps', 'Evaluations are due by epochs or by steps, not both.', 'Leave out everyEpochs or everySteps.')];
  }
  return [];
}

export function checkMetadata({ metadata }: Partial<Members>): Issue[] {
  const size = Object.keys(metadata ?? {}).length;
  return size > 16 ? [invalid('#/metadata', `There are ${size} labels; at most 16 are kept.`, 'Leave out some of them.')] : [];
}

/** Each is kept in Redis until the job is archived. */
const MOST_INSIGHTS = 500;

export function checkInsights({ insights }: Pick<Members, 'insights'>, totalSteps: number): Issue[] {
  if (!insights || totalSteps / insights.everySteps <= MOST_INSIGHTS) return [];
  const least = Math.ceil(totalSteps / MOST_INSIGHTS);
  return [invalid('#/insights/everySteps', `In ${totalSteps} steps that makes ${Math.floor(totalSteps / insights.everySteps)} insights; at most ${MOST_INSIGHTS} are collected.`, `Give at least ${least}.`)];
}

/** Each is an event of the job's log and a point of its history: what Redis keeps, and what every reader gets. */
const MOST_EVALUATIONS = 20_000;

export function checkEvaluations({ evaluate: { everySteps, everyEpochs = 1 } }: Pick<Members, 'evaluate'>, { totalSteps, stepsPerEpoch }: { totalSteps: number; stepsPerEpoch: number }): Issue[] {
  const [member, every, all] = everySteps === undefined ? (['everyEpochs', everyEpochs, Math.ceil(totalSteps / stepsPerEpoch)] as const) : (['everySteps', everySteps, totalSteps] as const);
  if (all / every <= MOST_EVALUATIONS) return [];
  return [invalid(`#/evaluate/${member}`, `That makes ${Math.floor(all / every)} evaluations; at most ${MOST_EVALUATIONS} are kept.`, `Give at least ${Math.ceil(all / MOST_EVALUATIONS)}.`)];
}

/** Options of a dataset beside those every dataset has. */
export function datasetOptions(dataset: Members['dataset']): Record<string, unknown> {
  return Object.fromEntries(Object.entries(dataset).filter(([name]) => !Object.hasOwn(datasetSchema.shape, name)));
}

/** Issues of the dataset, and its facts and training samples where they are known. */
export function checkDataset({ dataset }: Partial<Members>, context: SpecContext): { issues: Issue[]; facts: DatasetFacts | null; trainSize: number } {
  if (dataset === undefined) return { issues: [], facts: null, trainSize: 0 };
  const facts = Object.hasOwn(context.datasets, dataset.name) ? context.datasets[dataset.name] : undefined;
  if (facts === undefined) {
    return { issues: [unknownName('dataset', { pointer: '#/dataset/name', name: dataset.name }, Object.keys(context.datasets))], facts: null, trainSize: 0 };
  }
  const options = datasetOptions(dataset);
  const parsed = facts.options.safeParse(options);
  const issues = parsed.success ? [] : issuesOf(parsed.error, facts.options, '#/dataset', options);
  const trainSize = dataset.trainSize ?? facts.trainCount;
  if (trainSize > facts.trainCount) {
    issues.push(invalid('#/dataset/trainSize', `${facts.name} has ${facts.trainCount} training samples, not ${trainSize}.`, `Give at most ${facts.trainCount}.`));
  } else if (dataset.validation >= trainSize) {
    issues.push(invalid('#/dataset/validation', `Holding out ${dataset.validation} of ${trainSize} samples leaves none to train on.`, `Give at most ${trainSize - 1}.`));
  }
  return { issues, facts, trainSize };
}

export function checkBatch({ batchSize, dataset }: Partial<Members>, trainSize: number): Issue[] {
  const trained = trainSize - (dataset?.validation ?? 0);
  if (batchSize === undefined || trained < 1 || batchSize <= trained) return [];
  return [invalid('#/batchSize', `A batch of ${batchSize} is larger than the ${trained} samples to train on.`, `Give at most ${trained}.`)];
}

/** Metrics of the validation split exist only where samples are held out for it, accuracies only where outputs are classes. */
export function checkMetrics({ dataset, target, checkpoint, earlyStopping }: Partial<Members>): Issue[] {
  const uses: [string, string | undefined][] = [
    ['#/checkpoint/keepBest/metric', checkpoint?.keepBest?.metric],
    ['#/earlyStopping/metric', earlyStopping?.metric],
  ];
  return uses.flatMap(([pointer, metric]): Issue[] => {
    if (target === 'input' && metric?.endsWith('Accuracy')) return [invalid(pointer, `${metric} is never measured: the target is the input, and outputs are no classes.`, 'Name a loss, such as testLoss.')];
    if (dataset === undefined || dataset.validation > 0 || !metric?.startsWith('validation')) return [];
    return [invalid(pointer, `${metric} is never measured: no samples are held out for validation.`, 'Set dataset.validation to the number of samples to hold out, or name another metric.')];
  });
}
