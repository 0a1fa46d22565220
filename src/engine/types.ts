import type { FloatArray } from '../kernels/kernels.ts';

/** Where the book and today's practice differ: whose defaults apply. */
export type Semantics = 'modern' | 'book';
export const SEMANTICS = ['modern', 'book'] as const satisfies readonly Semantics[];

/** Sizes without the batch dimension: [784], [28, 28, 1]. */
export type Shape = readonly number[];

export interface LayerSpec {
  type: string;
  name?: string;
  /** names of layers, or "input"; the layer before when absent */
  inputs?: string[];
  [option: string]: unknown;
}

export type NetworkSpec = { preset: string; [option: string]: unknown } | { layers: LayerSpec[] };

/** A parameter or running statistic by its full name, such as `dense1.kernel` or `batchNorm1.runningMean`. */
export interface NamedTensor {
  name: string;
  shape: Shape;
  data: FloatArray;
}

/** Samples and their class indices; inputs are row-major, count x size; bytes stand for value/255. */
export interface Split {
  count: number;
  inputs: Uint8Array | FloatArray;
  labels: Int32Array;
}

export interface TrainingData {
  train: Split;
  validation: Split | null;
  test: Split;
}

export type Metrics = Record<string, number>;

export const sizeOf = (shape: Shape): number => shape.reduce((product, side) => product * side, 1);
