import type { components } from './api.gen.ts';
import { errorOf, TrainyardApiError } from './errors.ts';
import { readMessages } from './server-sent-events.ts';

export type JobEvent = components['schemas']['JobEvent'];

export interface FollowOptions {
  /** Only events with a greater `seq`. */
  after?: number;
  signal?: AbortSignal;
  /** Reconnects in a row without an event in between before it gives up; 30 unless told. */
  maxReconnects?: number;
  /** Told when a connection is there, and when it was lost. */
  onConnection?: (state: 'open' | 'lost') => void;
}

export interface Connection {
  url: string;
  headers: Record<string, string>;
  fetch: typeof fetch;
}

const passes = ({ status }: TrainyardApiError): boolean => status === 429 || status >= 500;

/**
 * Events of a job in order, each once, until `end`. A lost connection is taken up again behind the last event seen.
 * Throws TrainyardApiError when the service refuses, the last network error when it stays away, the reason when aborted.
 */
export async function* followEvents(connection: Connection, { after = 0, signal, maxReconnects = 30, onConnection }: FollowOptions): AsyncGenerator<JobEvent> {
  const state: State = { last: after, failures: 0, delay: 2000, ended: false };
  const closing = new AbortController();
  const either = signal ? AbortSignal.any([signal, closing.signal]) : closing.signal;
  try {
    for (;;) {
      try {
        for await (const event of oneConnection(connection, state, { signal: either, onConnection })) {
          yield event;
          if (event.type === 'end') return;
        }
        if (state.ended) return;
        throw new Error('The event stream ended before the job did.');
      } catch (error) {
        signal?.throwIfAborted();
        if (error instanceof TrainyardApiError && !passes(error)) throw error;
        onConnection?.('lost');
        state.failures += 1;
        if (state.failures > maxReconnects) throw error;
      }
      await pause(state.delay, either);
    }
  } finally {
    closing.abort();
  }
}

interface State {
  last: number;
  failures: number;
  delay: number;
  /** Answered 204: the job is over and everything was seen. */
  ended: boolean;
}

async function* oneConnection(connection: Connection, state: State, { signal, onConnection }: Pick<FollowOptions, 'signal' | 'onConnection'>): AsyncGenerator<JobEvent> {
  const headers = { ...connection.headers, 'accept': 'text/event-stream', 'last-event-id': String(state.last) };
  const response = await connection.fetch(connection.url, { headers, signal });
  if (response.status === 204) {
    state.ended = true;
    return;
  }
  if (!response.ok || response.body === null) throw await errorOf(response);
  onConnection?.('open');
  for await (const { data, retry } of readMessages(response.body)) {
    if (retry !== null) state.delay = retry;
    if (data === '') continue;
    const event = JSON.parse(data) as JobEvent;
    state.last = event.seq;
    state.failures = 0;
    yield event;
  }
}

function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    signal.throwIfAborted();
    const stop = () => {
      clearTimeout(timer);
      reject(signal.reason);
    };
    const timer = setTimeout(() => {
      signal.removeEventListener('abort', stop);
      resolve();
    }, milliseconds);
    signal.addEventListener('abort', stop, { once: true });
  });
}
