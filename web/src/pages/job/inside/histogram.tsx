import { fill, number } from '../../../format.ts';
import { t } from '../../../texts/index.ts';
import type { Kind, Part } from './looks.ts';

interface HistogramProps {
  part: Part;
  kind: Kind;
  step: number;
  /** first and last bin that is drawn */
  bins: readonly [number, number];
}

/** The bins of one layer at one step, the tallest as high as the picture. */
export function Histogram({ part: { name, statistics }, kind, step, bins: [first, last] }: HistogramProps) {
  const shown = statistics.histogram.slice(first, last + 1);
  const most = Math.max(1, ...shown);
  const label = fill(t.inside.histogramLabel, { kind: t.inside[kind], name, step, mean: number(statistics.mean), std: number(statistics.std) });
  return (
    <svg class="histogram" viewBox={`0 0 ${shown.length} 40`} preserveAspectRatio="none" role="img" aria-label={label}>
      {shown.map((value, index) => value > 0 && <rect key={index} x={index + 0.05} width={0.9} y={40 - (38 * value) / most - 1} height={(38 * value) / most + 1} />)}
    </svg>
  );
}
