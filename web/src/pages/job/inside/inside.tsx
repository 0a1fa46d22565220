import { useLocation } from 'preact-iso';
import { useId, useState } from 'preact/hooks';
import type { Job, JobSpecInput } from '../../../../../src/client/index.ts';
import { Button } from '../../../components/button.tsx';
import { Card } from '../../../components/card.tsx';
import { LoadError } from '../../../components/load-error.tsx';
import { Loading } from '../../../components/loading.tsx';
import { Note, noteOf } from '../../../components/note.tsx';
import { count, fill } from '../../../format.ts';
import { client } from '../../../service/client.ts';
import { t } from '../../../texts/index.ts';
import { Heat } from './heat.tsx';
import './inside.css';
import { LookTable } from './look-table.tsx';
import { type Kind, type Looks, partsOf, useLooks } from './looks.ts';
import { Outcome } from './outcome.tsx';

/** The layer view: what happens in the network while it learns. */
export function Inside({ job, looks }: { job: Job; /** grows when there is more to see */ looks: number }) {
  if (job.spec.insights == null) return <Off job={job} />;
  return <On job={job} turn={`${looks}/${job.status}`} />;
}

function Off({ job }: { job: Job }) {
  const { route } = useLocation();
  const [error, setError] = useState<unknown>(null);
  const again = () => {
    const everySteps = Math.max(1, Math.ceil(job.progress.steps / 40));
    client.jobs.create({ ...job.spec, insights: { everySteps } } as JobSpecInput).then(({ id }) => route(`/jobs/${id}`), setError);
  };
  return (
    <Card title={t.inside.title} wide>
      <p>{t.inside.off} <span class="quiet">{t.inside.offHint}</span></p>
      <Button onClick={again}>{t.inside.again}</Button>
      {error !== null && <Note {...noteOf(error)} />}
    </Card>
  );
}

function On({ job, turn }: { job: Job; turn: string }) {
  const state = useLooks(job.id, turn);
  const { newest, looks, wanted, error } = state;
  return (
    <Card title={t.inside.title} wide actions={looks.length < wanted && <span class="quiet">{fill(t.inside.loading, { done: looks.length, all: wanted })}</span>}>
      <LoadError error={error} />
      {newest === null && error === null && <Loading />}
      {newest !== null && (looks.length === 0 ? <p class="quiet">{t.inside.none}</p> : <Shown {...state} />)}
      {newest?.filters && <Filters filters={newest.filters} step={looks.at(-1)?.step ?? 0} />}
      {newest?.outcome && <Outcome outcome={newest.outcome} />}
      {newest && !newest.outcome && looks.length > 0 && job.finishedAt === null && <p class="quiet">{t.inside.later}</p>}
    </Card>
  );
}

function Shown({ newest, looks }: Looks) {
  const [kind, setKind] = useState<Kind>('activations');
  const [at, setAt] = useState<number | null>(null);
  const [names, setNames] = useState<Partial<Record<Kind, string>>>({});
  const ids = { kind: useId(), step: useId() };
  const index = Math.min(at ?? looks.length - 1, looks.length - 1);
  const look = looks[index];
  const parts = partsOf(look, kind);
  const name = names[kind] ?? parts[0]?.name ?? '';
  const said = `${fill(t.inside.atStep, { step: count(look.step) })}${at === null ? ` (${t.inside.newest})` : ''}`;
  return (
    <>
      <div class="inside-controls">
        <label for={ids.kind}>{t.inside.what}</label>
        <select id={ids.kind} value={kind} onChange={(event) => setKind(event.currentTarget.value as Kind)}>
          {(['activations', 'gradients', 'weights'] as const).map((each) => <option key={each} value={each}>{t.inside[each]}</option>)}
        </select>
        <label for={ids.step}>{t.inside.stepLabel}</label>
        <input id={ids.step} type="range" min={0} max={looks.length - 1} value={index} aria-valuetext={said} onInput={(event) => setAt(Number(event.currentTarget.value) === looks.length - 1 ? null : Number(event.currentTarget.value))} />
        <output for={ids.step} class="number">{said}</output>
      </div>
      <h3 class="inside-head">{fill(t.inside.overTime, { name })}</h3>
      <Heat looks={looks} kind={kind} name={name} edges={newest!.edges} at={index} />
      <LookTable look={look} kind={kind} picked={name} onPick={(picked) => setNames({ ...names, [kind]: picked })} />
    </>
  );
}

function Filters({ filters: { layer, count: all, before, now }, step }: { filters: NonNullable<NonNullable<Looks['newest']>['filters']>; step: number }) {
  const moments = [[before, t.inside.before], [now, fill(t.inside.now, { step: count(step) })]] as const;
  return (
    <>
      <h3 class="inside-head">{fill(t.inside.filters, { layer })}</h3>
      <div class="filters">
        {moments.map(([png, moment]) => <figure key={moment}><img src={png} alt={fill(t.inside.filtersAlt, { count: all, layer, moment })} /><figcaption class="quiet">{moment}</figcaption></figure>)}
      </div>
    </>
  );
}
