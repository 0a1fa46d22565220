import { useEffect, useState } from 'preact/hooks';
import { sessionEndedBy } from './session.ts';

export interface Loaded<T> {
  data: T | null;
  error: unknown;
  reload(): void;
}

/** What `load` answers, asked again whenever `inputs` change; the data of before stays until then. */
export function useLoaded<T>(load: (signal: AbortSignal) => Promise<T>, inputs: readonly unknown[]): Loaded<T> {
  const [state, setState] = useState<{ data: T | null; error: unknown }>({ data: null, error: null });
  const [turn, setTurn] = useState(0);
  useEffect(() => {
    const controller = new AbortController();
    load(controller.signal).then(
      (data) => controller.signal.aborted || setState({ data, error: null }),
      (error: unknown) => {
        if (controller.signal.aborted) return;
        sessionEndedBy(error);
        setState(({ data }) => ({ data, error }));
      },
    );
    return () => controller.abort();
  }, [...inputs, turn]);
  return { ...state, reload: () => setTurn((now) => now + 1) };
}
