import type { Redis } from 'ioredis';
import { keys } from '../keys.ts';
import type { Insight, Outcome } from './document.ts';

/** Numbers that are none travel as their names, as everywhere. What there is of a job: the steps that were looked at, the look that was asked for (the newest by default), and how it ended. */
export interface Insights {
  steps: number[];
  insight: Insight | null;
  /** the first look, to compare with */
  first: Insight | null;
  outcome: Outcome | null;
}

/** The field of the outcome; all others are steps. */
export const OUTCOME = 'outcome';

export async function readInsights(redis: Redis, id: string, step: number | null): Promise<Insights> {
  const fields = await redis.hkeys(keys.insights(id));
  const steps = fields.filter((field) => field !== OUTCOME).map(Number).sort((a, b) => a - b);
  const wanted = step ?? steps.at(-1);
  const [insight, first, outcome] = await redis.hmget(keys.insights(id), String(wanted ?? ''), String(steps[0] ?? ''), OUTCOME);
  return { steps, insight: insight ? (JSON.parse(insight) as Insight) : null, first: first ? (JSON.parse(first) as Insight) : null, outcome: outcome ? (JSON.parse(outcome) as Outcome) : null };
}

/** The same of what the archive has. */
export function insightsOf(fields: ReadonlyMap<string, string>, step: number | null): Insights {
  const steps = [...fields.keys()].filter((field) => field !== OUTCOME).map(Number).sort((a, b) => a - b);
  const parsed = <T>(field: string | number | undefined): T | null => {
    const json = fields.get(String(field));
    return json === undefined ? null : (JSON.parse(json) as T);
  };
  return { steps, insight: parsed<Insight>(step ?? steps.at(-1)), first: parsed<Insight>(steps[0]), outcome: parsed<Outcome>(OUTCOME) };
}

/** All of it as lines of JSON, for the archive; null where nothing was collected. */
export async function insightLines(redis: Redis, id: string): Promise<string | null> {
  const fields = Object.entries(await redis.hgetall(keys.insights(id)));
  if (fields.length === 0) return null;
  const order = (field: string): number => (field === OUTCOME ? Infinity : Number(field));
  return fields.sort(([a], [b]) => order(a) - order(b)).map(([field, json]) => `{"${field === OUTCOME ? OUTCOME : 'insight'}":${json}}\n`).join('');
}
