/** How the optimizers walk down a bowl (ch. 6.1): the engine's own rules, on a function of two variables. */
import { type OptimizerChoice, optimizerStepper } from '../engine/index.ts';
import type { KernelsProvider } from '../kernels/kernels.ts';

export interface Bowl {
  value(point: readonly number[]): number;
  gradient(point: readonly number[]): number[];
}

/** x^2/20 + y^2: steep along y, flat along x (fig. 6-1). */
export const BOOK_BOWL: Bowl = { value: ([x, y]) => x ** 2 / 20 + y ** 2, gradient: ([x, y]) => [x / 10, 2 * y] };
export const BOOK_START = [-7, 2] as const;

/** The points from the start to the end, steps + 1 of them. `kernels`: float64, so that what is seen is the rule and not rounding. */
export function optimizerPath(optimizer: OptimizerChoice, { bowl = BOOK_BOWL, start = BOOK_START, steps, kernels }: { bowl?: Bowl; start?: readonly number[]; steps: number; kernels: KernelsProvider }): number[][] {
  const stepper = optimizerStepper(optimizer, start, kernels, 'book');
  const points = [[...start]];
  for (let i = 0; i < steps; i++) points.push(stepper(bowl.gradient(points[i])));
  return points;
}
