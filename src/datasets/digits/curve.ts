import type { Stroke } from './skeletons.ts';

const PIECES = 5;

/** Points on the uniform Catmull-Rom spline through the points of a stroke, as x, y pairs; `PIECES` per section. */
export function curve(stroke: Stroke): Float64Array {
  const sections = stroke.length - 1;
  const out = new Float64Array(2 * (sections * PIECES + 1));
  for (let i = 0; i < sections; i++) {
    const before = stroke[Math.max(0, i - 1)];
    const from = stroke[i];
    const to = stroke[i + 1];
    const after = stroke[Math.min(sections, i + 2)];
    for (let piece = 0; piece < PIECES; piece++) {
      const t = piece / PIECES;
      for (const axis of [0, 1] as const) {
        const a = 3 * (from[axis] - to[axis]) + after[axis] - before[axis];
        const b = 2 * before[axis] - 5 * from[axis] + 4 * to[axis] - after[axis];
        const c = to[axis] - before[axis];
        out[2 * (i * PIECES + piece) + axis] = from[axis] + 0.5 * t * (c + t * (b + t * a));
      }
    }
  }
  out.set(stroke[sections], out.length - 2);
  return out;
}
