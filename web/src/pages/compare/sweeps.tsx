import { useLocation } from 'preact-iso';
import { useState } from 'preact/hooks';
import type { SweepInput } from '../../../../src/client/index.ts';
import { Button } from '../../components/button.tsx';
import { Card } from '../../components/card.tsx';
import { Details } from '../../components/details.tsx';
import { Field } from '../../components/field.tsx';
import { LoadError } from '../../components/load-error.tsx';
import { Loading } from '../../components/loading.tsx';
import { Note, noteOf, type NoteProps } from '../../components/note.tsx';
import { fill, metric as shownMetric, when } from '../../format.ts';
import { client } from '../../service/client.ts';
import { useLoaded } from '../../service/use-loaded.ts';
import { t } from '../../texts/index.ts';

type Sweep = Awaited<ReturnType<typeof client.sweeps.get>>;

export const endedOf = ({ trials }: Sweep): number => (trials.succeeded ?? 0) + (trials.failed ?? 0) + (trials.cancelled ?? 0);

const EXAMPLE = {
  spec: { model: 'moons', network: { preset: 'multi-layer-net', hidden: [32, 32] }, dataset: { name: 'moons' }, optimizer: { type: 'adam' }, epochs: 20, seed: 1 },
  search: { type: 'random', trials: 6, parameters: { 'optimizer.learningRate': { logUniform: [1e-4, 1e-1] } } },
  metric: 'testAccuracy', concurrency: 2, seed: 1,
};

export function Sweeps() {
  const { data, error } = useLoaded(() => client.sweeps.list(), []);
  return (
    <>
      <Card title={t.compare.sweeps}>
        {error !== null ? <LoadError error={error} /> : !data ? <Loading /> : data.data.length === 0 ? <p class="quiet">{t.compare.noSweeps}</p> : <SweepTable sweeps={data.data} />}
      </Card>
      <Details title={t.compare.newSweep}>{() => <NewSweep />}</Details>
    </>
  );
}

function SweepTable({ sweeps }: { sweeps: readonly Sweep[] }) {
  return (
    <div class="scroll" tabIndex={0} role="group" aria-label={t.compare.sweeps}>
      <table>
        <caption class="visually-hidden">{t.compare.sweepsCaption}</caption>
        <thead><tr><th scope="col">{t.compare.sweep}</th><th scope="col">{t.jobs.status}</th><th scope="col">{t.compare.trials}</th><th scope="col">{t.compare.looksFor}</th><th scope="col" class="number">{t.compare.best}</th><th scope="col">{t.jobs.started}</th></tr></thead>
        <tbody>
          {sweeps.map((sweep) => (
            <tr key={sweep.id}>
              <th scope="row"><a href={`/compare?sweep=${sweep.id}`}>{String(sweep.spec.model ?? sweep.id)}</a></th>
              <td><span class={`badge ${sweep.status}`}>{t.status[sweep.status]}</span></td>
              <td>{fill(t.compare.trialsOf, { done: endedOf(sweep), all: sweep.trials.total })}</td>
              <td>{t.metrics[sweep.metric] ?? sweep.metric}</td>
              <td class="number">{shownMetric(sweep.metric, sweep.best?.value)}</td>
              <td class="quiet time">{when(sweep.createdAt)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function NewSweep() {
  const { route } = useLocation();
  const [text, setText] = useState(() => JSON.stringify(EXAMPLE, null, 2));
  const [problem, setProblem] = useState<NoteProps | null>(null);
  const [busy, setBusy] = useState(false);
  const submit = (event: Event) => {
    event.preventDefault();
    setBusy(true);
    setProblem(null);
    Promise.resolve(text).then((json) => JSON.parse(json) as SweepInput).then((sweep) => client.sweeps.create(sweep)).then(({ id }) => route(`/compare?sweep=${id}`), (error: unknown) => {
      setBusy(false);
      setProblem(error instanceof SyntaxError ? { kind: 'error', title: fill(t.newJob.notJson, { reason: error.message }) } : noteOf(error));
    });
  };
  return (
    <form onSubmit={submit}>
      <Field label={t.compare.newSweepLabel} help={t.compare.newSweepHelp}>{(id) => <textarea {...id} rows={20} spellcheck={false} value={text} onInput={(event) => setText(event.currentTarget.value)} />}</Field>
      {problem && <Note {...problem} />}
      <Button kind="primary" type="submit" busy={busy}>{t.compare.startSweep}</Button>
    </form>
  );
}
