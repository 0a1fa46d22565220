import { z } from 'zod';
import { MAX_THREADS, TARGETS } from '../../engine/index.ts';

/**
 * The job spec as it travels. Every member is described here once: the parser, the OpenAPI document and the typed
 * client derive from it. What depends on a registry (network, optimizer options, dataset options) stays open here and is
 * checked by `parseJobSpec`.
 */
const count = (what: string) => z.int().min(1).describe(what);

const layer = z.looseObject({
  type: z.string().min(1).describe('Name of a layer in the catalogue.'),
  name: z.string().min(1).max(64).optional().describe('Unique name; by default the type and a number.'),
  inputs: z.array(z.string()).min(1).optional().describe('Names of earlier layers, or "input"; by default the layer before.'),
}).describe('One layer and its options (see GET /api/v1/catalogue); sizes of inputs are inferred.');

export const networkSchema = z.union([
  z.looseObject({ preset: z.string().min(1).describe('Name of a preset in the catalogue.') }),
  z.strictObject({ layers: z.array(layer).min(1).max(500) }),
]).describe('A preset with its options, or a list of layers.');

/** Of a request: what is stored says the layers in full. */
export const networkOrModelSchema = z.union([
  ...networkSchema.options,
  z.strictObject({ model: z.string().min(1).max(130).describe('A model whose layers and weights the job begins with, "name@version" or "name@alias"; "name" is its newest version when the job is accepted.') }),
]).describe('A preset with its options, a list of layers, or a model to go on with.');

export const datasetSchema = z.looseObject({
  name: z.string().min(1).describe('Name of a dataset (see GET /api/v1/datasets).'),
  trainSize: count('Train on the first so many samples; by default all of them.').optional(),
  validation: z.int().min(0).default(0).describe('How many of the training samples, the last ones, are held out for validation.'),
  shuffle: z.int().min(0).max(Number.MAX_SAFE_INTEGER).optional().describe('Seed by which the first `trainSize` samples are put in another order before some are held out; by default they stay in their own.'),
  augment: z.array(z.looseObject({ type: z.string().min(1).describe('Name of an augmentation in the catalogue.') })).max(16).default([]).describe('Changes to the training samples, drawn anew at every step, in this order.'),
});

export const optimizerSchema = z.looseObject({
  type: z.string().min(1).default('adam').describe('Name of an optimizer in the catalogue.'),
  learningRate: z.number().positive().optional().describe('By default the one of the optimizer.'),
  schedule: z.looseObject({ type: z.string().min(1).describe('Name of a schedule in the catalogue.') }).nullable().default(null).describe('How the learning rate changes, with the options of the schedule. Null or left out: it does not.'),
  clipNorm: z.number().positive().nullable().default(null).describe('Gradients whose norm over all parameters is larger are scaled down to this. Null or left out: never.'),
  clipValue: z.number().positive().optional().describe('Values of gradients beyond this, or below its negative, are set to it; before clipNorm looks at them. Left out: never.'),
});

export const lossSchema = z.union([z.string().min(1), z.looseObject({ type: z.string().min(1) })]).describe('Name of a loss in the catalogue, or {"type": name} with its options.');

export const METRIC_NAMES = ['trainLoss', 'trainAccuracy', 'validationLoss', 'validationAccuracy', 'testLoss', 'testAccuracy'] as const;
const metric = z.enum(METRIC_NAMES);
const mode = z.enum(['min', 'max']);

export const keepBestSchema = z.strictObject({
  metric,
  mode: mode.optional().describe('By default `min` for a loss and `max` for an accuracy.'),
});

export const SEMANTICS = ['modern', 'book'] as const;
export const SAMPLINGS = ['permutation', 'replacement'] as const;

export const MODEL_NAME = /^[a-z0-9][a-z0-9._-]{0,63}$/;

