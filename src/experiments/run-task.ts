/** What the thread that writes reports does: gradient checks, figures, predictions with the models that were trained. */
import { openDataset } from '../datasets/index.ts';
import { checkGradients, type GradientCheck, planNetwork } from '../engine/index.ts';
import { loadKernels } from '../kernels/load.ts';
import { openStore, openModelRegistry } from '../models/index.ts';
import type { GradientCheckPart, JobResult, Part, Tools } from './definition.ts';
import { findExperiment } from './find.ts';
import type { ReportAnswer, ReportTask } from './task.ts';

export async function runTask(task: ReportTask): Promise<ReportAnswer> {
  const started = performance.now();
  const experiment = findExperiment(task.experiment);
  const tools = await openTools(task);
  const values: Record<string, number>[] = [];
  let figure: string | null = null;
  for (const result of task.results) {
    const report = await experiment.report({ ...result, checks: checksOf(experiment.parts(result.seed)) }, tools);
    values.push(report.values);
    figure ??= report.figure;
  }
  return { values, figure: figure!, seconds: (performance.now() - started) / 1000 };
}

function checksOf(parts: Record<string, Part>): Record<string, GradientCheck[]> {
  return Object.fromEntries(Object.entries(parts).flatMap(([name, part]) => (part.kind === 'gradient-check' ? [[name, check(part.request)]] : [])));
}

/** In double precision on the readable kernels: what is compared must not be lost in rounding. */
function check({ network, input, classes, semantics, batchSize, seed }: GradientCheckPart): GradientCheck[] {
  return checkGradients({ network: planNetwork(network, { inputShape: input, classes }, semantics), kernels: loadKernels('reference', 'float64'), batch: batchSize, seed });
}

async function openTools({ storeLocation, datasetContext, kernels }: ReportTask): Promise<Tools> {
  const models = openModelRegistry(await openStore(storeLocation));
  const of = ({ id, result }: JobResult): [string, number] => {
    if (!result) throw new Error(`job ${id} has no model`);
    return [result.model, result.version];
  };
  return {
    kernels: (precision) => (precision === 'float64' ? loadKernels('reference', 'float64') : loadKernels(kernels)),
    dataset: (name) => openDataset(name, { ...datasetContext, log: () => {} }),
    model: (job) => models.get(...of(job)),
    weights: (job) => models.weights(...of(job)),
  };
}
