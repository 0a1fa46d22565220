import type { Sample } from '../../../../src/client/index.ts';

/** Cells on a side. */
export const CELLS = 40;
const MARGIN = 0.12;

/** The square of the plane that is shown. */
export interface Area {
  left: number;
  top: number;
  size: number;
}

export function areaOf(points: readonly Sample[]): Area {
  const extent = (values: number[]): [number, number] => [Math.min(...values), Math.max(...values)];
  const [left, right] = extent(points.map(({ input }) => input[0]));
  const [bottom, top] = extent(points.map(({ input }) => input[1]));
  const size = Math.max(right - left, top - bottom) * (1 + 2 * MARGIN);
  return { left: (left + right - size) / 2, top: (top + bottom + size) / 2, size };
}

/** The middles of the cells, row by row from the top. */
export const gridOf = ({ left, top, size }: Area): number[][] =>
  Array.from({ length: CELLS * CELLS }, (_, at) => [left + (((at % CELLS) + 0.5) / CELLS) * size, top - ((Math.floor(at / CELLS) + 0.5) / CELLS) * size]);
