import { retryAfterOf, TrainyardConnectionError } from './errors.ts';
import { pause } from './pause.ts';

/** Sends one request once. The signal comes beside it: in a `Request` Node forgets it when memory is collected, and what waits could not be ended any more. */
export type Send = (request: Request, signal?: AbortSignal) => Promise<Response>;

export interface RetryPolicy {
  /** How often a request is sent again before its failure is reported. */
  retries: number;
  /**
   * Whether it may be sent again though nobody knows what became of it. Where false only an answer that says "not now"
   * (429, 503) is waited for.
   */
  repeatable: boolean;
  signal?: AbortSignal | undefined;
}

const FIRST_DELAY_MS = 250;
const LONGEST_DELAY_MS = 8000;
/** A service that asks for more is not waited for: the caller gets the error, with `retryAfter`. */
const LONGEST_RETRY_AFTER_S = 60;
/** Answers of something between us and the service. */
const GATEWAY = [502, 504];

/**
 * Sends a request, and a fresh one like it where that can help: after 429 and 503 when `Retry-After` says, after a lost connection with
 * growing delays. The whole body is read, so that an answer torn in the middle is asked for again like one that never came.
 * @throws TrainyardConnectionError when there was no answer; the signal's reason when aborted.
 */
export async function sendUntilAnswered(make: () => Request, send: Send, { retries, repeatable, signal }: RetryPolicy): Promise<Response> {
  for (let attempt = 0; ; attempt++) {
    const request = make();
    const outcome = await once(send, request, signal);
    signal?.throwIfAborted();
    const wait = attempt >= retries ? null : waitAfter(outcome, attempt, repeatable);
    if (wait !== null) await pause(wait, signal);
    else if ('response' in outcome) return outcome.response;
    else throw new TrainyardConnectionError(new URL(request.url).origin, outcome.error);
  }
}

type Outcome = { response: Response; inFlight: boolean } | { error: unknown };

async function once(send: Send, request: Request, signal?: AbortSignal): Promise<Outcome> {
  try {
    const response = await send(request, signal);
    const { status, statusText, headers } = response;
    const body = await response.arrayBuffer();
    const inFlight = status === 409 && request.headers.has('idempotency-key') && new TextDecoder().decode(body).includes('"in-flight"');
    return { response: new Response([204, 205, 304].includes(status) ? null : body, { status, statusText, headers }), inFlight };
  } catch (error) {
    return { error };
  }
}

/** Milliseconds until the next attempt; null: there is none. */
function waitAfter(outcome: Outcome, attempt: number, repeatable: boolean): number | null {
  const delay = Math.min(LONGEST_DELAY_MS, FIRST_DELAY_MS * 2 ** attempt) * (0.5 + Math.random() / 2);
  if ('error' in outcome) return repeatable ? delay : null;
  const { response, inFlight } = outcome;
  if (inFlight || (GATEWAY.includes(response.status) && repeatable)) return delay;
  if (response.status !== 429 && response.status !== 503) return null;
  const after = retryAfterOf(response);
  if (after === null) return delay;
  return after > LONGEST_RETRY_AFTER_S ? null : after * 1000;
}
