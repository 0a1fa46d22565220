/**
 * Gradients whose norm over all parameters together exceeds a limit are scaled down to it (Pascanu, Mikolov and Bengio 2013). Each
 * parameter's squares are summed by one thread, in order, so that the norm is the same on any number of them.
 */
import type { FloatArray, Operations } from '../../kernels/kernels.ts';
import type { Team } from '../../kernels/team.ts';
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

function norm(values: FloatArray): number {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i] * values[i];
  return Math.sqrt(sum);
}
