import type { ReadonlySignal } from '@preact/signals';
import type { LogLine } from '../../service/job-follower.ts';
import { count, fill } from '../../format.ts';
import { t } from '../../texts/index.ts';

const clock = new Intl.DateTimeFormat(t.language, { timeStyle: 'medium' });

export function JobLog({ lines }: { lines: ReadonlySignal<readonly LogLine[]> }) {
  if (lines.value.length === 0) return <p class="quiet">{t.job.noLog}</p>;
  return (
    <ol class="log" tabIndex={0} aria-label={t.job.log}>
      {lines.value.map(({ seq, at, step, text }) => <li key={seq}><time datetime={at} class="quiet">{clock.format(new Date(at))}</time> <span class="quiet">{fill(t.job.atStep, { step: count(step) })}</span> {text}</li>)}
    </ol>
  );
}
