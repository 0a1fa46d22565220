import { useRoute } from 'preact-iso';
import { useState } from 'preact/hooks';
import { isApiError, type Job } from '../../../../src/client/index.ts';
import { Card } from '../../components/card.tsx';
import { Details } from '../../components/details.tsx';
import { LoadError } from '../../components/load-error.tsx';
import { Loading } from '../../components/loading.tsx';
import { Note, type NoteProps } from '../../components/note.tsx';
import { Page } from '../../components/page.tsx';
import { RequestCode } from '../../components/request-code.tsx';
import { StatusBadge } from '../../components/status-badge.tsx';
import { type Behind, type JobFollower, useJob } from '../../service/job-follower.ts';
import { t } from '../../texts/index.ts';
import { networkName } from '../jobs/job-row.tsx';
import { Attempts } from './attempts.tsx';
import { Curves } from './curves.tsx';
import { Inside } from './inside/inside.tsx';
import './job.css';
import { JobLayers } from './job-layers.tsx';
import { JobLog } from './job-log.tsx';
import { ProgressCard } from './progress-card.tsx';
import { ResultCard } from './result-card.tsx';
import { Verbs } from './verbs.tsx';
import { Warnings } from './warnings.tsx';

export function JobPage() {
  const { params } = useRoute();
  return <OneJob key={params.id} id={params.id} />;
}

function OneJob({ id }: { id: string }) {
  const follower = useJob(id);
  const job = follower?.job.value ?? null;
  const [said, setSaid] = useState<NoteProps | null>(null);
  return (
    <Page title={job?.spec.model ?? t.job.loading} actions={job && follower && <Verbs job={job} onJob={(changed) => follower.show(changed)} onSay={setSaid} />}>
      {said && <Note {...said} />}
      <LoadError error={follower?.error.value} />
      {isApiError(follower?.error.value, 'not-found') && <p><a href="/">{t.notFound.back}</a></p>}
      {job && follower ? <Shown job={job} follower={follower} /> : follower?.error.value == null && <Loading />}
    </Page>
  );
}

function Shown({ job, follower }: { job: Job; follower: JobFollower }) {
  const { id, spec } = job;
  return (
    <>
      <p class="job-line"><StatusBadge status={job.status} /> <span>{networkName(spec)} · {spec.dataset.name}</span> <span class="mono quiet">{id}</span></p>
      <span class="visually-hidden" role="status">{t.status[job.status]}</span>
      <BehindNote behind={follower.behind.value} />
      {job.error && <Note kind="error" title={`${t.job.failed}: ${job.error.message}`} hint={job.error.hint} />}
      <div class="grid">
        <ProgressCard job={job} />
        <ResultCard job={job} />
        <Warnings warnings={job.warnings} />
        {(job.finishedAt === null || job.progress.step > 0) && <Curves series={follower.series.value} />}
        <Inside job={job} looks={follower.looks.value} />
        <Card title={t.job.attempts} wide><Attempts job={job} /></Card>
      </div>
      <Details title={t.job.layers}>{() => <JobLayers job={job} />}</Details>
      <Details title={t.job.log}>{() => <JobLog lines={follower.log} />}</Details>
      <Details title={t.job.spec}>{() => <pre class="json" tabIndex={0}>{JSON.stringify(spec, null, 2)}</pre>}</Details>
      <RequestCode
        requests={[{ method: 'GET', path: `/api/v1/jobs/${id}` }, { method: 'GET', path: `/api/v1/jobs/${id}/metrics?maxPoints=1000` }, { method: 'GET', path: `/api/v1/jobs/${id}/events`, headers: { accept: 'text/event-stream' } }]}
        client={`const job = await client.jobs.get('${id}');\nconst { series } = await client.jobs.metrics(job.id, { maxPoints: 1000 });\nfor await (const event of client.jobs.events(job.id)) console.log(event.step, event.type, event.data);`}
      />
    </>
  );
}

/** Says that what is shown is old, and how old; nothing while all is well. The seconds are not read aloud each time they change. */
function BehindNote({ behind }: { behind: Behind | null }) {
  if (behind === null) return null;
  return (
    <div class={`note ${behind.why === 'catchingUp' ? 'info' : 'warning'}`}>
      <strong role="status">{t.job.behind[behind.why]}</strong>
      <p class="small">{t.job.behind.seconds(behind.seconds)}</p>
    </div>
  );
}
