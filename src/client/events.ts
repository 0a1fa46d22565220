import type { components } from './api.gen.ts';
import type { Connection } from './connection.ts';
import { errorOf, TrainyardApiError, TrainyardConnectionError } from './errors.ts';
import { pause } from './pause.ts';
import { readMessages } from './server-sent-events.ts';

export type JobEvent = components['schemas']['JobEvent'];

export interface FollowOptions {
  /** Only events with a greater `seq`. */
  after?: number;
  signal?: AbortSignal;
  /** Reconnects in a row without an event in between before it gives up; 30 unless told. */
  maxReconnects?: number;
  /** The service writes something every 15 s: a connection silent for longer than this is taken for lost; 45,000 unless told. */
  silenceMs?: number;
  /** Told when the stream opens, and when it was lost and is about to be taken up again. */
  onConnection?: (state: ConnectionState) => void;
}

export type ConnectionState = { open: true } | { open: false; error: unknown; reconnects: number; retryInMs: number };

const passes = ({ status }: TrainyardApiError): boolean => status === 429 || status >= 500;

/**
 * Events of a job in order, each once, until `end`. A lost connection is taken up again behind the last event seen.
 * Throws TrainyardApiError when the service refuses, TrainyardConnectionError when it stays away, the reason when aborted.
 */
export async function* followEvents(connection: Connection, path: string, { after = 0, signal, maxReconnects = 30, silenceMs = 45_000, onConnection }: FollowOptions): AsyncGenerator<JobEvent> {
  const state: State = { last: after, failures: 0, delay: 2000, ended: false };
  const closing = new AbortController();
  const either = signal ? AbortSignal.any([signal, closing.signal]) : closing.signal;
  const open = () => onConnection?.({ open: true });
  try {
    for (;;) {
      let lost: unknown;
      try {
        for await (const event of oneConnection({ connection, path, silenceMs, open }, state, either)) {
          yield event;
          if (event.type === 'end') return;
        }
        if (state.ended) return;
        lost = new Error('The event stream ended before the job did.');
      } catch (error) {
        signal?.throwIfAborted();
        if (error instanceof TrainyardApiError && !passes(error)) throw error;
        lost = error;
      }
      state.failures += 1;
      if (state.failures > maxReconnects) throw lost instanceof TypeError ? new TrainyardConnectionError(connection.root, lost) : lost;
      const retryInMs = Math.max(state.delay, lost instanceof TrainyardApiError ? (lost.retryAfter ?? 0) * 1000 : 0);
      onConnection?.({ open: false, error: lost, reconnects: state.failures, retryInMs });
      await pause(retryInMs, either);
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

interface Stream {
  connection: Connection;
  path: string;
  silenceMs: number;
  open(): void;
}

async function* oneConnection({ connection, path, silenceMs, open }: Stream, state: State, signal: AbortSignal): AsyncGenerator<JobEvent> {
  const response = await connection.fetch(path, { headers: { 'accept': 'text/event-stream', 'last-event-id': String(state.last) }, signal });
  if (response.status === 204) {
    state.ended = true;
    return;
  }
  if (!response.ok || response.body === null) throw await errorOf(response);
  open();
  for await (const { data, retry } of readMessages(response.body, silenceMs)) {
    if (retry !== null) state.delay = retry;
    if (data === '') continue;
    const event = JSON.parse(data) as JobEvent;
    state.last = event.seq;
    state.failures = 0;
    yield event;
  }
}
