/** Numerical differentiation and gradient descent on plain functions (ch. 4.3 and 4.4). */

/** Step of the book's central difference. */
export const H = 1e-4;

/** (f(x + h) - f(x - h))/(2h) */
export const numericalDifference = (f: (x: number) => number, x: number): number => (f(x + H) - f(x - H)) / (2 * H);

/** The same along each axis, the others held still. x stays as it is. */
export function numericalGradient(f: (x: readonly number[]) => number, x: readonly number[]): number[] {
  const moved = [...x];
  return x.map((value, i) => {
    moved[i] = value + H;
    const above = f(moved);
    moved[i] = value - H;
    const below = f(moved);
    moved[i] = value;
    return (above - below) / (2 * H);
  });
}

/** A gradient at each of several points, for arrows over a plane. */
export const numericalGradients = (f: (x: readonly number[]) => number, points: readonly (readonly number[])[]): number[][] => points.map((point) => numericalGradient(f, point));

export interface DescentOptions {
  learningRate: number;
  steps: number;
}

/** Steps against the gradient; the points from the start to the end, steps + 1 of them. */
export function gradientDescent(f: (x: readonly number[]) => number, start: readonly number[], { learningRate, steps }: DescentOptions): number[][] {
  const points = [[...start]];
  for (let i = 0; i < steps; i++) {
    const at = points[i];
    const gradient = numericalGradient(f, at);
    points.push(at.map((value, axis) => value - learningRate * gradient[axis]));
  }
  return points;
}
