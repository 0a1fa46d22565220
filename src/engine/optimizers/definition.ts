import { z } from 'zod';
import type { FloatArray, Operations } from '../../kernels/kernels.ts';
import type { Semantics } from '../types.ts';

export const learningRateSchema = z.number().positive().describe('size of a step');

export interface UpdatedParameter {
  value: FloatArray;
  gradient: FloatArray;
  /** whether weight decay applies to it */
  decays: boolean;
}

/** Changes one parameter by its gradient; `step` counts from 1, `learningRate` is the one in force. */
export type Update = (kernels: Operations, parameter: UpdatedParameter, slots: readonly FloatArray[], step: number, learningRate: number) => void;

export interface OptimizerDefinition<Config = Record<string, unknown>> {
  type: string;
  summary: string;
  source: string;
  config: z.ZodType<Config> & { shape: Record<string, z.ZodType> };
  defaults: Record<Semantics, Partial<Config>>;
  /** all its arithmetic is in kernels, so that the threads of a team may share it; else the first thread computes it alone */
  divided?: boolean;
  /** arrays of a parameter's size that the optimizer keeps, all starting at 0 */
  slots: readonly string[];
  create(config: Config): Update;
}

/** Keeps a definition's own config type inside its file and hides it from the registry. */
export function defineOptimizer<Config>(definition: OptimizerDefinition<Config>): OptimizerDefinition {
  return definition as unknown as OptimizerDefinition;
}
