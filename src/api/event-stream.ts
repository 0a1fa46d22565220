import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import type { JobEvent } from '../jobs/index.ts';
import { SAFE_HEADERS } from './plugins/headers.ts';
import { wireValue } from './plugins/validation.ts';

export interface StreamTimes {
  /** Milliseconds between comments that keep proxies from closing a quiet stream. */
  heartbeat: number;
  /** Milliseconds a client may leave its full buffer unread. */
  patience: number;
}

export const STREAM_TIMES: StreamTimes = { heartbeat: 15_000, patience: 30_000 };

/** A job's followers are handed the same events: one text for all of them. */
const encoded = new WeakMap<JobEvent, string>();

/** One event in the text form of the HTML standard, section "Server-sent events". */
export function encodeEvent(event: JobEvent): string {
  const known = encoded.get(event);
  if (known !== undefined) return known;
  const text = `id: ${event.seq}\nevent: ${event.type}\ndata: ${JSON.stringify(event, wireValue)}\n\n`;
  encoded.set(event, text);
  return text;
}

export async function* encodePages(pages: AsyncIterable<readonly JobEvent[]>): AsyncGenerator<string[]> {
  for await (const page of pages) yield page.map(encodeEvent);
}

/**
 * Writes pages of encoded events until they end or `signal` fires. They are pulled a page at a time, so what a slow client holds up is the
 * socket's own buffer, a page and nothing else; a client that does not read for `patience` is disconnected and replays later.
 */
export async function streamEvents(raw: ServerResponse, pages: AsyncIterable<readonly string[]>, { signal, times }: { signal: AbortSignal; times: StreamTimes }): Promise<void> {
  raw.writeHead(200, {
    ...SAFE_HEADERS,
    'content-type': 'text/event-stream; charset=utf-8',
    'cache-control': 'no-store, no-cache, no-transform',
    'connection': 'keep-alive',
    'x-accel-buffering': 'no',
  });
  raw.write('retry: 2000\n\n');
  const heartbeat = setInterval(() => {
    if (!raw.writableNeedDrain) raw.write(': still here\n\n');
  }, times.heartbeat);
  try {
    for await (const page of pages) {
      if (signal.aborted) break;
      if (!raw.write(page.join(''))) await drained(raw, { signal, patience: times.patience });
    }
    raw.end();
  } catch (error) {
    // Headers are out: the only honest answer is a broken connection, after which the client replays.
    raw.destroy();
    if (!signal.aborted && !(error instanceof SlowClient)) throw error;
  } finally {
    clearInterval(heartbeat);
  }
}

class SlowClient extends Error {}

async function drained(raw: ServerResponse, { signal, patience }: { signal: AbortSignal; patience: number }): Promise<void> {
  const timeout = AbortSignal.timeout(patience);
  try {
    await once(raw, 'drain', { signal: AbortSignal.any([signal, timeout]) });
  } catch (error) {
    throw timeout.aborted && !signal.aborted ? new SlowClient() : error;
  }
}
