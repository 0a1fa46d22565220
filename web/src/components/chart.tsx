import { useEffect, useRef } from 'preact/hooks';
import uPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import { number, short } from '../format.ts';
import { theme } from './theme.ts';

export interface ChartSeries {
  label: string;
  /** [x, y], x ascending */
  points: readonly (readonly [number, number])[];
  /** index into the palette; by position when absent */
  color?: number;
  dashed?: boolean;
}

interface ChartProps {
  series: readonly ChartSeries[];
  xLabel: string;
  /** says in words what is to be seen, for those who do not see it */
  label: string;
  height?: number;
  logarithmic?: boolean;
  /** of y */
  range?: [number, number];
}

/** Curves over a shared x, live: new points are drawn without building the chart anew. */
export function Chart({ series, xLabel, label, height = 240, logarithmic = false, range }: ChartProps) {
  const box = useRef<HTMLDivElement>(null);
  const plot = useRef<uPlot | null>(null);
  const shown = theme.value;
  const names = series.map((each) => each.label).join('\n');
  useEffect(() => {
    const element = box.current!;
    const built = new uPlot(optionsOf({ series, xLabel, label, height, logarithmic, range }, element), dataOf(series), element);
    plot.current = built;
    const observer = new ResizeObserver(() => built.setSize({ width: element.clientWidth, height }));
    observer.observe(element);
    return () => {
      observer.disconnect();
      built.destroy();
      plot.current = null;
    };
  }, [names, shown, height, logarithmic, xLabel]);
  useEffect(() => plot.current?.setData(dataOf(series)), [series]);
  return <div class="chart" ref={box} role="img" aria-label={label} data-points={series.reduce((sum, { points }) => sum + points.length, 0)} />;
}

/** One x for all: where a series has no point there it has a gap that is bridged. */
function dataOf(series: readonly ChartSeries[]): uPlot.AlignedData {
  const xs = [...new Set(series.flatMap(({ points }) => points.map(([x]) => x)))].sort((a, b) => a - b);
  const columns = series.map(({ points }) => {
    const values = new Map(points.map(([x, y]) => [x, Number.isFinite(y) ? y : null]));
    return xs.map((x) => values.get(x));
  });
  return [xs, ...columns] as uPlot.AlignedData;
}

export const PALETTE = 8;
/** So many points are dots: a line says nothing about one, and little about where a few are. */
const FEW = 12;

/** The colour of a series as the stylesheet has it for the theme. */
export const colorOf = (index: number): string => getComputedStyle(document.documentElement).getPropertyValue(`--series-${(index % PALETTE) + 1}`).trim();

/** What the legend says: the newest until somebody points at a step. */
const value = (plot: uPlot, given: number | null, index: number): string => number(given ?? (plot.cursor.idx == null ? [...plot.data[index]].findLast((each) => each != null) : null));

function optionsOf({ series, xLabel, height, logarithmic, range }: Omit<ChartProps, 'height'> & { height: number }, element: HTMLElement): uPlot.Options {
  const style = getComputedStyle(element);
  const axis: uPlot.Axis = { stroke: style.color, grid: { stroke: style.getPropertyValue('--line'), width: 1 }, ticks: { stroke: style.getPropertyValue('--line') }, font: `12px ${style.fontFamily}` };
  return {
    width: element.clientWidth,
    height,
    scales: { x: { time: false, range: (_, min, max) => (min === max ? [0, max || 1] : [min, max]) }, y: logarithmic ? { distr: 3 } : range ? { range } : {} },
    axes: [{ ...axis, label: xLabel, labelSize: 18, labelFont: axis.font }, { ...axis, size: 56, values: (_, splits) => splits.map((split) => (split === null ? '' : short(split))) }],
    series: [{ label: xLabel, value }, ...series.map(({ label, color, dashed }, index) => ({ label, value, stroke: colorOf(color ?? index), width: 1.75, spanGaps: true, points: { show: (plot: uPlot, index: number) => Array.from(plot.data[index]).filter((each) => each != null).length <= FEW, size: 7 }, ...(dashed && { dash: [6, 4] }) }))],
    cursor: { focus: { prox: 24 } },
    legend: { live: true },
  };
}
