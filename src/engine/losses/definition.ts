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
  /** Compares the first `batch` outputs with their labels. */
  forward(batch: number): void;
  /** Mean loss of what forward compared; called by one thread, after all have. */
  mean(batch: number): number;
  /** Fills outputGradient with the gradient of that mean; forward comes first. */
  backward(batch: number): void;
}

export interface LossDefinition {
  type: string;
  summary: string;
  source: string;
  /** all its arithmetic is in kernels, so that the threads of a team may share it; else the first thread computes it alone */
  divided?: boolean;
  create(context: LossContext): Loss;
}

/** Summed in order and in double precision, so that the mean depends on the samples only. */
export function mean(values: FloatArray, count: number): number {
  let sum = 0;
  for (let i = 0; i < count; i++) sum += values[i];
  return sum / count;
}
