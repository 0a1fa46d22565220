import type { Job } from '../../../../src/client/index.ts';
import { Card } from '../../components/card.tsx';
import { ProgressBar } from '../../components/progress-bar.tsx';
import { count, duration, fill, number, secondsBetween, share, when } from '../../format.ts';
import { t } from '../../texts/index.ts';

export function ProgressCard({ job }: { job: Job }) {
  const { progress, status, queue, startedAt, finishedAt, attempts, parent, stopReason } = job;
  const done = progress.step / progress.steps;
  return (
    <Card title={t.job.progress} actions={<strong class="number">{share(done)}</strong>}>
      <ProgressBar share={done} label={fill(t.jobs.of, { share: share(done), steps: count(progress.steps) })} />
      {status === 'queued' && <p class="job-queue">{queue.position ? fill(t.job.queued, { position: queue.position }) : t.job.queuedNext} {queue.reason}</p>}
      {stopReason !== null && <p class="job-queue">{t.job.stopReasons[stopReason] ?? fill(t.job.stopReason, { reason: stopReason })}</p>}
      <dl class="facts">
        <div><dt>{t.job.steps}</dt><dd>{count(progress.step)} <small>/ {count(progress.steps)}</small></dd></div>
        {progress.epochs !== null && <div><dt>{t.job.epoch}</dt><dd>{number(progress.epoch)} <small>/ {count(progress.epochs)}</small></dd></div>}
        {finishedAt === null ? <div><dt>{t.job.left}</dt><dd>{duration(status === 'running' ? progress.etaSeconds : null)}</dd></div> : <div><dt>{t.job.took}</dt><dd>{startedAt === null ? duration(null) : duration(secondsBetween(startedAt, finishedAt))}</dd></div>}
        <div><dt>{t.job.speed}</dt><dd>{progress.samplesPerSecond === null ? duration(null) : count(progress.samplesPerSecond)}</dd></div>
        <div><dt>{t.job.threads}</dt><dd>{attempts.at(-1)?.threads ?? duration(null)}</dd></div>
        <div><dt>{t.job.submitted}</dt><dd>{when(job.createdAt)}</dd></div>
        {parent !== null && <div><dt>{t.job.parent}</dt><dd><a href={parent.startsWith('sweep_') ? `/compare?sweep=${parent}` : `/jobs/${parent}`} class="mono">{`…${parent.slice(-8)}`}</a></dd></div>}
      </dl>
    </Card>
  );
}
