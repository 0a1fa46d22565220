import type { z } from 'zod';
import type { KernelsChoice } from '../../kernels/load.ts';

/** What the checks need to know of a dataset; a `DatasetDefinition` is one. */
export interface DatasetFacts {
  name: string;
  inputShape: readonly number[];
  classes: readonly string[];
  trainCount: number;
  testCount: number;
  /** bytes a value takes in memory; where absent, 1 for images and 4 for others */
  valueBytes?: 1 | 4;
  options: z.ZodType;
}

export interface SpecContext {
  /** Bytes one run may take. */
  memoryLimit: number;
  /** that consumers compute with, and threads that each of them has: what a plan says of its execution and memory */
  kernels: KernelsChoice;
  threads: number;
  datasets: Readonly<Record<string, DatasetFacts>>;
}
