import type { Experiment, ExperimentRun } from '../../../../src/client/index.ts';
import { ProgressBar } from '../../components/progress-bar.tsx';
import { duration, fill, number, share } from '../../format.ts';
import { t } from '../../texts/index.ts';

type Band = Experiment['bands'][number];

const say = (unit: Band['unit'], value: unknown): string => (unit === 'share' ? share(value) : number(value));

export function expected({ unit, least, most }: Band): string {
  if (least !== null && most !== null) return least === most ? say(unit, least) : fill(t.experiments.between, { least: say(unit, least), most: say(unit, most) });
  if (least !== null) return fill(t.experiments.atLeast, { least: say(unit, least) });
  return most !== null ? fill(t.experiments.atMost, { most: say(unit, most) }) : t.experiments.any;
}

export type Verdict = 'inside' | 'outside' | 'running' | 'failed' | 'never';

export const verdictOf = (run: ExperimentRun | undefined): Verdict => (run === undefined ? 'never' : run.status === 'running' ? 'running' : run.status === 'failed' ? 'failed' : run.verdict ?? 'failed');

const BADGE: Readonly<Record<Verdict, string>> = { inside: 'succeeded', outside: 'paused', running: 'running', failed: 'failed', never: '' };

export const VerdictBadge = ({ run }: { run: ExperimentRun | undefined }) => <span class={`badge ${BADGE[verdictOf(run)]}`} role="status">{t.experiments[verdictOf(run)]}</span>;

/** What was measured beside what should be. */
export function BandTable({ experiment, run }: { experiment: Experiment; run: ExperimentRun | undefined }) {
  return (
    <div class="scroll" tabIndex={0} role="group" aria-label={`${t.experiments.bands}: ${experiment.title}`}>
      <table class="bands">
        <caption class="visually-hidden">{t.experiments.bands}</caption>
        <thead><tr><th scope="col">{t.experiments.band}</th><th scope="col" class="number">{t.experiments.expected}</th><th scope="col" class="number">{t.experiments.measured}</th></tr></thead>
        <tbody>
          {experiment.bands.map((band) => {
            const measured = run?.bands.find(({ name }) => name === band.name);
            return (
              <tr key={band.name}>
                <th scope="row">{band.label}</th>
                <td class="number">{expected(band)}</td>
                <td class={`number ${measured ? (measured.inside ? 'good' : 'warn') : ''}`}>{measured ? `${measured.inside ? '✓' : '✗'} ${say(band.unit, measured.median)}` : number(null)}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}

/** How far a run is, what came of it, and where its jobs are. */
export function RunReport({ experiment, run }: { experiment: Experiment; run: ExperimentRun }) {
  const jobs = run.parts.filter(({ kind }) => kind === 'job');
  const sweeps = run.parts.filter(({ kind }) => kind === 'sweep');
  const ended = run.parts.filter(({ status }) => ['succeeded', 'failed', 'cancelled'].includes(status)).length;
  return (
    <div class="run">
      {run.status === 'running' && <ProgressBar share={ended / (run.parts.length || 1)} label={t.experiments.running} />}
      {run.reason !== null && <p class="bad">{run.reason}</p>}
      {run.figure !== null && <img class="figure" src={run.figure} alt={fill(t.experiments.figureAlt, { title: experiment.title })} loading="lazy" />}
      <p class="run-links quiet">
        {run.seconds !== null && <span>{fill(t.experiments.took, { time: duration(run.seconds) })}</span>}
        {jobs.length > 1 && <a href={`/compare?jobs=${jobs.map(({ id }) => id).join(',')}`}>{t.experiments.compare}</a>}
        {jobs.slice(0, 12).map(({ id, name, seed }) => <a key={id} href={`/jobs/${id}`}>{run.seeds.length > 1 ? `${name} (${seed})` : name}</a>)}
        {sweeps.map(({ id, name }) => <a key={id} href={`/compare?sweep=${id}`}>{name}</a>)}
      </p>
    </div>
  );
}
