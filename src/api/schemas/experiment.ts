import { z } from 'zod';
import { jobStatusSchema } from './job.ts';
import { timeSchema, wireNumberSchema } from './common.ts';

const band = z.object({
  name: z.string(),
  label: z.string().describe('What is measured, on what.'),
  unit: z.enum(['share', 'number']),
  least: z.number().nullable().describe('Null: no lower end.'),
  most: z.number().nullable().describe('Null: no upper end.'),
}).meta({ id: 'Band', description: 'Where a figure of an experiment should lie.' });

export const experimentSchema = z.object({
  object: z.literal('experiment'),
  id: z.string(),
  chapter: z.int(),
  title: z.string(),
  summary: z.string(),
  script: z.string().nullable().describe('In the repository of the book; null for a question without a script.'),
  bands: z.array(band),
  source: z.string().describe('Where the bands come from.'),
  book: z.object({ result: z.string(), seconds: z.number().nullable() }).nullable().describe("What the book's own code gives."),
  datasets: z.array(z.string()).describe('Those that it learns from or shows. What is not there yet is fetched at its first use.'),
  parts: z.record(z.string(), z.record(z.string(), z.unknown())).describe('What it starts, with seed 1: job specs, sweeps, gradient checks, functions.'),
}).meta({ id: 'Experiment', description: 'A script, a figure or a question of the book.' });

export const experimentIdSchema = z.object({ id: z.string().max(64).describe('Id of the experiment.') });

export const runIdSchema = z.object({ id: z.string().max(64).describe('Id of the run.') });

export const runRequestSchema = z.strictObject({
  seeds: z.array(z.int().min(0).max(Number.MAX_SAFE_INTEGER)).min(1).max(10).refine((seeds) => new Set(seeds).size === seeds.length, 'each seed once').default([1]).describe('The experiment is done once with each; the median is judged.'),
}).prefault({}).meta({ id: 'ExperimentRunRequest', description: 'How to run an experiment.' });

export const runSchema = z.object({
  object: z.literal('experiment.run'),
  id: z.string(),
  experiment: z.string(),
  status: z.enum(['running', 'succeeded', 'failed']),
  seeds: z.array(z.int()),
  createdAt: timeSchema,
  finishedAt: timeSchema.nullable(),
  parts: z.array(z.object({ seed: z.int(), name: z.string(), kind: z.enum(['job', 'sweep']), id: z.string(), status: jobStatusSchema })),
  seconds: z.number().nullable().describe('Of one seed: its jobs and its report.'),
  verdict: z.enum(['inside', 'outside']).nullable().describe('Whether the median of every figure lies in its band.'),
  bands: z.array(band.extend({ values: z.array(wireNumberSchema).describe('One per seed.'), median: wireNumberSchema, inside: z.boolean() })),
  figure: z.string().nullable().describe('Path of the figure, an SVG document.'),
  reason: z.string().nullable().describe('Why it failed.'),
}).meta({ id: 'ExperimentRun', description: 'An experiment as it was run, with its report once all of it has ended.' });
