import { loadPlot } from './libraries.ts';
import { COLORS, draw, place } from './plot.ts';

export interface Bar {
  name: string;
  value: number;
}

/** Values side by side, each with its figure on top. */
export function drawBars(bars: readonly Bar[], { y, percent = false, yDomain }: { y: string; percent?: boolean; yDomain?: [number, number] }): string {
  const plot = loadPlot();
  const written = ({ value }: Bar): string => (percent ? `${(100 * value).toFixed(2)} %` : value.toPrecision(3));
  const crowded = bars.length > 6;
  return draw({
    height: 380, marginLeft: 70, marginBottom: crowded ? 100 : 50,
    x: { label: null, tickRotate: crowded ? -35 : 0, domain: bars.map(({ name }) => name), type: 'band' }, y: { label: y, grid: true, percent, tickFormat: (value: number) => String(Number(value.toPrecision(3))), domain: yDomain, clamp: true },
    marks: [
      plot.barY(bars, { x: 'name', y: 'value', y1: yDomain?.[0] === undefined ? undefined : (percent ? yDomain[0] / 100 : yDomain[0]), fill: COLORS[0], fillOpacity: 0.85 } as never),
      plot.text(bars, { x: 'name', y: 'value', text: written as never, dy: -8 }),
    ],
  });
}

export interface Histogram {
  title: string;
  /** how many fall into each bin */
  counts: readonly number[];
}

/** Small histograms in a grid; the bins divide `from` to `to` evenly. */
export function drawHistograms(panels: readonly Histogram[], { from, to, columns, x }: { from: number; to: number; columns: number; x: string }): string {
  const plot = loadPlot();
  const bars = panels.flatMap(({ counts }, i) => counts.map((count, bin) => ({ x1: from + ((to - from) * bin) / counts.length, x2: from + ((to - from) * (bin + 1)) / counts.length, count, ...place(i, columns) })));
  return draw({
    height: 60 + 120 * Math.ceil(panels.length / columns), marginLeft: 56, marginTop: 30,
    x: { label: x, domain: [from, to], ticks: 3 }, y: { label: 'count', ticks: 4 }, fx: { axis: null, padding: 0.1 }, fy: { axis: null, padding: 0.22 },
    marks: [
      plot.frame({ stroke: '#ccc' }),
      plot.rect(bars, { x1: 'x1', x2: 'x2', y1: () => 0, y2: 'count', fx: 'fx', fy: 'fy', fill: COLORS[0] }),
      plot.text(panels.map(({ title }, i) => ({ title, ...place(i, columns) })), { text: 'title', fx: 'fx', fy: 'fy', frameAnchor: 'top', dy: -9, fontSize: 9 }),
    ],
  });
}
