/** Displacements of a coarse grid, smooth between its nodes. */
import type { Affine, Field } from './definition.ts';

/** What the image can touch of its target: rows and columns [from, end). */
export interface Reach {
  top: number;
  bottom: number;
  left: number;
  right: number;
}

/** Adds a field's displacements to where the pixels of one row come from: between the nodes above and below first, then along the row, segment by segment. */
export function createBend([height, width]: readonly [number, number], reach: Reach, { fromX, fromY }: { fromX: Float64Array; fromY: Float64Array }) {
  return ({ nodes, dx, dy }: Field, affine: Affine, row: number): void => {
    const [a, b, c, d] = affine;
    const across = (nodes - 1) / Math.max(1, width - 1);
    const along = (nodes - 1) / Math.max(1, height - 1);
    const above = Math.min(nodes - 2, (row * along) | 0);
    const down = row * along - above;
    for (let n = 0, column = reach.left; n < nodes - 1 && column < reach.right; n++) {
      const end = n === nodes - 2 ? reach.right : Math.min(reach.right, Math.ceil((n + 1) / across));
      if (end <= column) continue;
      const at = above * nodes + n;
      const leftX = dx[at] + (dx[at + nodes] - dx[at]) * down;
      const leftY = dy[at] + (dy[at + nodes] - dy[at]) * down;
      const spanX = dx[at + 1] + (dx[at + nodes + 1] - dx[at + 1]) * down - leftX;
      const spanY = dy[at + 1] + (dy[at + nodes + 1] - dy[at + 1]) * down - leftY;
      for (; column < end; column++) {
        const share = column * across - n;
        const x = leftX + spanX * share;
        const y = leftY + spanY * share;
        fromX[column] += a * x + b * y;
        fromY[column] += c * x + d * y;
      }
    }
  };
}
