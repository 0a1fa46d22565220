import type { Job } from '../../../../src/client/index.ts';
import { ProgressBar } from '../../components/progress-bar.tsx';
import { Sparkline } from '../../components/sparkline.tsx';
import { StatusBadge } from '../../components/status-badge.tsx';
import { count, duration, fill, metric, number, secondsBetween, share, when } from '../../format.ts';
import { t } from '../../texts/index.ts';

/** What says most about how good it is by now. */
const TELLING = ['validationAccuracy', 'testAccuracy', 'trainAccuracy', 'validationLoss', 'testLoss', 'trainLoss'];

export function networkName({ network }: Job['spec']): string {
  if ('preset' in network) return String(network.preset);
  return 'layers' in network ? network.layers.map(({ type }) => type).join(', ') : network.model;
}

interface JobRowProps {
  job: Job;
  losses: readonly number[];
  picked: boolean;
  onPick: (picked: boolean) => void;
}

export function JobRow({ job, losses, picked, onPick }: JobRowProps) {
  const { id, status, spec, progress, metrics, createdAt } = job;
  const telling = TELLING.find((name) => name in metrics);
  return (
    <tr>
      <td class="pick"><input type="checkbox" checked={picked} aria-label={fill(t.jobs.pickJob, { model: spec.model, id })} onChange={(event) => onPick(event.currentTarget.checked)} /></td>
      <th scope="row">
        <a href={`/jobs/${id}`}>{spec.model}</a> <StatusBadge status={status} />
        <div class="job-about">{networkName(spec)} · {spec.dataset.name} {Object.entries(spec.metadata ?? {}).map(([name, value]) => <span key={name} class="tag">{name}: {value}</span>)}</div>
      </th>
      <td class={job.finishedAt === null ? 'job-progress' : 'job-progress ended'}><ProgressBar share={progress.step / progress.steps} label={fill(t.jobs.of, { share: share(progress.step / progress.steps), steps: count(progress.steps) })} /><div class="job-time">{timeOf(job)}</div></td>
      <td><Sparkline values={losses} label={fill(t.jobs.lossOf, { model: spec.model, first: number(losses[0]), last: number(losses.at(-1)) })} /></td>
      <td class="number job-figure">{telling && <><strong>{metric(telling, metrics[telling])}</strong><div class="quiet">{t.metrics[telling] ?? telling}</div></>}</td>
      <td class="wide-only quiet"><time datetime={createdAt}>{when(createdAt)}</time></td>
    </tr>
  );
}

function timeOf({ status, progress, queue, startedAt, finishedAt }: Job): string {
  if (status === 'queued') return queue.position === null || queue.position === 0 ? t.jobs.next : fill(t.jobs.waiting, { position: queue.position });
  if (status === 'running' && progress.etaSeconds !== null) return fill(t.jobs.left, { time: duration(progress.etaSeconds) });
  return startedAt !== null && finishedAt !== null ? duration(secondsBetween(startedAt, finishedAt)) : fill(t.jobs.of, { share: share(progress.step / progress.steps), steps: count(progress.steps) });
}
