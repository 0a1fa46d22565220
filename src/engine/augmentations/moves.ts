/** What moves an image, as the grid of places that `Kernels.warp` takes. */
import type { FloatArray } from '../../kernels/kernels.ts';
import type { Shape } from '../types.ts';
import type { Affine, Field } from './definition.ts';

export const STILL: Affine = [1, 0, 0, 1, 0, 0];

/** First `second`, then `first` looks up where that came from: source = first(second(target)). */
export function composed([a, b, c, d, e, f]: Affine, [p, q, r, s, t, u]: Affine): Affine {
  return [a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, a * t + b * u + e, c * t + d * u + f];
}

export interface Moves {
  affine: Affine;
  fields: readonly Field[];
}

/** Writes moves into a grid [2, nodes, nodes] over images [height, width, channels]; no field has more nodes than that. */
export function createGridWriter([height, width]: Shape, nodes: number): (moves: Moves, grid: FloatArray) => void {
  const [middleX, middleY] = [(width - 1) / 2, (height - 1) / 2];
  return ({ affine: [a, b, c, d, e, f], fields }, grid) => {
    for (let row = 0, i = 0; row < nodes; row++) {
      const down = row / (nodes - 1);
      for (let column = 0; column < nodes; column++, i++) {
        const along = column / (nodes - 1);
        let x = along * (width - 1) - middleX;
        let y = down * (height - 1) - middleY;
        for (const field of fields) {
          const same = field.nodes === nodes;
          x += same ? field.dx[i] : displacement(field.dx, field.nodes, along, down);
          y += same ? field.dy[i] : displacement(field.dy, field.nodes, along, down);
        }
        grid[i] = a * x + b * y + e + middleX;
        grid[nodes * nodes + i] = c * x + d * y + f + middleY;
      }
    }
  };
}

/** A field at a place of the image, `along` and `down` from 0 to 1. */
function displacement(values: Float64Array, nodes: number, along: number, down: number): number {
  const [x, y] = [along * (nodes - 1), down * (nodes - 1)];
  const [before, above] = [Math.min(nodes - 2, Math.floor(x)), Math.min(nodes - 2, Math.floor(y))];
  const at = above * nodes + before;
  return between(between(values[at], values[at + 1], x - before), between(values[at + nodes], values[at + nodes + 1], x - before), y - above);
}

const between = (a: number, b: number, part: number): number => a + (b - a) * part;
