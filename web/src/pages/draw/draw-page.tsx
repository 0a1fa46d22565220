import { useLocation } from 'preact-iso';
import { useEffect, useState } from 'preact/hooks';
import { Button } from '../../components/button.tsx';
import { Card } from '../../components/card.tsx';
import { LoadError } from '../../components/load-error.tsx';
import { Loading } from '../../components/loading.tsx';
import { Note, noteOf } from '../../components/note.tsx';
import { Page } from '../../components/page.tsx';
import { client } from '../../service/client.ts';
import { liveJobs, liveJobsAt, useLiveJobs } from '../../service/live-jobs.ts';
import { useLoaded } from '../../service/use-loaded.ts';
import { t } from '../../texts/index.ts';
import { Board } from './board.tsx';
import './draw.css';
import { sideOf } from './preprocess.ts';
import { type Drawing, EMPTY } from './strokes.ts';
import { addressOf, keyOf, mayAnswer, type Target, targetOf } from './target.ts';
import { trainNow } from './train-now.ts';

/** /draw, /draw?job=<id>, /draw?model=<name>&version=<n> */
export function DrawPage() {
  useLiveJobs();
  const { query, route } = useLocation();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<unknown>(null);
  const [drawing, setDrawing] = useState<Drawing>(EMPTY);
  const models = useLoaded((signal) => client.models.list({ limit: 100 }, { signal }), []);
  const target = targetOf(query);
  const drawable = models.data?.data.filter(({ latest }) => sideOf(latest.inputShape) && latest.target !== 'input') ?? [];
  const learning = liveJobs.value.filter((job) => mayAnswer(job) && (job.result === null || (target?.kind === 'job' && target.id === job.id)) && job.spec.target !== 'input' && !isFlat(job.spec.dataset.name));

  useEffect(() => {
    if (target !== null || liveJobsAt.value === null || models.data === null) return;
    const [job] = learning;
    if (job) route(addressOf({ kind: 'job', id: job.id }), true);
    else if (drawable.length > 0) route(addressOf({ kind: 'model', name: newest(drawable).name, version: null }), true);
  }, [target === null, liveJobsAt.value === null, models.data]);

  const train = async () => {
    setBusy(true);
    setProblem(null);
    await trainNow().then(({ id }) => route(addressOf({ kind: 'job', id })), setProblem);
    setBusy(false);
  };
  const choices: { target: Target; label: string; job: boolean }[] = [
    ...learning.map(({ id, spec }) => ({ target: { kind: 'job' as const, id }, label: t.draw.jobOption(String(spec.model), id.slice(-6)), job: true })),
    ...drawable.map(({ name, latestVersion }) => ({ target: { kind: 'model' as const, name, version: null }, label: t.draw.modelOption(name, latestVersion), job: false })),
  ];
  return (
    <Page title={t.draw.title} actions={target && <Button onClick={() => void train()} busy={busy}>{t.draw.trainAgain}</Button>}>
      {problem !== null && <Note {...noteOf(problem)} />}
      <LoadError error={models.error} />
      {target !== null ? (
        <Board target={target} drawing={drawing} onDrawing={setDrawing} choices={<Choice target={target} choices={choices} onChoose={(to) => route(addressOf(to))} />} />
      ) : liveJobsAt.value === null || models.data === null || learning.length + drawable.length > 0 ? <Loading /> : (
        <Card title={t.draw.nobody}>
          <p>{t.draw.nobodyText}</p>
          <Button kind="primary" onClick={() => void train()} busy={busy}>{t.draw.train}</Button>
          <p class="quiet small">{t.draw.trainHelp}</p>
        </Card>
      )}
    </Page>
  );
}

/** Points in the plane are no images; what else a dataset holds is known once it is asked for. */
const isFlat = (dataset: unknown): boolean => ['spiral', 'moons', 'circles', 'xor'].includes(String(dataset));

const newest = <M extends { latest: { createdAt: string } }>(models: readonly M[]): M => models.toSorted((a, b) => (a.latest.createdAt < b.latest.createdAt ? 1 : -1))[0];

interface ChoiceProps {
  target: Target;
  choices: readonly { target: Target; label: string; job: boolean }[];
  onChoose(target: Target): void;
}

function Choice({ target, choices, onChoose }: ChoiceProps) {
  const known = choices.some((choice) => keyOf(choice.target) === keyOf(target));
  const group = (label: string, jobs: boolean) => {
    const members = choices.filter(({ job }) => job === jobs);
    return members.length === 0 ? null : <optgroup label={label}>{members.map((choice) => <option key={keyOf(choice.target)} value={keyOf(choice.target)}>{choice.label}</option>)}</optgroup>;
  };
  return (
    <label class="answerer">
      <span>{t.draw.answers}</span>
      <select value={keyOf(target)} onChange={({ currentTarget: { value } }) => onChoose(choices.find((choice) => keyOf(choice.target) === value)!.target)}>
        {!known && <option value={keyOf(target)}>{target.kind === 'job' ? t.draw.jobOption('', target.id.slice(-6)) : target.version === null ? target.name : t.draw.modelOption(target.name, target.version)}</option>}
        {group(t.draw.jobs, true)}
        {group(t.draw.models, false)}
      </select>
    </label>
  );
}
