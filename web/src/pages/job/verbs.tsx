import { useLocation } from 'preact-iso';
import { useState } from 'preact/hooks';
import type { Job } from '../../../../src/client/index.ts';
import { Button } from '../../components/button.tsx';
import { noteOf, type NoteProps } from '../../components/note.tsx';
import { client } from '../../service/client.ts';
import { t } from '../../texts/index.ts';
import { CancelDialog, ForkDialog, ResumeDialog } from './verb-dialogs.tsx';

type Verb = keyof typeof t.job.verbs;

/** Which verbs fit a state; docs/lifecycle.md has the whole table. */
const FITTING: Readonly<Record<Job['status'], readonly Verb[]>> = {
  queued: ['pause', 'cancel'],
  running: ['pause', 'stop', 'fork', 'cancel'],
  pausing: ['cancel'],
  paused: ['resume', 'stop', 'fork', 'cancel'],
  cancelling: [],
  succeeded: ['fork', 'reproduce', 'retry'],
  failed: ['fork', 'retry'],
  cancelled: ['fork', 'retry'],
};

const ASKING: readonly Verb[] = ['cancel', 'resume', 'fork'];

interface VerbsProps {
  job: Job;
  onJob: (job: Job) => void;
  onSay: (note: NoteProps | null) => void;
}

export function Verbs({ job, onJob, onSay }: VerbsProps) {
  const { route } = useLocation();
  const [busy, setBusy] = useState<Verb | null>(null);
  const [asking, setAsking] = useState<Verb | null>(null);
  const run = (verb: Verb, call: () => Promise<Job>) => {
    setAsking(null);
    setBusy(verb);
    onSay(null);
    call().then((answer) => {
      if (answer.id !== job.id) return route(`/jobs/${answer.id}`);
      onJob(answer);
      onSay({ kind: 'info', title: t.job.done[verb] });
    }).catch((error: unknown) => onSay(noteOf(error))).finally(() => setBusy(null));
  };
  const begin = (verb: Verb) => {
    if (ASKING.includes(verb)) setAsking(verb);
    else run(verb, () => client.jobs[verb as 'pause' | 'stop' | 'retry' | 'reproduce'](job.id));
  };
  return (
    <>
      {FITTING[job.status].map((verb) => <Button key={verb} kind={verb === 'cancel' ? 'danger' : verb === 'resume' ? 'primary' : 'normal'} busy={busy === verb} onClick={() => begin(verb)}>{t.job.verbs[verb]}</Button>)}
      {job.finishedAt !== null && <a class="button" href={`/jobs/new?from=${job.id}`}>{t.job.change}</a>}
      {asking === 'cancel' && <CancelDialog onClose={() => setAsking(null)} onYes={() => run('cancel', () => client.jobs.cancel(job.id))} />}
      {asking === 'resume' && <ResumeDialog onClose={() => setAsking(null)} onYes={(threads) => run('resume', () => client.jobs.resume(job.id, threads === null ? {} : { threads }))} />}
      {asking === 'fork' && <ForkDialog job={job} onClose={() => setAsking(null)} onForked={(id) => route(`/jobs/${id}`)} />}
    </>
  );
}
