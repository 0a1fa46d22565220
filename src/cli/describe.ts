/** Resources in words. */
import type { Dataset, Job, JobPlan, ModelVersion, Sweep } from '../client/index.ts';
import { table } from './output.ts';
import { percent } from './terminal/draw.ts';

/** The accuracy worth a column: of samples that were not trained on, where there are any. */
export function accuracyOf(metrics: Job['metrics']): string {
  const value = metrics.testAccuracy ?? metrics.validationAccuracy ?? metrics.trainAccuracy;
  return typeof value === 'number' ? percent(value) : '';
}

const lossOf = ({ trainLoss }: Job['metrics']): string => (typeof trainLoss === 'number' ? trainLoss.toFixed(4) : '');

/** Such as `2026-11-23 08:00`, in the time of this machine. */
export function timeOf(iso: string | null): string {
  if (iso === null) return '';
  const at = new Date(iso);
  const two = (value: number) => String(value).padStart(2, '0');
  return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())} ${two(at.getHours())}:${two(at.getMinutes())}`;
}

export const fields = (pairs: readonly (readonly [string, string | number | null | undefined])[]): string => {
  const known = pairs.filter(([, value]) => value !== null && value !== undefined && value !== '');
  const width = Math.max(...known.map(([name]) => name.length));
  return known.map(([name, value]) => `${name.padEnd(width)}  ${value}`).join('\n');
};

export function jobTable(jobs: readonly Job[]): string {
  return table(['id', 'status', 'model', 'dataset', 'progress', 'loss', 'accuracy', 'created'], jobs.map(({ id, status, spec, progress, metrics, createdAt }) => [
    id, status, spec.model, String(spec.dataset.name), progress.steps === 0 ? '' : `${Math.floor((100 * progress.step) / progress.steps)} %`, lossOf(metrics), accuracyOf(metrics), timeOf(createdAt),
  ]));
}

export function describeJob({ id, status, spec, progress, metrics, queue, error, stopReason, warnings, result, attempts, createdAt, startedAt, finishedAt, parent, build }: Job): string {
  const lines = fields([
    ['job', id], ['status', `${status}${stopReason === null ? '' : ` (${stopReason})`}`], ['model', result === null ? spec.model : `${result.model}, version ${result.version}`], ['dataset', String(spec.dataset.name)],
    ['queue', queue.reason], ['step', `${progress.step} of ${progress.steps}${progress.etaSeconds === null ? '' : `, ${Math.ceil(progress.etaSeconds)} s left`}`], ['loss', lossOf(metrics)], ['accuracy', accuracyOf(metrics)],
    ['created', timeOf(createdAt)], ['started', timeOf(startedAt)], ['finished', timeOf(finishedAt)], ['parent', parent], ['attempts', attempts.length], ['kernels', build],
  ]);
  const said = warnings.map(({ step, message, fix }) => `\nwarning at step ${step}: ${message}\n  ${fix}`);
  return [lines, ...said, ...(error === null ? [] : [`\nerror: ${error.message}\n  ${error.hint}`])].join('\n');
}

export function describePlan({ layers, parameters, memoryBytes, estimatedSeconds, totalSteps, threads, execution }: JobPlan): string {
  const shape = (sizes: readonly number[]) => sizes.join(' x ');
  return [
    table(['layer', 'type', 'output', 'parameters'], layers.map((layer) => [layer.name, layer.type, shape(layer.outputShape), layer.parameterCount.toLocaleString('en')])),
    '',
    fields([
      ['parameters', parameters.toLocaleString('en')], ['memory', `${(memoryBytes / 2 ** 20).toFixed(1)} MB`], ['steps', totalSteps.toLocaleString('en')],
      ['threads', threads], ['estimated', estimatedSeconds === null ? null : `${estimatedSeconds.toFixed(1)} s`],
    ]),
    ...execution.map((line) => `  ${line}`),
    '',
    'Nothing was queued.',
  ].join('\n');
}

export function versionTable(versions: readonly ModelVersion[]): string {
  return table(['model', 'version', 'dataset', 'parameters', 'accuracy', 'created', 'from'], versions.map(({ model, version, dataset, parameterCount, metrics, createdAt, jobId, imported }) => [
    model, String(version), dataset ?? '', parameterCount.toLocaleString('en'), accuracyOf(metrics), timeOf(createdAt), jobId ?? imported?.format ?? '',
  ]));
}

export function datasetTable(datasets: readonly Dataset[]): string {
  return table(['name', 'title', 'sample', 'classes', 'train', 'test', 'where'], datasets.map(({ name, title, inputShape, classes, trainCount, testCount, availability, uploaded }) => [
    name, title, inputShape.join(' x '), String(classes.length), trainCount.toLocaleString('en'), testCount.toLocaleString('en'), uploaded ? 'uploaded' : availability,
  ]));
}

export function describeSweep({ id, status, metric, mode, trials, best, createdAt }: Sweep): string {
  const counts = Object.entries(trials).flatMap(([state, count]) => (count > 0 ? [`${count} ${state}`] : []));
  return fields([
    ['sweep', id], ['status', status], ['looks for', `${mode === 'max' ? 'the highest' : 'the lowest'} ${metric}`], ['trials', counts.join(', ')], ['created', timeOf(createdAt)],
    ['best', best === null ? null : `trial ${best.number}: ${metric} ${best.value}, ${JSON.stringify(best.parameters)} (${best.jobId})`],
  ]);
}
