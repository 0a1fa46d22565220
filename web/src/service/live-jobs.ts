import { computed, signal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import type { Job } from '../../../src/client/index.ts';
import { client } from './client.ts';
import { sessionEndedBy } from './session.ts';

const byId = signal<ReadonlyMap<string, Job>>(new Map());

/** Newest first. */
export const liveJobs = computed(() => [...byId.value.values()].sort((a, b) => (a.id < b.id ? 1 : -1)));

/** Null until the first list has come. */
export const liveJobsAt = signal<number | null>(null);

/** Whether the list is the last that came, and no newer one can be had now. */
export const liveJobsLost = signal(false);

let watchers = 0;
let stop: AbortController | null = null;

/** Keeps `liveJobs` up to date while the component is there; all components share one stream. */
export function useLiveJobs(): void {
  useEffect(() => {
    watchers += 1;
    if (stop === null) void follow((stop = new AbortController()));
    return () => {
      watchers -= 1;
      if (watchers > 0) return;
      stop?.abort();
      stop = null;
    };
  }, []);
}

async function follow({ signal: aborted }: AbortController): Promise<void> {
  try {
    for await (const { whole, jobs } of client.jobs.watch({ signal: aborted, onConnection: ({ open }) => (liveJobsLost.value = !open) })) {
      byId.value = new Map([...(whole ? [] : byId.value), ...jobs.map((job) => [job.id, job] as const)]);
      liveJobsAt.value = Date.now();
    }
  } catch (error) {
    if (!aborted.aborted) sessionEndedBy(error);
  }
}
