import type { Job } from '../../../../src/client/index.ts';
import { count, duration, secondsBetween, when } from '../../format.ts';
import { t } from '../../texts/index.ts';

type Attempt = Job['attempts'][number];

export function Attempts({ job: { attempts } }: { job: Job }) {
  if (attempts.length === 0) return <p class="quiet">{t.job.noAttempt}</p>;
  return (
    <>
      {attempts.length > 1 && <Strip attempts={attempts} />}
      <div class="scroll" tabIndex={0} role="group" aria-label={t.job.attempts}>
        <table>
          <caption class="visually-hidden">{t.job.attempts}</caption>
          <thead>
            <tr><th scope="col">{t.job.attempt}</th><th scope="col">{t.job.ended}</th><th scope="col">{t.job.began}</th><th scope="col" class="number">{t.job.lasted}</th><th scope="col" class="number">{t.job.threads}</th><th scope="col" class="number">{t.job.from}</th><th scope="col" class="number">{t.job.repeated}</th><th scope="col">{t.job.consumer}</th></tr>
          </thead>
          <tbody>
            {attempts.map(({ number, ended, startedAt, endedAt, threads, fromStep, repeatedSteps, consumer }) => (
              <tr key={number}>
                <th scope="row">{number}</th>
                <td>{ended === null ? t.job.running : t.job.endings[ended]}</td>
                <td class="time">{when(startedAt)}</td>
                <td class="number">{duration(secondsBetween(startedAt, endedAt))}</td>
                <td class="number">{threads}</td>
                <td class="number">{count(fromStep)}</td>
                <td class="number">{count(repeatedSteps)}</td>
                <td class="mono">{consumer}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}

/** When it was computed, and when it waited; the table says the same. */
function Strip({ attempts }: { attempts: readonly Attempt[] }) {
  const begin = attempts[0].startedAt;
  const all = secondsBetween(begin, attempts.at(-1)!.endedAt) || 1;
  return (
    <div class="strip" aria-hidden="true">
      {attempts.map(({ number, startedAt, endedAt, ended }) => (
        <div key={number} class={ended ?? 'running'} style={{ left: `${(100 * secondsBetween(begin, startedAt)) / all}%`, width: `${Math.max(0.6, (100 * secondsBetween(startedAt, endedAt)) / all)}%` }}>{number}</div>
      ))}
    </div>
  );
}
