import { useEffect, useState } from 'preact/hooks';
import type { ExperimentRun } from '../../../../src/client/index.ts';
import { untilAnswered } from '../../service/again.ts';
import { client } from '../../service/client.ts';

const AGAIN_MS = 2000;

/** Runs of an experiment, newest first; asked for again while one of them runs. */
export function useRuns(id: string): { runs: readonly ExperimentRun[] | null; add: (run: ExperimentRun) => void } {
  const [runs, setRuns] = useState<readonly ExperimentRun[] | null>(null);
  useEffect(() => {
    const leaving = new AbortController();
    const load = async () => {
      const { data } = await client.experiments.runs(id);
      if (!leaving.signal.aborted) setRuns(data);
    };
    void untilAnswered(load, leaving.signal, () => undefined); // the list of experiments says when the service is away
    return () => leaving.abort();
  }, [id]);
  const live = runs?.find(({ status }) => status === 'running')?.id ?? null;
  useEffect(() => {
    if (live === null) return;
    const timer = setInterval(() => {
      client.experiments.getRun(live).then((run) => setRuns((all) => all?.map((each) => (each.id === run.id ? run : each)) ?? null), () => undefined);
    }, AGAIN_MS);
    return () => clearInterval(timer);
  }, [live]);
  return { runs, add: (run) => setRuns((all) => [run, ...(all ?? [])]) };
}
