import { useLocation } from 'preact-iso';
import { useEffect, useMemo, useState } from 'preact/hooks';
import type { JobSpecInput } from '../../../../src/client/index.ts';
import { literal } from '../../code.ts';
import { Button } from '../../components/button.tsx';
import { LoadError } from '../../components/load-error.tsx';
import { Loading } from '../../components/loading.tsx';
import { Note, noteOf, type NoteProps } from '../../components/note.tsx';
import { Page } from '../../components/page.tsx';
import { RequestCode } from '../../components/request-code.tsx';
import { type Catalogue, useCatalogue } from '../../service/catalogue.ts';
import { client } from '../../service/client.ts';
import { useLoaded } from '../../service/use-loaded.ts';
import { t } from '../../texts/index.ts';
import { brief } from './brief.ts';
import { FormView } from './form-view.tsx';
import { JsonView } from './json-view.tsx';
import './new-job.css';
import { PlanPanel } from './plan-panel.tsx';
import { focusField, formOf, type Spec } from './spec-form.ts';
import { problemsOf, usePlan } from './use-plan.ts';

const START: Spec = { model: 'my-model', dataset: { name: 'synthetic-digits' }, network: { preset: 'two-layer-net' }, epochs: 5, seed: 1 };

/** `?from=<job id>` begins with the spec of a job. */
export function NewJobPage() {
  const { query } = useLocation();
  const { data: catalogue, error } = useCatalogue();
  const from = useLoaded(async () => (query.from === undefined ? START : ((await client.jobs.get(query.from)).spec as Spec)), [query.from]);
  const problem = error ?? from.error;
  return (
    <Page title={t.newJob.title}>
      {problem !== null ? <LoadError error={problem} /> : catalogue && from.data ? <Editor catalogue={catalogue} start={query.from === undefined ? from.data : brief(from.data, catalogue.spec)} /> : <Loading />}
    </Page>
  );
}

function Editor({ catalogue, start }: { catalogue: Catalogue; start: Spec }) {
  const { route } = useLocation();
  const [spec, setSpec] = useState(start);
  const [view, setView] = useState<'form' | 'json'>('form');
  const [busy, setBusy] = useState(false);
  const [refused, setRefused] = useState<unknown>(null);
  const planned = usePlan(spec);
  const problems = problemsOf(planned.error);
  const form = useMemo(() => formOf({ spec, catalogue, problems, onChange: setSpec }), [spec, catalogue, problems]);
  useEffect(() => setRefused(null), [spec]);
  const submit = (event: Event) => {
    event.preventDefault();
    setBusy(true);
    client.jobs.create(spec as JobSpecInput).then(({ id }) => route(`/jobs/${id}`), (error: unknown) => {
      setBusy(false);
      setRefused(error);
      const [first] = problemsOf(error);
      if (first) focusField(first.pointer);
    });
  };
  const refusal: NoteProps | null = refused === null ? null : noteOf(refused);
  return (
    <form class="editor" onSubmit={submit} noValidate>
      <div class="editor-form">
        <Views view={view} onView={setView} />
        {view === 'form' ? <FormView form={form} /> : <JsonView spec={spec} onChange={setSpec} />}
      </div>
      <div class="editor-plan">
        <PlanPanel {...planned} />
        {refusal && <Note {...refusal} />}
        <Button kind="primary" type="submit" busy={busy}>{t.newJob.start}</Button>
        <RequestCode requests={[{ method: 'POST', path: '/api/v1/jobs', body: spec }]} client={`const job = await client.jobs.create(${literal(spec)});\nfor await (const event of client.jobs.events(job.id)) console.log(event.type, event.data);`} />
      </div>
    </form>
  );
}

function Views({ view, onView }: { view: 'form' | 'json'; onView: (view: 'form' | 'json') => void }) {
  return (
    <fieldset class="views">
      <legend class="visually-hidden">{t.newJob.view}</legend>
      {(['form', 'json'] as const).map((name) => (
        <label key={name}><input type="radio" name="view" checked={view === name} onChange={() => onView(name)} />{t.newJob[name]}</label>
      ))}
    </fieldset>
  );
}
