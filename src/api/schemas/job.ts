import { z } from 'zod';
import { JOB_STATUSES } from '../../jobs/index.ts';
import { jobSpecSchema, networkOrModelSchema } from '../../jobs/spec/index.ts';
import type { JobSpecInput } from '../../jobs/spec/index.ts';
import { codeSchema } from './code.ts';
import { metricsSchema, shapeSchema, timeSchema, wireNumberSchema } from './common.ts';

export const jobStatusSchema = z.enum(JOB_STATUSES);

/** Specs for the documentation; a test plans each of them. */
export const SPEC_EXAMPLES: JobSpecInput[] = [
  { model: 'mnist-convnet', network: { preset: 'simple-convnet' }, dataset: { name: 'mnist' }, epochs: 3, seed: 42 },
  {
    model: 'spiral', network: { layers: [{ type: 'dense', units: 32 }, { type: 'relu' }, { type: 'dense', units: 3 }] },
    dataset: { name: 'spiral', validation: 100 }, steps: 2000, batchSize: 50, optimizer: { type: 'adam', learningRate: 0.01 },
    checkpoint: { keepBest: { metric: 'validationAccuracy' } },
  },
];

export const jobSpecDocument = jobSpecSchema.extend({ network: networkOrModelSchema }).meta({ id: 'JobSpec', description: 'What to train, on what, how.', examples: SPEC_EXAMPLES });

export const jobIdSchema = z.object({ id: z.string().max(64).describe('Id of the job.') });

export const jobSchema = z.object({
  object: z.literal('job'),
  id: z.string(),
  status: jobStatusSchema,
  createdAt: timeSchema,
  startedAt: timeSchema.nullable(),
  finishedAt: timeSchema.nullable(),
  parent: z.string().nullable(),
  spec: jobSpecDocument,
  specHash: z.string(),
  dataHash: z.string().nullable(),
  build: z.string().nullable().describe('Kernel build that trains, such as simd-fma/6.'),
  code: codeSchema.nullable().describe('The Trainyard that trains, of the newest attempt; null until it begins.'),
  attempts: z.array(z.object({
    number: z.int(), consumer: z.string(), startedAt: timeSchema, endedAt: timeSchema.nullable(), fromStep: z.int(), repeatedSteps: z.int().describe('Steps that an earlier attempt had done beyond that, done again.'),
    threads: z.int().describe('Threads it computes on.'),
    ended: z.enum(['succeeded', 'failed', 'cancelled', 'handed-back', 'lost']).nullable(),
  })).describe('Executions so far.'),
  progress: z.object({
    step: z.int(), steps: z.int(), epoch: z.number(), epochs: z.number().nullable(),
    samplesPerSecond: z.number().nullable(), etaSeconds: z.number().nullable(),
  }),
  metrics: metricsSchema,
  queue: z.object({ position: z.int().nullable(), reason: z.string().nullable() }),
  error: z.object({ code: z.string(), message: z.string(), hint: z.string() }).nullable(),
  stopReason: z.string().nullable(),
  warnings: z.array(z.object({
    code: z.string(), step: z.int(), message: z.string(), cause: z.string(), fix: z.string(),
    chapter: z.string().describe('Of the book.'), experiment: z.string().describe('Of the catalogue: shows it.'),
  })).describe('What the training doctor found.'),
  reproduction: z.object({ of: z.string(), weightsSha256: z.string(), identical: z.boolean().nullable().describe('Null until it has succeeded.') }).nullable().describe('Of a job made by reproduce.'),
  result: z.object({ model: z.string(), version: z.int(), weightsSha256: z.string() }).nullable(),
}).meta({ id: 'Job', description: 'A training job.' });

export const jobEventSchema = z.object({
  seq: z.int(),
  type: z.enum(['status', 'progress', 'metrics', 'insights', 'checkpoint', 'log', 'warning', 'end']),
  at: timeSchema,
  attempt: z.int(),
  step: z.int(),
  epoch: z.number(),
  data: z.record(z.string(), z.unknown()),
}).meta({ id: 'JobEvent', description: 'One entry of a job\'s event log; `seq` counts from 1 without gaps.' });

export const jobPlanSchema = z.object({
  object: z.literal('job.plan'),
  spec: jobSpecDocument,
  specHash: z.string(),
  layers: z.array(z.object({
    name: z.string(), type: z.string(), config: z.record(z.string(), z.unknown()), inputs: z.array(z.string()),
    inputShapes: z.array(shapeSchema), outputShape: shapeSchema,
    parameters: z.array(z.object({ name: z.string(), shape: shapeSchema, count: z.int() })),
    parameterCount: z.int(), multiplyAdds: z.number(),
  })),
  totalSteps: z.int(),
  stepsPerEpoch: z.int(),
  parameters: z.int(),
  multiplyAdds: z.number().describe('Of one sample, forward.'),
  memoryBytes: z.number(),
  estimatedSeconds: z.number().nullable().describe('On one thread of a server core of 2026.'),
  threads: z.int().describe('Threads on which an idle consumer would compute it.'),
  execution: z.array(z.string()).describe('How the network is computed, in words.'),
}).meta({ id: 'JobPlan', description: 'What a spec would do.' });

export const jobMetricsSchema = z.object({
  object: z.literal('job.metrics'),
  id: z.string(),
  series: z.record(z.string(), z.array(z.object({ step: z.int(), value: wireNumberSchema }))),
}).meta({ id: 'JobMetrics', description: 'Metric histories, down-sampled.' });