export const jobSpecShape = {
  model: z.string().regex(MODEL_NAME).describe('Name under which the result is registered: lower-case letters, digits, ".", "_", "-"; at most 64.'),
  network: networkSchema,
  dataset: datasetSchema,
  start: z.strictObject({
    model: z.string().regex(MODEL_NAME).describe('Name of a model.'),
    version: z.int().min(1).optional().describe('By default the newest when the job is accepted.'),
    layers: z.array(z.string().min(1).max(64)).min(1).max(500).optional().describe('Names of layers that both networks have; by default all that have the same name and sizes.'),
  }).optional().describe('Begin with the weights of a model instead of random ones (transfer).'),
  freeze: z.array(z.string().min(1).max(64)).min(1).max(500).optional().describe('Names of layers whose parameters stay as they are.'),
  target: z.enum(TARGETS).optional().describe('What outputs are compared with: `label`, the class of a sample, by default; `input`, the sample itself (autoencoders): there are no accuracies then.'),
  loss: lossSchema.default('softmax-cross-entropy'),
  semantics: z.enum(SEMANTICS).default('modern').describe('Where the book and current practice differ, whose defaults apply.'),
  optimizer: optimizerSchema.prefault({}),
  regularization: z.strictObject({
    weightDecay: z.number().min(0).default(0).describe('Strength of the L2 term on kernels (not on biases, gamma, beta, unless `biases`).'),
    decoupled: z.boolean().default(false).describe('Apply the decay beside the gradient instead of through it (AdamW).'),
    biases: z.boolean().optional().describe('Decay biases, gamma and beta too; by default kernels only.'),
  }).prefault({}),
  epochs: count('Passes over the training samples. Give this or `steps`.').max(1_000_000).optional(),
  steps: count('Training steps. Give this or `epochs`.').max(1_000_000_000).optional(),
  batchSize: count('Samples per step.').max(65_536).default(100),
  sampling: z.enum(SAMPLINGS).optional().describe('Order of samples; by default `permutation`, and `replacement` with book semantics.'),
  seed: z.int().min(0).max(Number.MAX_SAFE_INTEGER).default(0).describe('Seed of initial weights, order of samples and dropout.'),
  threads: z.int().min(1).max(MAX_THREADS).nullable().default(null).describe('Threads that compute together; never changes the result. A consumer with fewer uses all it has. Null or left out: as many as are fastest for the network and free when it starts. No part of specHash.'),
  priority: z.int().min(-1000).max(1000).default(0).describe('Higher runs earlier. No part of specHash.'),
  evaluate: z.strictObject({
    everyEpochs: count('Evaluate after so many epochs.').optional(),
    everySteps: count('Evaluate after so many steps.').optional(),
    samples: z.int().min(1).nullable().default(1000).describe('Evaluate on the first so many samples; null: on all.'),
    moment: z.enum(['first', 'last']).optional().describe('Whether within each interval the first step is followed by an evaluation (by default with book semantics) or the last.'),
  }).prefault({}),
  checkpoint: z.strictObject({
    everySeconds: z.number().min(0.1).max(86_400).default(30).describe('Seconds between checkpoints.'),
    keepLast: z.int().min(1).max(100).default(2).describe('How many checkpoints are kept.'),
    keepBest: keepBestSchema.nullable().default(null).describe('Register the weights that were best by this metric instead of the last ones.'),
  }).prefault({}),
  earlyStopping: z.strictObject({
    patience: count('Evaluations without improvement before training stops.'),
    metric,
    mode: mode.optional().describe('By default `min` for a loss and `max` for an accuracy.'),
  }).nullable().default(null),
  insights: z.strictObject({
    everySteps: count('Look into the network after so many steps, and before the first and after the last; at most 500 times in all.').default(100),
  }).nullable().default(null).describe('Collect histograms of activations, gradients and weights, dead units, sizes of updates, filters, and at the end confusion matrix and errors. Null or left out: nothing.'),
  limits: z.strictObject({
    maxSeconds: z.number().positive().nullable().default(null).describe('Stop after so many seconds of training and keep the result.'),
    maxRestarts: z.int().min(0).max(100).default(3).describe('Restarts after a crash without progress in between.'),
  }).prefault({}),
  metadata: z.record(z.string().min(1).max(64), z.string().max(512)).default({}).describe('Up to 16 labels of your own. No part of specHash.'),
} as const;

/** Structure of a job spec, defaults filled except those that depend on other members (see `fillDefaults`). */
export const jobSpecSchema = z.strictObject(jobSpecShape).describe('What to train, on what, how.');

type Parsed = z.output<typeof jobSpecSchema>;
export type JobSpecInput = z.input<typeof jobSpecSchema>;

type Mode = 'min' | 'max';
type MetricName = (typeof METRIC_NAMES)[number];

/** A checked spec with every default filled. Exactly one of `epochs` and `steps` is present. */
export interface JobSpec extends Omit<Parsed, 'sampling' | 'dataset' | 'optimizer' | 'checkpoint' | 'earlyStopping' | 'evaluate'> {
  dataset: Parsed['dataset'] & { trainSize: number };
  optimizer: Parsed['optimizer'] & { learningRate: number };
  sampling: (typeof SAMPLINGS)[number];
  evaluate: { everyEpochs?: number; everySteps?: number; samples: number | null; moment: 'first' | 'last' };
  checkpoint: { everySeconds: number; keepLast: number; keepBest: { metric: MetricName; mode: Mode } | null };
  earlyStopping: { patience: number; metric: MetricName; mode: Mode } | null;
}

export const modeOf = (name: string): Mode => (name.endsWith('Loss') ? 'min' : 'max');
