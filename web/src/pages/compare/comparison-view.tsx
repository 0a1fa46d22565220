import { useMemo, useState } from 'preact/hooks';
import { Card } from '../../components/card.tsx';
import { Chart, colorOf, PALETTE } from '../../components/chart.tsx';
import { Field } from '../../components/field.tsx';
import { LoadError } from '../../components/load-error.tsx';
import { Loading } from '../../components/loading.tsx';
import { Note } from '../../components/note.tsx';
import { StatusBadge } from '../../components/status-badge.tsx';
import { theme } from '../../components/theme.ts';
import { fill, metric as shownMetric, number } from '../../format.ts';
import { t } from '../../texts/index.ts';
import { bestOf, differencesOf, isBetter } from './difference.ts';
import { type Compared, useCompared } from './use-compared.ts';

const PREFERRED = ['validationAccuracy', 'testAccuracy', 'trainAccuracy', 'testLoss', 'trainLoss'];
/** More curves than that are told apart by the table alone. */
const LEGEND = 12;

/** Jobs over each other: curves, what differs, which is best. */
export function ComparisonView({ ids, names, preferred }: { ids: readonly string[]; /** by job id; its model unless told */ names?: Readonly<Record<string, string>>; preferred?: string }) {
  const { data, error } = useCompared(ids);
  if (!data) return error === null ? <Loading /> : <LoadError error={error} />;
  return (
    <>
      <LoadError error={error} />
      {data.missing.map(({ id, reason }) => <Note key={id} kind="warning" title={fill(t.compare.missing, { id, reason })} />)}
      {data.compared.length > 0 && <Shown compared={data.compared} names={names} preferred={preferred} />}
    </>
  );
}

/** Fewer points are no curve to compare. */
const CURVE = 5;

interface ShownProps {
  compared: readonly Compared[];
  names?: Readonly<Record<string, string>>;
  preferred?: string;
}

function Shown({ compared, names, preferred }: ShownProps) {
  const available = useMemo(() => [...new Set(compared.flatMap(({ series }) => Object.keys(series)))].sort(), [compared]);
  const [chosen, setChosen] = useState<string | null>(null);
  const [logarithmic, setLogarithmic] = useState(false);
  const wanted = [preferred ?? '', ...PREFERRED].filter((name) => available.includes(name));
  const metric = chosen ?? wanted.find((name) => name === preferred || compared.some(({ series }) => (series[name]?.length ?? 0) >= CURVE)) ?? wanted[0] ?? 'trainLoss';
  const rows = useMemo(() => rowsOf(compared, metric, names), [compared, metric, names]);
  const series = useMemo(() => rows.filter(({ points }) => points.length > 0).map(({ label, points, color }) => ({ label, points, color, dashed: color >= PALETTE })), [rows]);
  const [best] = rows;
  const bestText = best && Number.isFinite(best.best) ? fill(t.compare.bestOf, { metric: t.metrics[metric] ?? metric, job: best.label, value: shownMetric(metric, best.best) }) : t.compare.noCurve;
  return (
    <>
      <Card title={t.compare.curves}>
        <div class="compare-controls">
          <Field label={t.compare.metric}>
            {(id) => <select {...id} value={metric} onChange={(event) => setChosen(event.currentTarget.value)}>{available.map((name) => <option key={name} value={name}>{t.metrics[name] ?? name}</option>)}</select>}
          </Field>
          <label class="check"><input type="checkbox" checked={logarithmic} onChange={(event) => setLogarithmic(event.currentTarget.checked)} />{t.compare.logarithmic}</label>
        </div>
        <p class="best">{bestText}</p>
        <div class={series.length > LEGEND ? 'curve no-legend' : 'curve'}>
          {series.length === 0 ? <p class="quiet">{t.compare.noCurve}</p> : <Chart series={series} xLabel={t.job.step} logarithmic={logarithmic} height={340} label={fill(t.compare.curvesLabel, { metric: t.metrics[metric] ?? metric, count: series.length, best: bestText })} />}
        </div>
      </Card>
      <DifferenceTable rows={rows} metric={metric} />
    </>
  );
}

interface Row {
  job: Compared['job'];
  label: string;
  color: number;
  points: readonly (readonly [number, number])[];
  best: number;
  last: number;
}

/** Best first; a job keeps the colour of its place in the address. */
function rowsOf(compared: readonly Compared[], metric: string, names: ShownProps['names']): Row[] {
  const rows = compared.map(({ job, series }, color) => {
    const points = series[metric] ?? [];
    const values = points.map(([, value]) => value);
    return { job, label: names?.[job.id] ?? `${job.spec.model} …${job.id.slice(-4)}`, color, points, best: bestOf(metric, values), last: values.at(-1) ?? Number.NaN };
  });
  return rows.sort((a, b) => (Number.isNaN(a.best) ? 1 : Number.isNaN(b.best) ? -1 : isBetter(metric, a.best, b.best) ? -1 : 1));
}

function DifferenceTable({ rows, metric }: { rows: readonly Row[]; metric: string }) {
  const differences = differencesOf(rows.map(({ job }) => job));
  void theme.value; // colours are of the theme
  return (
    <Card title={t.compare.table} wide>
      {differences.length === 0 && rows.length > 1 && <p class="quiet">{t.compare.same}</p>}
      {rows.length === 1 && <p class="quiet">{t.compare.one} <a href="/">{t.jobs.title}</a></p>}
      <div class="scroll" tabIndex={0} role="group" aria-label={t.compare.table}>
        <table class="differences">
          <caption class="visually-hidden">{t.compare.tableCaption}</caption>
          <thead>
            <tr><th scope="col">{t.compare.job}</th><th scope="col" class="number">{t.compare.best}</th><th scope="col" class="number">{t.compare.last}</th>{differences.map(({ path }) => <th key={path} scope="col" class="mono">{path}</th>)}<th scope="col">{t.jobs.status}</th></tr>
          </thead>
          <tbody>
            {rows.map(({ job, label, color, best, last }, index) => (
              <tr key={job.id} class={index === 0 && rows.length > 1 ? 'is-best' : ''}>
                <th scope="row"><span class="swatch" style={{ background: colorOf(color) }} /><a href={`/jobs/${job.id}`}>{label}</a></th>
                <td class="number">{Number.isNaN(best) ? number(null) : shownMetric(metric, best)}</td>
                <td class="number">{Number.isNaN(last) ? number(null) : shownMetric(metric, last)}</td>
                {differences.map(({ path, values }) => <td key={path} class="mono value">{values[index] ?? number(null)}</td>)}
                <td><StatusBadge status={job.status} /></td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Card>
  );
}
