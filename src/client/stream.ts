import type { Connection } from './connection.ts';
import { errorOf, TrainyardApiError, TrainyardConnectionError } from './errors.ts';
import { pause } from './pause.ts';
import { readMessages } from './server-sent-events.ts';

export interface StreamOptions {
  signal?: AbortSignal;
  /** Reconnects in a row before it gives up, without an event or a second of open stream in between; 30 unless told. */
  maxReconnects?: number;
  /** The service writes something every 15 s: a connection silent for longer than this is taken for lost; 45,000 unless told. */
  silenceMs?: number;
  /** Told when the stream opens, and when it was lost and is about to be taken up again. */
  onConnection?: (state: ConnectionState) => void;
}

export type ConnectionState = { open: true } | { open: false; error: unknown; reconnects: number; retryInMs: number };

/** A kind of stream. */
export interface Stream<Event> {
  path: string;
  /** Of the next connection: says where to go on. */
  headers(): Record<string, string>;
  decode(data: string): Event;
  isLast(event: Event): boolean;
}

const passes = ({ status }: TrainyardApiError): boolean => status === 429 || status >= 500;
const FIRST_DELAY_MS = 2000;
/** A connection that was open for so long worked, though nothing happened meanwhile. */
const WORKED_MS = 1000;

interface State {
  /** in a row */
  failures: number;
  delay: number;
  /** since when the connection is open, on the monotonic clock; null: it is not yet */
  openSince: number | null;
  /** answered 204: there is nothing left */
  ended: boolean;
}

/**
 * Events of a stream until its last one. A lost connection is taken up again.
 * Throws TrainyardApiError when the service refuses, TrainyardConnectionError when it stays away, the reason when aborted.
 */
export async function* follow<Event>(connection: Connection, stream: Stream<Event>, options: StreamOptions): AsyncGenerator<Event> {
  const { signal, maxReconnects = 30, onConnection } = options;
  const state: State = { failures: 0, delay: FIRST_DELAY_MS, openSince: null, ended: false };
  const closing = new AbortController();
  const either = signal ? AbortSignal.any([signal, closing.signal]) : closing.signal;
  try {
    for (;;) {
      let lost: unknown = new Error('The event stream ended before the job did.');
      try {
        for await (const event of oneConnection(connection, stream, { ...options, signal: either, state })) {
          yield event;
          if (stream.isLast(event)) return;
        }
        if (state.ended) return;
      } catch (error) {
        signal?.throwIfAborted();
        if (error instanceof TrainyardApiError && !passes(error)) throw error;
        lost = error;
      }
      if (state.openSince !== null && performance.now() - state.openSince >= WORKED_MS) state.failures = 0;
      state.openSince = null;
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

async function* oneConnection<Event>(connection: Connection, { path, headers, decode }: Stream<Event>, { signal, silenceMs = 45_000, onConnection, state }: StreamOptions & { state: State }): AsyncGenerator<Event> {
  const response = await connection.fetch(path, { headers: { accept: 'text/event-stream', ...headers() }, ...(signal && { signal }) });
  if (response.status === 204) {
    state.ended = true;
    return;
  }
  if (!response.ok || response.body === null) throw await errorOf(response);
  state.openSince = performance.now();
  onConnection?.({ open: true });
  for await (const { data, retry } of readMessages(response.body, silenceMs)) {
    if (retry !== null) state.delay = retry;
    if (data === '') continue;
    state.failures = 0;
    yield decode(data);
  }
}
