import { useEffect, useRef, useState } from 'preact/hooks';
import type { Experiment } from '../../../../src/client/index.ts';
import { Button } from '../../components/button.tsx';
import { Field } from '../../components/field.tsx';
import { Note, noteOf, type NoteProps } from '../../components/note.tsx';
import { fill } from '../../format.ts';
import { client } from '../../service/client.ts';
import { t } from '../../texts/index.ts';
import { BandTable, RunReport, VerdictBadge } from './run-report.tsx';
import { useRuns } from './use-runs.ts';

const seedsOf = (text: string): number[] | null => {
  const seeds = text.split(',').map((part) => part.trim()).filter((part) => part !== '').map(Number);
  return seeds.length > 0 && seeds.length <= 10 && seeds.every((seed) => Number.isSafeInteger(seed) && seed >= 0) ? seeds : null;
};

export function ExperimentCard({ experiment, isAsked }: { experiment: Experiment; /** somebody followed a link to it */ isAsked: boolean }) {
  const { id, title, summary, source, script, book, datasets } = experiment;
  const { runs, add } = useRuns(id);
  const [newest, ...earlier] = runs ?? [];
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (!isAsked) return;
    heading.current?.scrollIntoView({ block: 'start' });
    heading.current?.focus();
  }, [isAsked]);
  return (
    <article class="card experiment" aria-labelledby={id}>
      <div class="card-head"><h3 id={id} ref={heading} tabIndex={-1}>{title}</h3>{runs && <VerdictBadge run={newest} />}</div>
      <p>{summary}</p>
      <BandTable experiment={experiment} run={newest} />
      <p class="experiment-source quiet">
        {fill(t.experiments.source, { source })}{script && <> · {fill(t.experiments.script, { script })}</>}{book && <> · {fill(t.experiments.book, { result: book.result })}</>}
        {datasets.length > 0 && <> · {fill(t.experiments.data, { datasets: datasets.join(', ') })}</>}
      </p>
      {newest && <RunReport experiment={experiment} run={newest} />}
      {earlier.length > 0 && <p class="quiet">{fill(t.experiments.earlier, { count: earlier.length })}</p>}
      <RunForm experiment={experiment} isRunning={newest?.status === 'running'} onRun={add} />
    </article>
  );
}

function RunForm({ experiment: { id, title }, isRunning, onRun }: { experiment: Experiment; isRunning: boolean; onRun: ReturnType<typeof useRuns>['add'] }) {
  const [text, setText] = useState('1');
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<NoteProps | null>(null);
  const seeds = seedsOf(text);
  const submit = (event: Event) => {
    event.preventDefault();
    if (seeds === null) return;
    setBusy(true);
    setProblem(null);
    client.experiments.run(id, { seeds }).then(onRun, (error: unknown) => setProblem(noteOf(error))).finally(() => setBusy(false));
  };
  return (
    <form class="run-form" onSubmit={submit}>
      <Field label={t.experiments.seeds} help={t.experiments.seedsHelp} problem={seeds === null ? t.experiments.badSeeds : null}>{(ids) => <input {...ids} inputMode="numeric" value={text} onInput={(event) => setText(event.currentTarget.value)} />}</Field>
      <Button kind="primary" type="submit" busy={busy || isRunning} aria-label={`${t.experiments.run}: ${title}`}>{t.experiments.run}</Button>
      {problem && <Note {...problem} />}
    </form>
  );
}
