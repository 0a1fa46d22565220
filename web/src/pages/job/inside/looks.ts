import { useEffect, useRef, useState } from 'preact/hooks';
import { untilAnswered } from '../../../service/again.ts';
import { client } from '../../../service/client.ts';

export type Insights = Awaited<ReturnType<typeof client.jobs.insights>>;
export type Look = NonNullable<Insights['insight']>;
export type Statistics = Look['layers'][number]['activations'];
export type Kind = 'activations' | 'gradients' | 'weights';

/** So many looks are fetched, spread over the training. */
const MOST = 24;
/** Looks that come in quick succession are fetched together. */
const GATHER_MS = 500;

export interface Looks {
  newest: Insights | null;
  /** ascending by step */
  looks: readonly Look[];
  wanted: number;
  error: unknown;
}

/** Every second, fourth, eighth … of many steps, and the last: a list that grows keeps most of what was fetched. */
export function spread(steps: readonly number[], most = MOST): number[] {
  const stride = 2 ** Math.max(0, Math.ceil(Math.log2(steps.length / most)));
  return steps.filter((_, index) => index % stride === 0 || index === steps.length - 1);
}

/** What was seen inside a job; fetched again with every `turn`, each look once. */
export function useLooks(id: string, turn: unknown): Looks {
  const [state, setState] = useState<Looks>({ newest: null, looks: [], wanted: 0, error: null });
  const kept = useRef(new Map<number, Look>());
  useEffect(() => {
    const leaving = new AbortController();
    const { signal } = leaving;
    const show = (newest: Insights, steps: readonly number[]) => {
      const looks = steps.map((step) => kept.current.get(step)).filter((look) => look !== undefined);
      if (!signal.aborted) setState({ newest, looks, wanted: steps.length, error: null });
    };
    const load = async () => {
      const newest = await client.jobs.insights(id);
      if (newest.insight) kept.current.set(newest.insight.step, newest.insight);
      const steps = spread(newest.steps);
      show(newest, steps);
      for (const step of steps.filter((each) => !kept.current.has(each))) {
        if (signal.aborted) return;
        const { insight } = await client.jobs.insights(id, { step });
        if (insight) kept.current.set(step, insight);
        show(newest, steps);
      }
    };
    const begin = () => void untilAnswered(load, signal, (error) => setState((before) => ({ ...before, error })));
    const timer = setTimeout(begin, kept.current.size === 0 ? 0 : GATHER_MS);
    return () => {
      leaving.abort();
      clearTimeout(timer);
    };
  }, [id, turn]);
  return state;
}

export interface Part {
  name: string;
  statistics: Statistics;
}

/** The layers or parameters of a look, by what is asked of them. */
export const partsOf = (look: Look, kind: Kind): Part[] =>
  kind === 'activations' ? look.layers.map(({ name, activations }) => ({ name, statistics: activations })) : look.parameters.map((parameter) => ({ name: parameter.name, statistics: parameter[kind] }));

/** First and last bin with anything in it. */
export function binsInUse(histograms: readonly (readonly number[])[]): [number, number] {
  const used = histograms.flatMap((bins) => [bins.findIndex((each) => each > 0), bins.findLastIndex((each) => each > 0)]).filter((at) => at >= 0);
  return used.length === 0 ? [0, 0] : [Math.min(...used), Math.max(...used)];
}
