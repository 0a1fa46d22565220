import { TrainyardApiError, TrainyardConnectionError } from '../../../src/client/index.ts';

/** After which a page asks again that got no answer. */
export const AGAIN_MS = 2000;

/** Whether the same request may be answered a little later: the service is away, starts anew, or says "not now". */
export const mayPass = (error: unknown): boolean => error instanceof TrainyardConnectionError || (error instanceof TrainyardApiError && (error.status === 429 || error.status >= 500));

/** Calls `work` until it does not fail for a reason that passes; `onError` is told of each failure. */
export async function untilAnswered(work: () => Promise<void>, signal: AbortSignal, onError: (error: unknown) => void): Promise<void> {
  while (!signal.aborted) {
    try {
      return await work();
    } catch (error) {
      if (signal.aborted) return;
      onError(error);
      if (!mayPass(error)) return;
      await new Promise((resolve) => setTimeout(resolve, AGAIN_MS));
    }
  }
}
