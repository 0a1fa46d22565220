import { useEffect, useState } from 'preact/hooks';
import { untilAnswered } from './again.ts';
import { sessionEndedBy } from './session.ts';

export interface Loaded<T> {
  data: T | null;
  error: unknown;
  reload(): void;
}

/** What `load` answers, asked again whenever `inputs` change, and until there is an answer; the data of before stays until then. */
export function useLoaded<T>(load: (signal: AbortSignal) => Promise<T>, inputs: readonly unknown[]): Loaded<T> {
  const [state, setState] = useState<{ data: T | null; error: unknown }>({ data: null, error: null });
  const [turn, setTurn] = useState(0);
  useEffect(() => {
    const controller = new AbortController();
    const { signal } = controller;
    const work = async () => {
      const data = await load(signal);
      if (!signal.aborted) setState({ data, error: null });
    };
    void untilAnswered(work, signal, (error) => {
      sessionEndedBy(error);
      setState(({ data }) => ({ data, error }));
    });
    return () => controller.abort();
  }, [...inputs, turn]);
  return { ...state, reload: () => setTurn((now) => now + 1) };
}
