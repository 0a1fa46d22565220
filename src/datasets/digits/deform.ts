import { cos, sin } from '../../engine/index.ts';
import type { RandomStream } from '../../engine/index.ts';

/** Knots of the elastic field along each axis, one unit of the skeleton's box apart by 1/(KNOTS - 3). */
const KNOTS = 5;

/** A smooth random displacement of the plane: normal offsets on a grid of knots, blended between them. In units of the box. */
export function elasticField(random: RandomStream, strength: number): (point: [number, number]) => void {
  const offsets = Float64Array.from({ length: 2 * KNOTS * KNOTS }, () => strength * random.normal());
  const blend = (t: number): number => t * t * (3 - 2 * t);
  return (point) => {
    const gx = Math.min(KNOTS - 1.001, Math.max(0, point[0] * (KNOTS - 3) + 1));
    const gy = Math.min(KNOTS - 1.001, Math.max(0, point[1] * (KNOTS - 3) + 1));
    const column = Math.floor(gx);
    const row = Math.floor(gy);
    const u = blend(gx - column);
    const v = blend(gy - row);
    const at = 2 * (row * KNOTS + column);
    for (const axis of [0, 1] as const) {
      const top = offsets[at + axis] * (1 - u) + offsets[at + 2 + axis] * u;
      const bottom = offsets[at + 2 * KNOTS + axis] * (1 - u) + offsets[at + 2 * KNOTS + 2 + axis] * u;
      point[axis] += top * (1 - v) + bottom * v;
    }
  };
}

/** Aspect, slant (x grows by `slant` per unit of height) and rotation, about the middle of the box. */
export function affineMap(parameters: { aspect: number; slant: number; angle: number }): (point: [number, number]) => void {
  const c = cos(parameters.angle);
  const s = sin(parameters.angle);
  return (point) => {
    const y = point[1] - 0.5;
    const x = (point[0] - 0.5) * parameters.aspect - parameters.slant * y;
    point[0] = c * x - s * y;
    point[1] = s * x + c * y;
  };
}
