import { useEffect, useState } from 'preact/hooks';
import { type JobPlan, type JobSpecInput, TrainyardApiError } from '../../../../src/client/index.ts';
import { client } from '../../service/client.ts';
import { sessionEndedBy } from '../../service/session.ts';
import type { Spec, SpecProblem } from './spec-form.ts';

const TYPING_MS = 350;

export interface Planned {
  /** of the last spec that could be trained */
  plan: JobPlan | null;
  /** why this one cannot; null: it can, or it is being looked at */
  error: unknown;
  pending: boolean;
}

/** What the service says of a spec while it is being written. */
export function usePlan(spec: Spec | null): Planned {
  const [planned, setPlanned] = useState<Planned>({ plan: null, error: null, pending: true });
  const text = spec === null ? null : JSON.stringify(spec);
  useEffect(() => {
    if (text === null) return;
    const stop = new AbortController();
    setPlanned((before) => ({ ...before, pending: true }));
    const ask = () => client.jobs.plan(JSON.parse(text) as JobSpecInput, { signal: stop.signal }).then(
      (plan) => stop.signal.aborted || setPlanned({ plan, error: null, pending: false }),
      (error: unknown) => {
        if (stop.signal.aborted) return;
        sessionEndedBy(error);
        setPlanned(({ plan }) => ({ plan, error, pending: false }));
      },
    );
    const timer = setTimeout(() => void ask(), TYPING_MS);
    return () => {
      clearTimeout(timer);
      stop.abort();
    };
  }, [text]);
  return planned;
}

export const problemsOf = (error: unknown): readonly SpecProblem[] => (error instanceof TrainyardApiError ? error.issues : []);
