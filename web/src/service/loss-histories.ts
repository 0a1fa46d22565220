import { signal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import type { Job } from '../../../src/client/index.ts';
import { toNumber } from '../format.ts';
import { client } from './client.ts';

const POINTS = 40;

/** Losses for the sparklines of lists: the history is asked for once a job, what comes later is added from the live list. */
export const lossHistories = signal<ReadonlyMap<string, readonly number[]>>(new Map());

const asked = new Set<string>();
const stepOf = new Map<string, number>();
let chain: Promise<void> = Promise.resolve();

const keep = (id: string, values: readonly number[]): void => {
  lossHistories.value = new Map([...lossHistories.value, [id, values]]);
};

async function load({ id, progress }: Job): Promise<void> {
  try {
    const { series } = await client.jobs.metrics(id, { keys: 'trainLoss', maxPoints: POINTS });
    stepOf.set(id, progress.step);
    keep(id, (series.trainLoss ?? []).map(({ value }) => toNumber(value)));
  } catch {
    asked.delete(id); // asked again with the next change
  }
}

function add(job: Job): void {
  if (job.status === 'queued') return;
  if (!asked.has(job.id)) {
    asked.add(job.id);
    chain = chain.then(() => load(job)); // one after the other: a list must not be a burst of requests
    return;
  }
  const values = lossHistories.value.get(job.id);
  const loss = toNumber(job.metrics.trainLoss);
  if (!values || Number.isNaN(loss) || job.progress.step <= (stepOf.get(job.id) ?? 0)) return;
  stepOf.set(job.id, job.progress.step);
  // thinned out by half when there are too many, so that the whole curve stays in sight
  const all = [...values, loss];
  keep(job.id, all.length > 3 * POINTS ? all.filter((_, index) => index % 2 === 0 || index === all.length - 1) : all);
}

export function useLossHistories(jobs: readonly Job[]): void {
  useEffect(() => jobs.forEach(add), [jobs]);
}
