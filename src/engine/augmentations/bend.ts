/** Displacements of a coarse grid, bilinear between its nodes. */
import type { Affine, Field } from './definition.ts';

/** Columns [from, end) of a row that come from places in one straight line: column k from (x + k stepX, y + k stepY). */
export interface Stretch {
  from: number;
  end: number;
  x: number;
  y: number;
  stepX: number;
  stepY: number;
}

/** Adds a field's displacements to a stretch of one row, and ends the stretch where the next node of the grid begins: between two nodes they grow evenly. */
export function createBend([height, width]: readonly [number, number]) {
  return ({ nodes, dx, dy }: Field, [a, b, c, d]: Affine, row: number, stretch: Stretch): void => {
    const across = (nodes - 1) / Math.max(1, width - 1);
    const along = (nodes - 1) / Math.max(1, height - 1);
    const above = Math.min(nodes - 2, (row * along) | 0);
    const before = Math.min(nodes - 2, (stretch.from * across) | 0);
    if (before < nodes - 2) stretch.end = Math.min(stretch.end, Math.max(stretch.from + 1, Math.ceil((before + 1) / across)));
    const down = row * along - above;
    const at = above * nodes + before;
    const leftX = dx[at] + (dx[at + nodes] - dx[at]) * down;
    const leftY = dy[at] + (dy[at + nodes] - dy[at]) * down;
    const spanX = (dx[at + 1] + (dx[at + nodes + 1] - dx[at + 1]) * down - leftX);
    const spanY = (dy[at + 1] + (dy[at + nodes + 1] - dy[at + 1]) * down - leftY);
    const x = leftX - spanX * before;
    const y = leftY - spanY * before;
    stretch.x += a * x + b * y;
    stretch.y += c * x + d * y;
    stretch.stepX += (a * spanX + b * spanY) * across;
    stretch.stepY += (c * spanX + d * spanY) * across;
  };
}
