import { useMemo, useState } from 'preact/hooks';
import { Card } from '../../components/card.tsx';
import { Chart, type ChartSeries } from '../../components/chart.tsx';
import { fill, metric } from '../../format.ts';
import type { Series } from '../../service/job-follower.ts';
import { t } from '../../texts/index.ts';

/** The same colour for the same samples in both charts. */
const COLORS: readonly (readonly [string, number])[] = [['train', 1], ['validation', 2], ['test', 0]];

function curvesOf(series: Series, kind: 'Loss' | 'Accuracy'): ChartSeries[] {
  return COLORS.map(([samples, color]) => ({ name: `${samples}${kind}`, color }))
    .filter(({ name }) => series[name] !== undefined)
    .map(({ name, color }) => ({ label: t.metrics[name] ?? name, points: series[name], color }));
}

const newest = (curves: readonly ChartSeries[], kind: string): string => curves.map(({ label, points }) => `${label} ${metric(kind, points.at(-1)?.[1])}`).join(', ');

export function Curves({ series }: { series: Series }) {
  const [logarithmic, setLogarithmic] = useState(false);
  const losses = useMemo(() => curvesOf(series, 'Loss'), [series]);
  const accuracies = useMemo(() => curvesOf(series, 'Accuracy'), [series]);
  const toggle = <label class="check"><input type="checkbox" checked={logarithmic} onChange={(event) => setLogarithmic(event.currentTarget.checked)} />{t.job.logarithmic}</label>;
  return (
    <>
      <Card title={t.job.loss} actions={toggle}>
        <div class="curve">
          {losses.length === 0 ? <p class="quiet">{t.job.noCurve}</p> : <Chart series={losses} xLabel={t.job.step} logarithmic={logarithmic} height={250} label={fill(t.job.lossLabel, { newest: newest(losses, 'loss') })} />}
        </div>
      </Card>
      <Card title={t.job.accuracy}>
        <div class="curve">
          {accuracies.length === 0 ? <p class="quiet">{t.job.noCurve}</p> : <Chart series={accuracies} xLabel={t.job.step} height={250} label={fill(t.job.accuracyLabel, { newest: newest(accuracies, 'accuracy') })} />}
        </div>
      </Card>
    </>
  );
}
