import type { Redis } from 'ioredis';
import { decodeNumbers, encode } from './json.ts';
import { keys } from './keys.ts';

export interface MetricPoint {
  step: number;
  value: number;
}

/** The metrics of one step. */
export interface Point {
  step: number;
  values: Record<string, number>;
}

/** The metrics of every step that has some, in order of steps. Keyed by step: a resumed attempt repeats points, it does not add any. */
export async function readPoints(redis: Redis, id: string): Promise<Point[]> {
  const fields = await redis.hgetall(keys.points(id));
  return Object.entries(fields).map(([step, json]) => ({ step: Number(step), values: decodeNumbers(json) })).sort((a, b) => a.step - b.step);
}

/** One series per metric, each thinned out to `maxPoints`; the last point always stays. */
export function seriesOf(points: readonly Point[], { keys: names, maxPoints = 500 }: { keys?: string[]; maxPoints?: number }): Record<string, MetricPoint[]> {
  const series: Record<string, MetricPoint[]> = {};
  for (const { step, values } of points) {
    for (const [name, value] of Object.entries(values)) {
      if (names && !names.includes(name)) continue;
      (series[name] ??= []).push({ step, value });
    }
  }
  return Object.fromEntries(Object.entries(series).map(([name, points]) => [name, thin(points, maxPoints)]));
}

export async function readSeries(redis: Redis, id: string, query: Parameters<typeof seriesOf>[1]): Promise<Record<string, MetricPoint[]>> {
  return seriesOf(await readPoints(redis, id), query);
}

function thin(points: MetricPoint[], most: number): MetricPoint[] {
  if (points.length <= most) return points;
  const last = points.length - 1;
  return Array.from({ length: most }, (_, i) => points[Math.round((i * last) / Math.max(1, most - 1))]);
}

/** The history as lines of JSON, for the archive. */
export async function historyLines(redis: Redis, id: string): Promise<string> {
  return (await readPoints(redis, id)).map(({ step, values }) => `${encode({ step, ...values })}\n`).join('');
}
