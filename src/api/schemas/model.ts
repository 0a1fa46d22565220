import { z } from 'zod';
import { metricsSchema, shapeSchema, timeSchema, wireNumberSchema } from './common.ts';
import { codeSchema } from './code.ts';

export const modelNameSchema = z.object({ name: z.string().max(64).describe('Name of the model.') });

export const modelVersionParams = modelNameSchema.extend({ version: z.coerce.number().int().min(1).describe('Number of the version.') });

const tag = z.string().regex(/^[\w.:/+-]{1,64}$/).describe('Letters, digits and ._:/+- , at most 64.');
const descriptionMembers = { description: z.string().nullable(), tags: z.array(z.string()) };

export const describeRequestSchema = z.strictObject({
  description: z.string().max(10_000).nullable().optional().describe('Markdown; null takes it away.'),
  tags: z.array(tag).max(50).optional().describe('All tags that it has from now on.'),
}).meta({ id: 'ModelDescription', description: 'What is left out stays as it is.' });

export const curveSchema = z.record(z.string(), z.array(z.object({ step: z.int(), value: wireNumberSchema }))).nullable();

export const modelVersionSchema = z.object({
  object: z.literal('model.version'),
  model: z.string(),
  version: z.int(),
  createdAt: timeSchema,
  jobId: z.string().nullable(),
  specHash: z.string().nullable(),
  dataHash: z.string().nullable(),
  build: z.string().describe('The kernels that computed the weights.'),
  code: codeSchema.optional().describe('The Trainyard that registered it; absent for versions older than this member.'),
  weightsSha256: z.string(),
  network: z.record(z.string(), z.unknown()).describe('The network with presets expanded to layers.'),
  inputShape: shapeSchema,
  classes: z.array(z.string()),
  semantics: z.enum(['modern', 'book']),
  loss: z.string(),
  target: z.enum(['label', 'input']).optional().describe('`input`: it gives back its input; absent: labels.'),
  dataset: z.string().nullable(),
  images: z.object({ box: z.int(), centre: z.enum(['mass', 'box']) }).optional().describe('What the uploaded dataset it was trained on says is done to pictures.'),
  metrics: metricsSchema,
  parameterCount: z.int(),
  imported: z.object({ format: z.string(), fileSha256: z.string() }).optional().describe('Where the weights came from outside: the format and hash of the file.'),
  aliases: z.array(z.string()).describe('That name it now, `latest` among them.'),
  ...descriptionMembers,
  reproduces: z.object({ jobId: z.string(), version: z.int().nullable(), identical: z.boolean() }).optional().describe('Where its job was to give the bytes of another again: that job, its version, and whether the bytes are identical.'),
  reproductions: z.array(z.object({ jobId: z.string(), version: z.int(), identical: z.boolean(), at: timeSchema })).describe('Jobs that did it again (POST /jobs/{id}/reproduce), the versions they registered, and whether the bytes were identical.'),
  curve: curveSchema.optional().describe('The course of its training, where one version is asked for: each metric by step, at most 100 points. Null: nobody trained it here, or the job is gone.'),
}).meta({ id: 'ModelVersion', description: 'One immutable result of training.' });

export const modelSchema = z.object({
  object: z.literal('model'),
  name: z.string(),
  latestVersion: z.int(),
  versions: z.array(z.int()).describe('Numbers of the versions, oldest first.'),
  aliases: z.record(z.string(), z.int()).describe('The version that each names, `latest` among them.'),
  ...descriptionMembers,
  latest: modelVersionSchema,
}).meta({ id: 'Model', description: 'A name and its versions.' });

const nested: z.ZodType = z.array(z.unknown()).min(1).max(10_000);

export const predictRequestSchema = z.strictObject({
  inputs: nested.optional().describe('Samples, each a flat list of numbers or nested as the input shape says, in the range of the training data (0 to 1 for images).'),
  images: z.array(z.strictObject({ base64: z.string().min(1).describe('A PNG, JPEG or WebP file in base64.') })).min(1).max(1000).optional()
    .describe('Images instead of inputs, of any size, grey or in colour; see preprocess.'),
  ensemble: z.array(z.int().min(1)).min(2).max(32).optional().describe('Numbers of versions that answer together: the mean of their probabilities. Where the address names no version.'),
  topK: z.int().min(1).max(1000).default(3).describe('How many of the most probable classes to name.'),
  output: z.enum(['probabilities', 'logits', 'labels']).default('probabilities').describe('What is said of all classes: their probabilities, the numbers that the network gives them before those, or nothing.'),
  preprocess: z.enum(['auto', 'none']).default('auto').describe('Of images. `auto`: what the dataset of the model implies (its member `images`); `none`: they are resized, no more.'),
  activations: z.union([z.literal('all'), z.array(z.string().max(200)).min(1).max(100)]).optional().describe('Layers whose outputs are wanted too, by name.'),
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
    logits: z.array(z.number()).optional(),
    topK: z.array(z.object({ label: z.string(), index: z.int(), probability: z.number() })),
  })).describe('Empty for a model that gives back its input.'),
  reconstructions: z.array(z.array(z.number())).optional().describe('Of a model that gives back its input: what it makes of each sample.'),
  activations: z.array(z.object({ layer: z.string(), type: z.string(), shape: shapeSchema, values: z.array(z.array(z.number())).describe('For each sample, flat.') })).optional().describe('What was asked for, in the order of the layers.'),
}).meta({ id: 'PredictResponse', description: 'One prediction per sample, in their order.' });
