import type { Job } from '../../../../src/client/index.ts';
import { Card } from '../../components/card.tsx';
import { count, fill } from '../../format.ts';
import { t } from '../../texts/index.ts';

/** What the training doctor found: what was seen, why, what to try, and where the book shows it. */
export function Warnings({ warnings }: { warnings: Job['warnings'] }) {
  if (warnings.length === 0) return null;
  return (
    <Card title={t.job.warnings} wide>
      <div role="status">
        <ul class="warnings">
          {warnings.map(({ code, step, message, cause, fix, chapter, experiment }) => (
            <li key={code} class="note warning">
              <strong>{message}</strong> <span class="quiet">{fill(t.job.atStep, { step: count(step) })}</span>
              <p><b>{t.job.cause}:</b> {cause}</p>
              <p><b>{t.job.fix}:</b> {fix}</p>
              <p class="quiet">{fill(t.job.chapter, { chapter })} · <a href={`/experiments?experiment=${experiment}`}>{t.job.experiment}</a></p>
            </li>
          ))}
        </ul>
      </div>
    </Card>
  );
}
