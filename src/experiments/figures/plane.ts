/** Figures over a plane: paths on the contours of a function, arrows, points of two classes. */
import { loadPlot } from './libraries.ts';
import { COLORS, draw, place } from './plot.ts';

type Point = readonly [x: number, y: number];

export interface Path {
  title: string;
  points: readonly (readonly number[])[];
}

export interface PlaneOptions {
  x: [number, number];
  y: [number, number];
  columns: number;
}

/** Each path in a panel of its own, over lines of equal value of `f`. */
export function drawPaths(paths: readonly Path[], f: (point: readonly number[]) => number, { x, y, columns, levels }: PlaneOptions & { levels: readonly number[] }): string {
  const plot = loadPlot();
  const points = paths.flatMap((path, i) => path.points.map(([px, py]) => ({ px, py, ...place(i, columns) })));
  const rows = Math.ceil(paths.length / columns);
  return draw({
    height: 60 + rows * 250, marginLeft: 46, marginTop: 30, x: { label: 'x', domain: x }, y: { label: 'y', domain: y }, fx: { axis: null, padding: 0.08 }, fy: { axis: null, padding: 0.12 }, color: { type: 'linear' },
    marks: [
      plot.frame({ stroke: '#ccc' }),
      plot.contour({ x1: x[0], x2: x[1], y1: y[0], y2: y[1], value: (px: number, py: number) => f([px, py]), thresholds: [...levels], pixelSize: 8, stroke: '#bbb', clip: true } as never),
      plot.line(points, { x: 'px', y: 'py', fx: 'fx', fy: 'fy', stroke: COLORS[1], clip: true }),
      plot.dot(points, { x: 'px', y: 'py', fx: 'fx', fy: 'fy', r: 2.5, fill: COLORS[1], clip: true }),
      plot.text(paths.map(({ title }, i) => ({ title, ...place(i, columns) })), { text: 'title', fx: 'fx', fy: 'fy', frameAnchor: 'top', dy: -10 }),
    ],
  });
}

/** An arrow at each point; the longest is as long as a step of the grid. */
export function drawArrows(arrows: readonly { at: Point; by: Point }[], { x, y, step }: { x: [number, number]; y: [number, number]; step: number }): string {
  const plot = loadPlot();
  const longest = Math.max(...arrows.map(({ by }) => Math.hypot(...by)));
  const scale = step / longest;
  const rows = arrows.map(({ at, by }) => ({ x1: at[0], y1: at[1], x2: at[0] + scale * by[0], y2: at[1] + scale * by[1] }));
  return draw({ width: 560, height: 560, x: { label: 'x0', domain: x, grid: true }, y: { label: 'x1', domain: y, grid: true }, marks: [plot.frame({ stroke: '#ccc' }), plot.arrow(rows, { x1: 'x1', y1: 'y1', x2: 'x2', y2: 'y2', stroke: COLORS[0], headLength: 5, inset: 0, clip: true })] });
}

export interface ClassPanel {
  title: string;
  /** class 0 or 1 at each place */
  points: readonly { at: Point; label: number }[];
  /** what the network or gate answers anywhere */
  answer(x: number, y: number): number;
}

/** Points of two classes over the regions in which something answers 0 and 1. */
export function drawClasses(panels: readonly ClassPanel[], { x, y, columns }: PlaneOptions): string {
  const plot = loadPlot();
  const bars = panels.flatMap(({ answer }, i) => regionOf(answer, { x, y }).map((bar) => ({ ...bar, ...place(i, columns) })));
  const points = panels.flatMap((panel, i) => panel.points.map(({ at: [px, py], label }) => ({ px, py, label, ...place(i, columns) })));
  return draw({
    height: 50 + 320 * Math.ceil(panels.length / columns), marginTop: 30, x: { label: 'x1', domain: x }, y: { label: 'x2', domain: y }, fx: { axis: null, padding: 0.1 }, fy: { axis: null, padding: 0.14 },
    marks: [
      plot.rect(bars, { x1: 'x1', x2: 'x2', y1: 'y1', y2: 'y2', fx: 'fx', fy: 'fy', fill: COLORS[4], fillOpacity: 0.35, inset: -0.3 }),
      plot.frame({ stroke: '#ccc' }),
      plot.dot(points, { x: 'px', y: 'py', fx: 'fx', fy: 'fy', r: 5, fill: (d: { label: number }) => COLORS[d.label === 1 ? 0 : 1], symbol: (d: { label: number }) => (d.label === 1 ? 'circle' : 'triangle'), clip: true } as never),
      plot.text(panels.map(({ title }, i) => ({ title, ...place(i, columns) })), { text: 'title', fx: 'fx', fy: 'fy', frameAnchor: 'top', dy: -10 }),
    ],
  });
}

const ROWS = 120;

/** Where something answers 1, as bars: in each of so many rows, from where it begins to where it ends. */
function regionOf(answer: ClassPanel['answer'], { x, y }: Pick<PlaneOptions, 'x' | 'y'>): { x1: number; x2: number; y1: number; y2: number }[] {
  const bars: { x1: number; x2: number; y1: number; y2: number }[] = [];
  const [dx, dy] = [(x[1] - x[0]) / ROWS, (y[1] - y[0]) / ROWS];
  for (let row = 0; row < ROWS; row++) {
    const y1 = y[0] + row * dy;
    let start = -1;
    for (let column = 0; column <= ROWS; column++) {
      const fires = column < ROWS && answer(x[0] + (column + 0.5) * dx, y1 + dy / 2) === 1;
      if (fires && start < 0) start = column;
      if (fires || start < 0) continue;
      bars.push({ x1: x[0] + start * dx, x2: x[0] + column * dx, y1, y2: y1 + dy });
      start = -1;
    }
  }
  return bars;
}
