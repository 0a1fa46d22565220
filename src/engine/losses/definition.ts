import type { FloatArray, Operations } from '../../kernels/kernels.ts';
import type { Semantics } from '../types.ts';

export interface LossContext {
  kernels: Operations;
  batch: number;
  /** outputs per sample */
  columns: number;
  semantics: Semantics;
  outputs: FloatArray;
  outputGradient: FloatArray | null;
  labels: Int32Array;
  floats(length: number): FloatArray;
}

export interface Loss {
  /** Mean loss of the first `batch` outputs against their labels. */
  forward(batch: number): number;
  /** Fills outputGradient with the gradient of that mean; forward comes first. */
  backward(batch: number): void;
}

export interface LossDefinition {
  type: string;
  summary: string;
  source: string;
  create(context: LossContext): Loss;
}

/** Summed in order and in double precision, so that the mean depends on the samples only. */
export function mean(values: FloatArray, count: number): number {
  let sum = 0;
  for (let i = 0; i < count; i++) sum += values[i];
  return sum / count;
}
