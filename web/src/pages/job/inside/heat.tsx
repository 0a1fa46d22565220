import { count, fill, number } from '../../../format.ts';
import { t } from '../../../texts/index.ts';
import { binsInUse, type Kind, type Look, partsOf } from './looks.ts';

/** The histograms of one layer side by side, step after step: darker where more values lie. */
export function Heat({ looks, kind, name, edges, at }: { looks: readonly Look[]; kind: Kind; name: string; edges: readonly number[]; /** index of the look that is picked */ at: number }) {
  const columns = looks.map((look) => partsOf(look, kind).find((part) => part.name === name)?.statistics).filter((statistics) => statistics !== undefined);
  if (columns.length === 0) return null;
  const [first, last] = binsInUse(columns.map(({ histogram }) => histogram));
  const rows = last - first + 1;
  const label = fill(t.inside.heatLabel, { kind: t.inside[kind], name, first: count(looks[0].step), last: count(looks.at(-1)!.step), before: number(columns[0].mean), after: number(columns.at(-1)!.mean) });
  const share = (bins: readonly number[], bin: number) => Math.sqrt(bins[bin] / Math.max(1, ...bins));
  return (
    <figure class="heat">
      <div class="heat-scale" aria-hidden="true"><span>{number(edges[last + 1])}</span><span>{number(edges[first])}</span></div>
      <svg viewBox={`0 0 ${columns.length} ${rows}`} preserveAspectRatio="none" role="img" aria-label={label}>
        {columns.map(({ histogram }, column) => Array.from({ length: rows }, (_, row) => histogram[last - row] > 0 && (
          <rect key={`${column}/${row}`} x={column} y={row} width={1.02} height={1.02} fill-opacity={share(histogram, last - row).toFixed(2)} />
        )))}
        <rect class="heat-at" x={at} y={0} width={1} height={rows} />
      </svg>
      <figcaption class="heat-steps"><span>{fill(t.inside.atStep, { step: count(looks[0].step) })}</span><span>{t.inside.axis}</span><span>{fill(t.inside.atStep, { step: count(looks.at(-1)!.step) })}</span></figcaption>
    </figure>
  );
}
