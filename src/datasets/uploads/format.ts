import { z } from 'zod';
import type { Contents } from './contents.ts';

/** An uploaded file on disk; `label` is how messages call it: the part and the name it came with. */
export interface UploadedFile {
  path: string;
  label: string;
}

export interface ReadLimits {
  /** bytes the samples may take once decoded: a job has to hold them */
  decodedBytes: number;
}

/** One file format of uploads. */
export interface UploadFormat<Options = unknown> {
  name: string;
  summary: string;
  /** names of the parts that carry its files */
  required: readonly string[];
  optional: readonly string[];
  /** strict object; every member may be left out */
  options: z.ZodType<Options>;
  /** Runs in a thread of its own. Throws `invalid-input` naming file, place and fix. */
  read(files: Readonly<Record<string, UploadedFile | undefined>>, options: Options, limits: ReadLimits): Promise<Contents>;
}

/** Keeps the type of the options inside; outside they are what the schema gave. */
export const defineFormat = <Options>(format: UploadFormat<Options>): UploadFormat => format as unknown as UploadFormat;

export const testFractionOption = z.number().positive().max(0.9).default(0.2).describe('Share of each class that becomes the test split, where the data is not divided already.');
export const seedOption = z.int().min(0).max(Number.MAX_SAFE_INTEGER).default(0).describe('Seed of the division and of the order of samples.');
export const classesOption = z.array(z.string().min(1).max(128)).min(2).max(10_000).optional().describe('Names of the classes, in the order of the labels; by default the numbers.');
