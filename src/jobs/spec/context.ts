import type { z } from 'zod';

/** What the checks need to know of a dataset; a `DatasetDefinition` is one. */
export interface DatasetFacts {
  name: string;
  inputShape: readonly number[];
  classes: readonly string[];
  trainCount: number;
  testCount: number;
  options: z.ZodType;
}

export interface SpecContext {
  /** Bytes one run may take. */
  memoryLimit: number;
  datasets: Readonly<Record<string, DatasetFacts>>;
}
