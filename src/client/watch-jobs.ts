import type { components } from './api.gen.ts';
import { errorOf, TrainyardApiError } from './errors.ts';
import type { Connection } from './events.ts';
import { readMessages } from './server-sent-events.ts';

type Job = components['schemas']['Job'];

export interface JobsUpdate {
  /** whether `jobs` is the whole list, newest first; else those that changed */
  whole: boolean;
  jobs: Job[];
}

const AGAIN_MS = 1000;

/**
 * The list of jobs, live: the newest, then each that changes. A lost connection is taken up again, beginning with a whole list.
 * Throws TrainyardApiError when the service refuses for good, the reason when aborted.
 */
export async function* watchJobs(connection: Connection, { signal }: { signal?: AbortSignal }): AsyncGenerator<JobsUpdate> {
  for (;;) {
    signal?.throwIfAborted();
    try {
      const response = await connection.fetch(connection.url, { headers: { ...connection.headers, accept: 'text/event-stream' }, signal });
      if (!response.ok || response.body === null) throw await errorOf(response);
      for await (const { data } of readMessages(response.body)) if (data !== '') yield updateOf(JSON.parse(data) as Job | { object: 'list'; data: Job[] });
    } catch (error) {
      signal?.throwIfAborted();
      if (error instanceof TrainyardApiError && error.status < 500 && error.status !== 429) throw error;
    }
    await new Promise((resolve) => setTimeout(resolve, AGAIN_MS));
  }
}

const updateOf = (document: Job | { object: 'list'; data: Job[] }): JobsUpdate => (document.object === 'list' ? { whole: true, jobs: document.data } : { whole: false, jobs: [document] });
