import type { Job } from '../../../../src/client/index.ts';
import { Card } from '../../components/card.tsx';
import { fill, metric } from '../../format.ts';
import { client } from '../../service/client.ts';
import { useLoaded } from '../../service/use-loaded.ts';
import { t } from '../../texts/index.ts';

/** Its newest figures, and what came of it. */
export function ResultCard({ job }: { job: Job }) {
  const { id, metrics, result, spec, reproduction, status } = job;
  const { data: dataset } = useLoaded(() => client.datasets.get(spec.dataset.name), [spec.dataset.name]);
  const isImage = dataset?.inputShape.length === 3;
  const names = Object.keys(metrics).sort((a, b) => order(a) - order(b));
  return (
    <Card title={t.job.metrics} actions={(
      <span class="actions">
        {isImage && status !== 'failed' && status !== 'cancelled' && <a href={`/draw?job=${id}`}>{t.job.draw}</a>}
        <a href={`/compare?jobs=${[id, job.parent].filter((each) => each?.startsWith('job_')).join(',')}`}>{t.job.toCompare}</a>
      </span>
    )}>
      <dl class="facts figures">
        {(names.length > 0 ? names : ['trainLoss']).map((name) => <div key={name}><dt>{t.metrics[name] ?? name}</dt><dd>{metric(name, metrics[name])}</dd></div>)}
      </dl>
      {result && (
        <p class="job-result">
          {t.job.model} <a href={`/models/${result.model}`}>{result.model}</a>, {fill(t.job.version, { version: result.version })} <span class="mono quiet" title={result.weightsSha256}>{result.weightsSha256.slice(0, 19)}…</span>
        </p>
      )}
      {reproduction && (
        <p class={reproduction.identical === null ? 'quiet' : reproduction.identical ? 'good' : 'bad'}>
          {reproduction.identical === null ? t.job.reproducing : reproduction.identical ? t.job.identical : t.job.different} <a href={`/jobs/${reproduction.of}`} class="mono">…{reproduction.of.slice(-8)}</a>
        </p>
      )}
    </Card>
  );
}

const ORDER = ['trainLoss', 'validationLoss', 'testLoss', 'trainAccuracy', 'validationAccuracy', 'testAccuracy'];
const order = (name: string): number => (ORDER.includes(name) ? ORDER.indexOf(name) : ORDER.length);
