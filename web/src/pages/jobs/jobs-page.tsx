import { Card } from '../../components/card.tsx';
import { Loading } from '../../components/loading.tsx';
import { Page } from '../../components/page.tsx';
import { ProgressBar } from '../../components/progress-bar.tsx';
import { StatusBadge } from '../../components/status-badge.tsx';
import { liveJobs, liveJobsAt, useLiveJobs } from '../../service/live-jobs.ts';
import { t } from '../../texts/index.ts';

export function JobsPage() {
  useLiveJobs();
  return (
    <Page title={t.jobs.title}>
      <Card>
        {liveJobsAt.value === null ? <Loading /> : liveJobs.value.length === 0 ? <p>{t.jobs.empty}</p> : (
          <div class="scroll">
            <table>
              <tbody>
                {liveJobs.value.map(({ id, status, spec, progress }) => (
                  <tr key={id}>
                    <td><a href={`/jobs/${id}`}>{String(spec.model)}</a></td>
                    <td><StatusBadge status={status} /></td>
                    <td><ProgressBar share={progress.step / progress.steps} label={String(spec.model)} /></td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        )}
      </Card>
    </Page>
  );
}
