import { useEffect, useRef, useState } from 'preact/hooks';
import { AGAIN_MS, mayPass } from './again.ts';
import { sessionEndedBy } from './session.ts';

export interface Newest<T> {
  value: T | null;
  error: unknown;
  /** how long the last answer took */
  milliseconds: number;
}

/**
 * Asks again whenever `inputs` change, one question at a time: what changed while an answer was under way is asked once it is there, only the newest.
 * `ask` null: there is nothing to ask.
 */
export function useNewest<T>(ask: (() => Promise<T>) | null, inputs: readonly unknown[]): Newest<T> {
  const [state, setState] = useState<Newest<T>>({ value: null, error: null, milliseconds: 0 });
  const newest = useRef(ask);
  const status = useRef<'idle' | 'asking' | 'again' | 'left'>('idle');
  newest.current = ask;
  useEffect(() => {
    const run = async () => {
      do {
        status.current = 'asking';
        const question = newest.current;
        if (question === null) {
          setState({ value: null, error: null, milliseconds: 0 });
          continue;
        }
        const since = performance.now();
        const next = await question().then((value) => ({ value, error: null, milliseconds: performance.now() - since }), (error: unknown) => ({ error }));
        if (isLeft(status.current)) return;
        if (next.error !== null) sessionEndedBy(next.error);
        if (newest.current !== null) setState((before) => ({ ...before, ...next }));
        if (mayPass(next.error)) {
          await new Promise((resolve) => setTimeout(resolve, AGAIN_MS));
          if (isLeft(status.current)) return;
          status.current = 'again';
        }
      } while (isAgain(status.current));
      status.current = 'idle';
    };
    if (status.current === 'idle') void run();
    else status.current = 'again';
  }, inputs);
  useEffect(() => {
    status.current = status.current === 'left' ? 'idle' : status.current;
    return () => {
      status.current = 'left';
    };
  }, []);
  return state;
}

// functions, since the compiler takes a reference that it has just narrowed for unchanged
const isAgain = (status: string): boolean => status === 'again';
const isLeft = (status: string): boolean => status === 'left';
