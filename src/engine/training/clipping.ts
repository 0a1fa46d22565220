/**
 * Values beyond a limit are set to it (Mikolov 2012, Statistical Language Models Based on Neural Networks, 3.3). Gradients whose norm over
 * all parameters together exceeds a limit are scaled down to it (Pascanu, Mikolov and Bengio 2013). Each parameter's squares are summed by
 * one thread, in order, so that the norm is the same on any number of them.
 */
import type { FloatArray, Operations } from '../../kernels/kernels.ts';
import { shareEnd, shareStart, type Team } from '../../kernels/team.ts';
import type { Allocator } from '../allocator.ts';

export interface Clipping {
  limit: number;
  /** root of each parameter's sum of squares, seen by the whole team */
  norms: FloatArray;
}

export function createClipping(limit: number, parameters: number, allocator: Allocator): Clipping {
  return { limit, norms: allocator.floats(parameters) };
}

/** Called by every thread, the gradients complete; afterwards each has scaled its share of them. */
export function clipGradients({ limit, norms }: Clipping, parameters: readonly { gradient: FloatArray }[], onParameters: Operations, team: Team): void {
  parameters.forEach(({ gradient }, i) => {
    if (i % team.size === team.rank) norms[i] = norm(gradient);
  });
  team.barrier();
  const total = norm(norms);
  // a gradient that is not finite stays as it is: the loss of the next step says so
  if (!(total > limit) || total === Infinity) return;
  for (const { gradient } of parameters) onParameters.scale(gradient, gradient, limit / total, gradient.length);
}

/** Called by every thread, the gradients complete; each looks at its share of them, and all are done when it returns. */
export function clipValues(limit: number, parameters: readonly { gradient: FloatArray }[], team: Team): void {
  for (const { gradient } of parameters) {
    const end = shareEnd(team, gradient.length, 1);
    // a value that is no number stays as it is: the loss of the next step says so
    for (let i = shareStart(team, gradient.length, 1); i < end; i++) {
      if (gradient[i] > limit) gradient[i] = limit;
      else if (gradient[i] < -limit) gradient[i] = -limit;
    }
  }
  team.barrier();
}

function norm(values: FloatArray): number {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i] * values[i];
  return Math.sqrt(sum);
}
