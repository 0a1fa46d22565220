import { z } from 'zod';
import { metricsSchema, shapeSchema, timeSchema } from './common.ts';

export const modelNameSchema = z.object({ name: z.string().max(64).describe('Name of the model.') });

export const modelVersionParams = modelNameSchema.extend({ version: z.coerce.number().int().min(1).describe('Number of the version.') });

export const modelVersionSchema = z.object({
  object: z.literal('model.version'),
  model: z.string(),
  version: z.int(),
  createdAt: timeSchema,
  jobId: z.string().nullable(),
  specHash: z.string().nullable(),
  dataHash: z.string().nullable(),
  build: z.string(),
  weightsSha256: z.string(),
  network: z.record(z.string(), z.unknown()).describe('The network with presets expanded to layers.'),
  inputShape: shapeSchema,
  classes: z.array(z.string()),
  semantics: z.enum(['modern', 'book']),
  loss: z.string(),
  target: z.enum(['label', 'input']).optional().describe('`input`: it gives back its input; absent: labels.'),
  dataset: z.string().nullable(),
  metrics: metricsSchema,
  parameterCount: z.int(),
  imported: z.object({ format: z.string(), fileSha256: z.string() }).optional().describe('Where the weights came from outside: the format and hash of the file.'),
}).meta({ id: 'ModelVersion', description: 'One immutable result of training.' });

export const modelSchema = z.object({
  object: z.literal('model'),
  name: z.string(),
  latestVersion: z.int(),
  versions: z.array(z.int()).describe('Numbers of the versions, oldest first.'),
  latest: modelVersionSchema,
}).meta({ id: 'Model', description: 'A name and its versions.' });

const nested: z.ZodType = z.array(z.unknown()).min(1).max(10_000);

export const predictRequestSchema = z.strictObject({
  inputs: nested.optional().describe('Samples, each a flat list of numbers or nested as the input shape says, in the range of the training data (0 to 1 for images).'),
  images: z.array(z.strictObject({ base64: z.string().min(1).describe('A PNG or JPEG file in base64.') })).min(1).max(1000).optional()
    .describe('Images instead of inputs: scaled to the input shape, white on black as the training data.'),
  ensemble: z.array(z.int().min(1)).min(2).max(32).optional().describe('Numbers of versions that answer together: the mean of their probabilities. Where the address names no version.'),
  topK: z.int().min(1).max(1000).default(3).describe('How many of the most probable classes to name.'),
  output: z.enum(['probabilities', 'labels']).default('probabilities').describe('`labels` leaves out the vector of all probabilities.'),
}).meta({ id: 'PredictRequest', description: 'Samples to classify: inputs or images.' });

export const predictResponseSchema = z.object({
  model: z.string(),
  version: z.int().nullable().describe('Null where a job answers that has not succeeded.'),
  step: z.int().optional().describe('Of a job: the step after which the checkpoint that answers was made; the last one once the job has succeeded.'),
  predictions: z.array(z.object({
    label: z.string(),
    index: z.int(),
    probability: z.number(),
    probabilities: z.array(z.number()).optional(),
    topK: z.array(z.object({ label: z.string(), index: z.int(), probability: z.number() })),
  })).describe('Empty for a model that gives back its input.'),
  reconstructions: z.array(z.array(z.number())).optional().describe('Of a model that gives back its input: what it makes of each sample.'),
}).meta({ id: 'PredictResponse', description: 'One prediction per sample, in their order.' });
