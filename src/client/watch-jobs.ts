import type { components } from './api.gen.ts';
import type { Connection } from './connection.ts';
import { follow } from './stream.ts';
import type { StreamOptions } from './stream.ts';

type Job = components['schemas']['Job'];

export interface JobsUpdate {
  /** whether `jobs` is the whole list, newest first; else those that changed */
  whole: boolean;
  jobs: Job[];
}

/** The list of jobs, live, without an end: the newest, then each that changes. A connection that was lost begins again with a whole list. */
export function watchJobs(connection: Connection, options: StreamOptions): AsyncGenerator<JobsUpdate> {
  return follow<JobsUpdate>(connection, {
    path: '/api/v1/events',
    headers: () => ({}),
    decode(data) {
      const document = JSON.parse(data) as Job | { object: 'list'; data: Job[] };
      return document.object === 'list' ? { whole: true, jobs: document.data } : { whole: false, jobs: [document] };
    },
    isLast: () => false,
  }, { maxReconnects: Infinity, ...options });
}
