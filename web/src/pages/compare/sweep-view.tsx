import { useEffect, useMemo } from 'preact/hooks';
import { Button } from '../../components/button.tsx';
import { Card } from '../../components/card.tsx';
import { LoadError } from '../../components/load-error.tsx';
import { Loading } from '../../components/loading.tsx';
import { ProgressBar } from '../../components/progress-bar.tsx';
import { fill, metric as shownMetric, number } from '../../format.ts';
import { client } from '../../service/client.ts';
import { useLoaded } from '../../service/use-loaded.ts';
import { t } from '../../texts/index.ts';
import { ComparisonView } from './comparison-view.tsx';
import { endedOf } from './sweeps.tsx';

const AGAIN_MS = 2500;

/** A whole sweep, its trials over each other. */
export function SweepView({ id }: { id: string }) {
  const { data, error, reload } = useLoaded(async () => {
    const [sweep, trials] = await Promise.all([client.sweeps.get(id), client.sweeps.trials(id)]);
    return { sweep, trials: trials.data };
  }, [id]);
  useEffect(() => {
    if (data?.sweep.status !== 'running') return;
    const timer = setTimeout(reload, AGAIN_MS);
    return () => clearTimeout(timer);
  }, [data]);
  const begun = data?.trials.filter(({ jobId }) => jobId !== null) ?? [];
  const ids = begun.map(({ jobId }) => jobId!);
  const names = useMemo(() => Object.fromEntries(begun.map(({ jobId, number: trial, parameters }) => [jobId!, `${fill(t.compare.trial, { number: trial })} (${Object.values(parameters).map((value) => (typeof value === 'number' ? number(value) : JSON.stringify(value))).join(', ')})`])), [ids.join(',')]);
  if (!data) return error === null ? <Loading /> : <LoadError error={error} />;
  const { sweep } = data;
  const cancel = () => void client.sweeps.cancel(id).then(reload, reload);
  return (
    <>
      <LoadError error={error} />
      <Card title={`${t.compare.sweep}: ${String(sweep.spec.model)}`} actions={sweep.status === 'running' && <Button kind="danger" onClick={cancel}>{t.compare.cancelSweep}</Button>}>
        <ProgressBar share={endedOf(sweep) / sweep.trials.total} label={t.compare.trials} />
        <p class="job-queue">
          <span class={`badge ${sweep.status}`}>{t.status[sweep.status]}</span> {fill(t.compare.trialsOf, { done: endedOf(sweep), all: sweep.trials.total })}.{' '}
          {sweep.best && <>{t.compare.best}: <a href={`/jobs/${sweep.best.jobId}`}>{names[sweep.best.jobId ?? '']}</a>, {t.metrics[sweep.metric] ?? sweep.metric} {shownMetric(sweep.metric, sweep.best.value)}</>}
        </p>
      </Card>
      {ids.length > 0 ? <ComparisonView ids={ids} names={names} preferred={sweep.metric} /> : <Loading />}
    </>
  );
}
