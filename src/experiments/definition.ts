/** An experiment: a script, a figure or a question of the book as something that can be started, measured and judged. */
import type { GradientCheck, Metrics, NamedTensor, NetworkSpec, Semantics, Shape } from '../engine/index.ts';
import type { Dataset } from '../datasets/index.ts';
import type { JobStatus, MetricPoint } from '../jobs/index.ts';
import type { ModelVersion } from '../models/index.ts';
import type { KernelsProvider, Precision } from '../kernels/kernels.ts';

/** One figure that is looked at, and where it should lie. Of several seeds the median counts. */
export interface Band {
  name: string;
  /** in words, with what it is measured on */
  label: string;
  /** `share` is written in percent */
  unit: 'share' | 'number';
  least?: number;
  most?: number;
}

/** What an experiment starts: ordinary jobs and sweeps, and what the thread that writes the report computes itself. */
export type Part =
  | { kind: 'job'; spec: Record<string, unknown> }
  | { kind: 'sweep'; request: Record<string, unknown> }
  | { kind: 'gradient-check'; request: GradientCheckPart }
  | { kind: 'function'; call: string; /** names of those that it shows */ datasets?: readonly string[] };

export interface GradientCheckPart {
  network: NetworkSpec;
  /** of one sample */
  input: Shape;
  classes: number;
  semantics: Semantics;
  batchSize: number;
  seed: number;
}

/** A job that ended, with what the report may want of it. */
export interface JobResult {
  id: string;
  status: JobStatus;
  /** what a trial sets, by path; empty outside of sweeps */
  parameters: Record<string, unknown>;
  metrics: Metrics;
  series: Record<string, MetricPoint[]>;
  /** from start to end */
  seconds: number;
  /** null where the job did not succeed */
  result: { model: string; version: number } | null;
}

/** What the parts of one seed came to, by their names. */
export interface Results {
  seed: number;
  jobs: Record<string, JobResult>;
  sweeps: Record<string, JobResult[]>;
  checks: Record<string, GradientCheck[]>;
}

/** What a report may look up. */
export interface Tools {
  kernels(precision: Precision): KernelsProvider;
  dataset(name: string): Promise<Dataset>;
  model(job: JobResult): Promise<ModelVersion>;
  weights(job: JobResult): Promise<NamedTensor[]>;
}

export interface Report {
  /** by name of a band */
  values: Record<string, number>;
  /** an SVG document */
  figure: string;
}

export interface Experiment {
  id: string;
  /** of the book */
  chapter: number;
  title: string;
  /** what is done, and what is to be seen, in a few sentences */
  summary: string;
  /** of the book's repository; null: a question of the book that has no script */
  script: string | null;
  bands: readonly Band[];
  /** where the bands come from */
  source: string;
  /** what the book's own code gives, and how long it takes; null where the book has no figure */
  book: { result: string; seconds: number | null } | null;
  /** Jobs that fail are part of what is shown: diverging, say. */
  mayFail?: boolean;
  parts(seed: number): Record<string, Part>;
  report(results: Results, tools: Tools): Report | Promise<Report>;
}

export const defineExperiment = (experiment: Experiment): Experiment => experiment;
