import type * as Plot from '@observablehq/plot';
import { loadPlot } from './libraries.ts';
import { COLORS, draw, legend, place } from './plot.ts';

export interface Line {
  name: string;
  points: readonly (readonly [x: number, y: number])[];
  dashed?: boolean;
}

export interface LinesOptions {
  x: string;
  y: string;
  yDomain?: [number, number];
  xDomain?: [number, number];
  xLog?: boolean;
  yLog?: boolean;
  /** share: an axis in percent */
  percent?: boolean;
  corner?: 'top-right' | 'bottom-right' | 'top-left';
}

const axes = ({ x, y, xDomain, yDomain, xLog, yLog, percent }: LinesOptions): Pick<Plot.PlotOptions, 'x' | 'y'> => ({
  x: { label: x, domain: xDomain, type: xLog ? 'log' : 'linear' },
  y: { label: y, domain: yDomain, type: yLog ? 'log' : 'linear', grid: true, percent, clamp: true },
});

const finite = (points: Line['points']): Line['points'] => points.filter(([x, y]) => Number.isFinite(x) && Number.isFinite(y));

/** Several lines over one axis. */
export function drawLines(lines: readonly Line[], options: LinesOptions): string {
  const plot = loadPlot();
  return draw({
    height: 420, marginLeft: 56, ...axes(options),
    marks: [
      plot.frame({ stroke: '#ccc' }),
      ...lines.map(({ points, dashed }, i) => plot.line(finite(points) as never, { stroke: COLORS[i % COLORS.length], strokeWidth: 1.8, strokeDasharray: dashed ? '5 4' : undefined, clip: true })),
      ...legend(lines.map(({ name }) => name), options.corner),
    ],
  });
}

export interface Panel {
  title: string;
  lines: readonly Line[];
}

/** One small plot per panel, all with the same axes; lines of the same name have the same colour. */
export function drawPanels(panels: readonly Panel[], { columns, height, ...options }: LinesOptions & { columns: number; height?: number }): string {
  const plot = loadPlot();
  const names = [...new Set(panels.flatMap(({ lines }) => lines.map(({ name }) => name)))];
  const rows = panels.flatMap(({ lines }, i) => lines.flatMap(({ name, points }) => finite(points).map(([x, y]) => ({ x, y, name, ...place(i, columns) }))));
  return draw({
    height: height ?? 60 + 150 * Math.ceil(panels.length / columns), marginLeft: 56, marginTop: 44, ...axes(options),
    fx: { axis: null, padding: 0.08 }, fy: { axis: null, padding: 0.16 },
    marks: [
      plot.frame({ stroke: '#ccc' }),
      ...names.map((name, i) => plot.line(rows.filter((row) => row.name === name), { x: 'x', y: 'y', fx: 'fx', fy: 'fy', stroke: COLORS[i % COLORS.length], strokeDasharray: panels[0].lines.find((line) => line.name === name)?.dashed ? '5 4' : undefined, clip: true })),
      plot.text(panels.map(({ title }, i) => ({ title, ...place(i, columns) })), { text: 'title', fx: 'fx', fy: 'fy', frameAnchor: 'top', dy: -10, fontSize: columns > 4 ? 9 : 11 }),
      ...names.map((name, i) => plot.text([name], { fx: () => columns - 1, fy: () => 0, frameAnchor: 'top-right', dx: -8 - 110 * (names.length - 1 - i), dy: -30, fill: COLORS[i % COLORS.length], fontWeight: 'bold' })),
    ],
  });
}
