import { useMemo, useState } from 'preact/hooks';
import type { Job } from '../../../../src/client/index.ts';
import { Button } from '../../components/button.tsx';
import { Field } from '../../components/field.tsx';
import { Loading } from '../../components/loading.tsx';
import { Note, noteOf, type NoteProps } from '../../components/note.tsx';
import { Page } from '../../components/page.tsx';
import { RequestCode } from '../../components/request-code.tsx';
import { fill } from '../../format.ts';
import { client } from '../../service/client.ts';
import { liveJobs, liveJobsAt, liveJobsLost, useLiveJobs } from '../../service/live-jobs.ts';
import { lossHistories, useLossHistories } from '../../service/loss-histories.ts';
import { t } from '../../texts/index.ts';
import { fits, type JobFilter } from './filter.ts';
import { JobRow } from './job-row.tsx';
import './jobs.css';
import { StartHere } from './start-here.tsx';

const ROWS = 50;

export function JobsPage() {
  useLiveJobs();
  const [picked, setPicked] = useState<ReadonlySet<string>>(new Set());
  const pick = (id: string, isPicked: boolean) => setPicked(new Set(isPicked ? [...picked, id] : [...picked].filter((each) => each !== id)));
  const isEmpty = liveJobsAt.value !== null && liveJobs.value.length === 0;
  const actions = (
    <>
      {picked.size > 1 && <a class="button" href={`/compare?jobs=${[...picked].join(',')}`}>{fill(t.jobs.compare, { count: picked.size })}</a>}
      <a class="button primary" href="/jobs/new">{t.jobs.create}</a>
    </>
  );
  return (
    <Page title={t.jobs.title} actions={actions}>
      {liveJobsLost.value && <Note kind="warning" title={t.job.behind.lost} />}
      {liveJobsAt.value === null && !liveJobsLost.value && <Loading />}
      {isEmpty && <StartHere />}
      {liveJobs.value.length > 0 && <JobList picked={picked} onPick={pick} />}
      <RequestCode requests={[{ method: 'GET', path: '/api/v1/jobs?limit=20' }]} client={'for await (const { jobs } of client.jobs.watch()) console.log(jobs.map(({ id, status }) => [id, status]));'} />
    </Page>
  );
}

function JobList({ picked, onPick }: { picked: ReadonlySet<string>; onPick: (id: string, isPicked: boolean) => void }) {
  const [filter, setFilter] = useState<JobFilter>({ status: '', text: '' });
  const [rows, setRows] = useState(ROWS);
  const [older, setOlder] = useState<readonly Job[]>([]);
  const [problem, setProblem] = useState<NoteProps | null>(null);
  const [isAll, setIsAll] = useState(false);
  const live = liveJobs.value;
  const all = useMemo(() => [...live, ...older.filter(({ id }) => !live.some((job) => job.id === id))], [live, older]);
  const found = useMemo(() => all.filter((job) => fits(job, filter)), [all, filter]);
  const shown = useMemo(() => found.slice(0, rows), [found, rows]);
  useLossHistories(shown);
  const more = () => {
    setRows(rows + ROWS);
    if (rows + ROWS <= found.length) return;
    client.jobs.list({ limit: 100, after: all.at(-1)!.id }).then(({ data, hasMore }) => {
      setOlder([...older, ...data]);
      setIsAll(!hasMore);
    }, (error: unknown) => setProblem(noteOf(error)));
  };
  return (
    <section class="card" aria-label={t.jobs.title}>
      <div class="job-filter" role="search">
        <Field label={t.jobs.search} help={t.jobs.searchHelp}>{(id) => <input {...id} type="search" value={filter.text} onInput={(event) => setFilter({ ...filter, text: event.currentTarget.value })} />}</Field>
        <Field label={t.jobs.status}>
          {(id) => (
            <select {...id} value={filter.status} onChange={(event) => setFilter({ ...filter, status: event.currentTarget.value })}>
              <option value="">{t.jobs.everyStatus}</option>
              {Object.entries(t.status).map(([status, name]) => <option key={status} value={status}>{name}</option>)}
            </select>
          )}
        </Field>
      </div>
      {shown.length === 0 ? <Note kind="info" title={t.jobs.nothingFound} text={t.jobs.nothingFoundHint} /> : (
        <table class="jobs">
          <caption class="visually-hidden">{t.jobs.caption}</caption>
          <thead>
            <tr><th scope="col"><span class="visually-hidden">{t.jobs.pick}</span></th><th scope="col">{t.job.model}</th><th scope="col">{t.jobs.progress}</th><th scope="col">{t.jobs.loss}</th><th scope="col" class="number">{t.jobs.newest}</th><th scope="col" class="wide-only">{t.jobs.started}</th></tr>
          </thead>
          <tbody>
            {shown.map((job) => <JobRow key={job.id} job={job} losses={lossHistories.value.get(job.id) ?? []} picked={picked.has(job.id)} onPick={(isPicked) => onPick(job.id, isPicked)} />)}
          </tbody>
        </table>
      )}
      {problem && <Note {...problem} />}
      <p class="list-foot quiet"><span>{fill(t.jobs.shown, { shown: shown.length, all: found.length })}</span> <span>{t.jobs.compareHint}</span> {!isAll && all.length >= ROWS && <Button onClick={more}>{t.jobs.older}</Button>}</p>
    </section>
  );
}
