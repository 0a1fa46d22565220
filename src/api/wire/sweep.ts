import type { z } from 'zod';
import type { Sweep, Trial } from '../../jobs/index.ts';
import { wireMetrics } from '../plugins/validation.ts';
import type { sweepSchema, trialSchema } from '../schemas/sweep.ts';

export function trialWire(trial: Trial): z.output<typeof trialSchema> {
  return { ...trial, metrics: wireMetrics(trial.metrics) };
}

export function sweepWire({ best, trials, search, ...sweep }: Sweep): z.output<typeof sweepSchema> {
  return { ...sweep, search: { ...search }, trials: { ...trials } as Record<string, number>, best: best && trialWire(best) };
}

/** One line per trial: number, job, state, value, then a column for each parameter and each metric. */
export function trialsCsv(trials: readonly Trial[]): string {
  const names = (of: (trial: Trial) => object) => [...new Set(trials.flatMap((trial) => Object.keys(of(trial))))].sort();
  const [parameters, metrics] = [names((trial) => trial.parameters), names((trial) => trial.metrics)];
  const header = ['trial', 'job', 'status', 'value', ...parameters, ...metrics];
  const lines = trials.map((trial) => [trial.number, trial.jobId, trial.status, trial.value, ...parameters.map((name) => trial.parameters[name]), ...metrics.map((name) => trial.metrics[name])]);
  return [header, ...lines].map((line) => `${line.map(cell).join(',')}\r\n`).join('');
}

/** RFC 4180; objects as JSON. Texts that a spreadsheet would run as a formula begin with an apostrophe. */
function cell(value: unknown): string {
  if (value === null || value === undefined) return '';
  const text = typeof value === 'string' ? value.replace(/^[=+\-@\t\r]/, "'$&") : typeof value === 'object' ? JSON.stringify(value) : String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
