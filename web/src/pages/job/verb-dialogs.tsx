import { useState } from 'preact/hooks';
import type { Job } from '../../../../src/client/index.ts';
import { Button } from '../../components/button.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { Field } from '../../components/field.tsx';
import { LoadError } from '../../components/load-error.tsx';
import { Loading } from '../../components/loading.tsx';
import { Note, noteOf, type NoteProps } from '../../components/note.tsx';
import { count, fill, metric } from '../../format.ts';
import { client } from '../../service/client.ts';
import { useLoaded } from '../../service/use-loaded.ts';
import { t } from '../../texts/index.ts';

export function CancelDialog({ onClose, onYes }: { onClose: () => void; onYes: () => void }) {
  return (
    <Dialog title={t.job.cancelTitle} onClose={onClose}>
      <p>{t.job.cancelText}</p>
      <div class="actions"><Button onClick={onClose}>{t.job.cancelNo}</Button><Button kind="danger" onClick={onYes}>{t.job.cancelYes}</Button></div>
    </Dialog>
  );
}

export function ResumeDialog({ onClose, onYes }: { onClose: () => void; onYes: (threads: number | null) => void }) {
  const [threads, setThreads] = useState('');
  const submit = (event: Event) => {
    event.preventDefault();
    onYes(threads === '' ? null : Number(threads));
  };
  return (
    <Dialog title={t.job.resumeTitle} onClose={onClose}>
      <form onSubmit={submit}>
        <Field label={t.job.resumeThreads} help={t.job.resumeHelp}>{(id) => <input {...id} type="number" min={1} max={16} value={threads} onInput={(event) => setThreads(event.currentTarget.value)} />}</Field>
        <div class="actions"><Button onClick={onClose}>{t.common.cancel}</Button><Button kind="primary" type="submit">{t.job.verbs.resume}</Button></div>
      </form>
    </Dialog>
  );
}

export function ForkDialog({ job, onClose, onForked }: { job: Job; onClose: () => void; onForked: (id: string) => void }) {
  const [step, setStep] = useState('');
  const [text, setText] = useState(() => JSON.stringify({ [job.spec.steps == null ? 'epochs' : 'steps']: 2 * (job.spec.steps ?? job.spec.epochs ?? 1) }, null, 2));
  const [problem, setProblem] = useState<NoteProps | null>(null);
  const { data, error } = useLoaded(() => client.jobs.checkpoints(job.id), [job.id]);
  const submit = (event: Event) => {
    event.preventDefault();
    const given = text.trim() === '' ? '{}' : text;
    Promise.resolve(given).then((json) => JSON.parse(json) as Record<string, unknown>).then((spec) => client.jobs.fork(job.id, { ...(step === '' ? {} : { step: Number(step) }), spec })).then(({ id }) => onForked(id), (failed: unknown) => {
      setProblem(failed instanceof SyntaxError ? { kind: 'error', title: fill(t.newJob.notJson, { reason: failed.message }) } : noteOf(failed));
    });
  };
  return (
    <Dialog title={t.job.forkTitle} onClose={onClose}>
      <p>{t.job.forkText}</p>
      <LoadError error={error} />
      {!data && error === null && <Loading />}
      {data?.data.length === 0 && (
        <>
          <Note kind="info" title={fill(t.job.forkNone, { seconds: job.spec.checkpoint?.everySeconds ?? 30 })} />
          <div class="actions"><Button onClick={onClose}>{t.common.close}</Button></div>
        </>
      )}
      {data && data.data.length > 0 && (
        <form onSubmit={submit}>
          <Field label={t.job.forkStep}>
            {(id) => (
              <select {...id} value={step} onChange={(event) => setStep(event.currentTarget.value)}>
                <option value="">{t.job.forkNewest}</option>
                {data.data.map((checkpoint) => <option key={checkpoint.step} value={String(checkpoint.step)}>{count(checkpoint.step)}{checkpoint.metrics.trainLoss === undefined ? '' : ` · ${t.metrics.trainLoss} ${metric('trainLoss', checkpoint.metrics.trainLoss)}`}</option>)}
              </select>
            )}
          </Field>
          <Field label={t.job.forkSpec} help={t.job.forkSpecHelp}>{(id) => <textarea {...id} rows={6} spellcheck={false} value={text} onInput={(event) => setText(event.currentTarget.value)} />}</Field>
          {problem && <Note {...problem} />}
          <div class="actions"><Button onClick={onClose}>{t.common.cancel}</Button><Button kind="primary" type="submit">{t.job.forkGo}</Button></div>
        </form>
      )}
    </Dialog>
  );
}
