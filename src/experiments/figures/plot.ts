/** Figures as SVG documents, drawn by Observable Plot on a document that lives in memory. */
import type * as Plot from '@observablehq/plot';
import { loadLinkedom, loadPlot } from './libraries.ts';

/** Readable by everybody, whatever colours they see (Okabe and Ito 2008). */
export const COLORS = ['#0072b2', '#d55e00', '#009e73', '#cc79a7', '#56b4e9', '#e69f00', '#000000'] as const;

export const WIDTH = 720;

export function draw(options: Plot.PlotOptions): string {
  const { document } = loadLinkedom().parseHTML('<!doctype html><html><body></body></html>');
  const element = loadPlot().plot({ width: WIDTH, style: { color: '#222', fontSize: '12px' } as never, ...options, document: document as never });
  const svg = element.outerHTML.replace(/&nbsp;/g, '&#160;').replace(/^<svg /, '<svg xmlns="http://www.w3.org/2000/svg" ');
  return numberedAnew(svg).replace('</style>', '</style><rect width="100%" height="100%" fill="white" />'); // for readers that do not heed styles
}

/** Plot counts its clip paths over the life of a thread; the same figure should be the same bytes. */
function numberedAnew(svg: string): string {
  const ids = new Map<string, string>();
  return svg.replaceAll(/plot-clip-\d+/g, (id) => ids.get(id) ?? (ids.set(id, `clip-${ids.size + 1}`), ids.get(id)!));
}

/** Names of lines in their colours, below each other in a corner. */
export function legend(names: readonly string[], corner: 'top-right' | 'bottom-right' | 'top-left' = 'bottom-right'): Plot.Markish[] {
  if (names.length < 2) return [];
  const { text } = loadPlot();
  const [upper, right] = [corner.startsWith('top'), corner.endsWith('right')];
  return names.map((name, i) => text([name], { frameAnchor: corner, dx: right ? -8 : 8, dy: upper ? 8 + 16 * i : -8 - 16 * (names.length - 1 - i), fill: COLORS[i % COLORS.length], stroke: 'white', strokeWidth: 4, fontWeight: 'bold', facet: 'super' }));
}

/** Where the panels of a grid stand. */
export const place = (i: number, columns: number): { fx: number; fy: number } => ({ fx: i % columns, fy: Math.floor(i / columns) });
