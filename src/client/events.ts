import type { components } from './api.gen.ts';
import type { Connection } from './connection.ts';
import { follow } from './stream.ts';
import type { StreamOptions } from './stream.ts';

export type JobEvent = components['schemas']['JobEvent'];

export interface FollowOptions extends StreamOptions {
  /** Only events with a greater `seq`. */
  after?: number;
}

/** Events of a job in order, each once, until `end`: a connection that was lost goes on behind the last event seen. */
export function followEvents(connection: Connection, path: string, { after = 0, ...options }: FollowOptions): AsyncGenerator<JobEvent> {
  let last = after;
  return follow<JobEvent>(connection, {
    path,
    headers: () => ({ 'last-event-id': String(last) }),
    decode(data) {
      const event = JSON.parse(data) as JobEvent;
      last = event.seq;
      return event;
    },
    isLast: ({ type }) => type === 'end',
  }, options);
}
