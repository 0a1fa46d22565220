import { z } from 'zod';
import type { FloatArray, Operations } from '../../kernels/kernels.ts';
import type { Semantics } from '../types.ts';

export interface LossContext<Config> {
  config: Config;
  kernels: Operations;
  batch: number;
  /** outputs per sample */
  columns: number;
  semantics: Semantics;
  outputs: FloatArray;
  outputGradient: FloatArray | null;
  labels: Int32Array;
  /** what the outputs should be, as many values per sample; null: 1 at the label and 0 elsewhere */
  targets: FloatArray | null;
  floats(length: number): FloatArray;
}

export interface Loss {
  /** Compares the first `batch` outputs with their labels or targets. */
  forward(batch: number): void;
  /** The loss of what forward compared; called by one thread, after all have. */
  mean(batch: number): number;
  /** Fills outputGradient with its gradient; forward comes first. */
  backward(batch: number): void;
}

export interface LossDefinition<Config = Record<string, unknown>> {
  type: string;
  summary: string;
  source: string;
  config: z.ZodType<Config> & { shape: Record<string, z.ZodType> };
  defaults: Record<Semantics, Partial<Config>>;
  /** all its arithmetic is in kernels, so that the threads of a team may share it; else the first thread computes it alone */
  divided?: boolean;
  /** outputs are classes: there is no other target than labels */
  labelsOnly?: boolean;
  /** what turns the outputs into probabilities, where the loss reads them as logits */
  answers?: 'softmax' | 'sigmoid';
  create(context: LossContext<Config>): Loss;
}

/** Keeps a definition's own config type inside its file and hides it from the registry. */
export function defineLoss<Config>(definition: LossDefinition<Config>): LossDefinition {
  return definition as unknown as LossDefinition;
}

export const reductionSchema = z.enum(['mean', 'sum']).describe('divide by the number of what is summed, or not');

/** Summed in order and in double precision, so that the result depends on the samples only. */
export function sum(values: FloatArray, count: number): number {
  let total = 0;
  for (let i = 0; i < count; i++) total += values[i];
  return total;
}
