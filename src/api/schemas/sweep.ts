import { z } from 'zod';
import { sweepRequestSchema } from '../../jobs/index.ts';
import { metricsSchema, timeSchema, wireNumberSchema } from './common.ts';
import { jobStatusSchema } from './job.ts';

export const sweepIdSchema = z.object({ id: z.string().max(64).describe('Id of the sweep.') });

export const sweepRequestDocument = sweepRequestSchema.meta({ id: 'SweepRequest', description: 'A search for the best settings of a job.' });

export const trialSchema = z.object({
  number: z.int().describe('Counted from 0.'),
  parameters: z.record(z.string(), z.unknown()).describe('What it sets, by path into the spec.'),
  jobId: z.string().nullable().describe('Its job; null until it begins.'),
  status: jobStatusSchema.nullable(),
  metrics: metricsSchema,
  value: wireNumberSchema.nullable().describe('Of the metric that is looked for; null until the job has succeeded.'),
}).meta({ id: 'Trial', description: 'One job of a sweep.' });

export const sweepSchema = z.object({
  object: z.literal('sweep'),
  id: z.string(),
  status: z.enum(['running', 'succeeded', 'cancelled']),
  createdAt: timeSchema,
  finishedAt: timeSchema.nullable(),
  spec: z.record(z.string(), z.unknown()),
  search: z.record(z.string(), z.unknown()),
  seed: z.int(),
  concurrency: z.int(),
  metric: z.string(),
  mode: z.enum(['min', 'max']),
  trials: z.record(z.string(), z.int()).describe('How many there are, by state of their jobs; total, and waiting for those without a job.'),
  best: trialSchema.nullable(),
}).meta({ id: 'Sweep', description: 'A hyper-parameter search; every trial is an ordinary job whose parent it is.' });
