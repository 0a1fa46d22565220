/** Curves of jobs as reports need them. */
import { smoothCurve } from '../book/index.ts';
import type { JobResult } from './definition.ts';

type Points = [step: number, value: number][];

export const seriesOf = ({ series }: JobResult, name: string): Points => (series[name] ?? []).map(({ step, value }) => [step, value]);

/** As the book smooths its loss curves. */
export function smoothedLoss(job: JobResult): Points {
  const points = seriesOf(job, 'trainLoss').filter(([, value]) => Number.isFinite(value));
  if (points.length < 11) return points;
  const values = smoothCurve(points.map(([, value]) => value));
  return points.map(([step], i) => [step, values[i]]);
}

/** Mean of a series over steps from..to, both included; NaN where it has none. */
export function meanBetween(job: JobResult, name: string, [from, to]: [number, number]): number {
  const values = seriesOf(job, name).filter(([step]) => step >= from && step <= to).map(([, value]) => value);
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

export const last = (job: JobResult, name: string): number => seriesOf(job, name).at(-1)?.[1] ?? NaN;
