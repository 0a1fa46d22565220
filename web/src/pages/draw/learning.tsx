import { useState } from 'preact/hooks';
import { Button } from '../../components/button.tsx';
import { Card } from '../../components/card.tsx';
import { Chart } from '../../components/chart.tsx';
import { Note, noteOf } from '../../components/note.tsx';
import { ProgressBar } from '../../components/progress-bar.tsx';
import { StatusBadge } from '../../components/status-badge.tsx';
import { client } from '../../service/client.ts';
import type { FollowedJob } from '../../service/use-job.ts';
import { share } from '../../format.ts';
import { t } from '../../texts/index.ts';

/** How far the training is, and how good the network is by now. */
export function Learning({ job, accuracy }: FollowedJob) {
  const [problem, setProblem] = useState<unknown>(null);
  if (job === null) return null;
  const { step, steps, etaSeconds } = job.progress;
  const last = accuracy.at(-1)?.[1];
  const runs = job.status === 'running';
  return (
    <Card title={job.finishedAt === null ? t.draw.learning : t.draw.learned} actions={<StatusBadge status={job.status} />}>
      <ProgressBar share={step / steps} label={t.draw.of(step, steps)} />
      <p class="quiet small number">{t.draw.of(step, steps)}{runs && etaSeconds !== null && `, ${t.draw.left(Math.ceil(etaSeconds))}`}</p>
      {job.status === 'queued' && <p class="quiet small">{t.draw.queued}</p>}
      {last !== undefined && <p class="accuracy-now"><span class="number">{share(last)}</span> <span class="quiet">{t.draw.accuracy}</span></p>}
      {accuracy.length > 1 && <Chart series={[{ label: t.draw.accuracy, points: accuracy, color: 1 }]} xLabel={t.draw.step} label={t.draw.accuracyCurve(share(last!))} height={150} range={[0, 1]} />}
      {job.error && <Note kind="error" title={job.error.message} hint={job.error.hint} />}
      {problem !== null && <Note {...noteOf(problem)} />}
      <div class="actions">
        {runs && <Button onClick={() => void client.jobs.stop(job.id).catch(setProblem)}>{t.draw.stop}</Button>}
        <a href={`/jobs/${job.id}`}>{t.draw.openJob}</a>
      </div>
    </Card>
  );
}
