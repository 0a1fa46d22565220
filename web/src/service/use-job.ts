import { useEffect, useState } from 'preact/hooks';
import type { Job, JobEvent } from '../../../src/client/index.ts';
import { untilAnswered } from './again.ts';
import { client } from './client.ts';
import { sessionEndedBy } from './session.ts';

export type Points = readonly (readonly [number, number])[];

export interface FollowedJob {
  job: Job | null;
  /** of the newest checkpoint; 0: there is none yet */
  checkpointStep: number;
  /** test accuracy, or that of the training data where nothing else is measured, by step */
  accuracy: Points;
  /** test loss likewise */
  loss: Points;
  error: unknown;
}

const NOTHING: FollowedJob = { job: null, checkpointStep: 0, accuracy: [], loss: [], error: null };

/** A job and its events as they come, until it has ended. */
export function useJob(id: string | null): FollowedJob {
  const [followed = NOTHING] = useJobs(id === null ? [] : [id]);
  return followed;
}

/** Several at once, in the order of `ids`. */
export function useJobs(ids: readonly string[]): readonly FollowedJob[] {
  const [byId, setById] = useState<ReadonlyMap<string, FollowedJob>>(new Map());
  const all = ids.join(',');
  useEffect(() => {
    setById(new Map());
    const leaving = new AbortController();
    for (const id of ids) {
      const change: Change = (update) => leaving.signal.aborted || setById((before) => new Map([...before, [id, update(before.get(id) ?? NOTHING)]]));
      void untilAnswered(() => follow(id, leaving.signal, change), leaving.signal, (error) => {
        sessionEndedBy(error);
        change((before) => ({ ...before, error }));
      });
    }
    return () => leaving.abort();
  }, [all]);
  return ids.map((id) => byId.get(id) ?? NOTHING);
}

type Change = (update: (before: FollowedJob) => FollowedJob) => unknown;

async function follow(id: string, signal: AbortSignal, change: Change): Promise<void> {
  const reload = async () => {
    const job = await client.jobs.get(id, { signal });
    change((before) => ({ ...before, job }));
  };
  await reload();
  change((before) => ({ ...before, error: null, accuracy: [], loss: [] })); // all events come
  let collected: JobEvent[] = [];
  let due: ReturnType<typeof setTimeout> | undefined;
  const flush = () => {
    due = undefined;
    const events = collected;
    collected = [];
    if (!signal.aborted) change((before) => events.reduce(withEvent, before));
  };
  for await (const event of client.jobs.events(id, { signal, maxReconnects: Number.POSITIVE_INFINITY })) {
    collected.push(event);
    due ??= setTimeout(flush, 60); // the replay of a long job is one change, not thousands
    if (event.type === 'status') await reload();
  }
  await reload();
}

function withEvent(before: FollowedJob, { type, step, data }: JobEvent): FollowedJob {
  if (type === 'checkpoint') return { ...before, checkpointStep: step };
  if (type === 'metrics') {
    const accuracy = data.testAccuracy ?? data.trainAccuracy;
    return { ...before, accuracy: extended(before.accuracy, step, accuracy), loss: extended(before.loss, step, data.testLoss) };
  }
  if (type === 'progress' && before.job) return { ...before, job: { ...before.job, progress: { ...before.job.progress, ...(data as Partial<Job['progress']>) } } };
  return before;
}

const extended = (points: Points, step: number, value: unknown): Points => (typeof value === 'number' ? [...points, [step, value]] : points);
