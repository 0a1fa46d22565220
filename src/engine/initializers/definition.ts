import type { z } from 'zod';
import type { FloatArray } from '../../kernels/kernels.ts';
import type { RandomStream } from '../random.ts';
import type { Semantics } from '../types.ts';

/** Fills a new parameter. */
export type Initializer = (target: FloatArray, fanIn: number, random: RandomStream) => void;

export interface InitializerDefinition<Config = Record<string, unknown>> {
  type: string;
  summary: string;
  source: string;
  config: z.ZodType<Config> & { shape: Record<string, z.ZodType> };
  defaults: Record<Semantics, Partial<Config>>;
  create(config: Config): Initializer;
}

/** Normal draws with a standard deviation that may depend on the fan-in. */
export function normalInitializer(standardDeviation: (fanIn: number) => number): Initializer {
  return (target, fanIn, random) => {
    const std = standardDeviation(fanIn);
    for (let i = 0; i < target.length; i++) target[i] = std * random.normal();
  };
}
