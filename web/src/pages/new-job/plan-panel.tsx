import { Details } from '../../components/details.tsx';
import { LayersTable } from '../../components/layers-table.tsx';
import { Note, noteOf } from '../../components/note.tsx';
import { bytes, count, duration, fill } from '../../format.ts';
import { t } from '../../texts/index.ts';
import { focusField, type SpecProblem } from './spec-form.ts';
import { type Planned, problemsOf } from './use-plan.ts';

/** What a spec would do, or what is wrong with it. */
export function PlanPanel({ plan, error, pending }: Planned) {
  const problems = problemsOf(error);
  const said = pending ? t.newJob.checking : problems.length > 0 ? (problems.length === 1 ? t.newJob.problem : fill(t.newJob.problems, { count: problems.length })) : error === null ? t.newJob.ready : '';
  return (
    <section class="card plan" aria-label={t.newJob.plan} aria-busy={pending}>
      <div class="card-head"><h2>{t.newJob.plan}</h2></div>
      <p role="status" class={error === null ? (pending ? 'quiet' : 'good') : pending ? 'quiet' : 'bad'}>{said}</p>
      {error !== null && problems.length > 0 && <Problems problems={problems} />}
      {error !== null && problems.length === 0 && !pending && <Note {...noteOf(error)} />}
      {plan && (
        <div class={error !== null ? 'stale' : ''}>
          {error !== null && <p class="quiet">{t.newJob.stale}</p>}
          <dl class="facts">
            <div><dt>{t.newJob.parameters}</dt><dd>{count(plan.parameters)}</dd></div>
            <div><dt>{t.newJob.memory}</dt><dd>{bytes(plan.memoryBytes)}</dd></div>
            <div><dt>{t.newJob.time}</dt><dd>{plan.estimatedSeconds === null ? t.newJob.unknownTime : duration(plan.estimatedSeconds)} <small>{t.newJob.oneThread}</small></dd></div>
            <div><dt>{t.newJob.threads}</dt><dd>{plan.threads}</dd></div>
            <div><dt>{t.newJob.steps}</dt><dd>{count(plan.totalSteps)} <small>{fill(t.newJob.perEpoch, { count: count(plan.stepsPerEpoch) })}</small></dd></div>
          </dl>
          <LayersTable plan={plan} />
          <Details title={t.newJob.execution}>{() => <pre class="execution" tabIndex={0}>{plan.execution.join('\n')}</pre>}</Details>
        </div>
      )}
    </section>
  );
}

function Problems({ problems }: { problems: readonly SpecProblem[] }) {
  return (
    <ul class="problems">
      {problems.map(({ pointer, detail, hint }) => (
        <li key={pointer + detail}>
          <button type="button" class="link-button mono" title={t.newJob.goTo} onClick={() => focusField(pointer)}>{pointer}</button>
          <div>{detail} <span class="quiet">{hint}</span></div>
        </li>
      ))}
    </ul>
  );
}
