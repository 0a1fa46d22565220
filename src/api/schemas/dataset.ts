import { z } from 'zod';
import { shapeSchema } from './common.ts';

export const datasetNameSchema = z.object({ name: z.string().max(64).describe('Name of the dataset.') });

export const datasetSchema = z.object({
  object: z.literal('dataset'),
  name: z.string(),
  title: z.string(),
  summary: z.string(),
  source: z.string().describe('Where the data comes from.'),
  task: z.literal('classification'),
  inputShape: shapeSchema,
  classes: z.array(z.string()),
  trainCount: z.int(),
  testCount: z.int(),
  images: z.object({ box: z.int(), centre: z.enum(['mass', 'box']) }).nullable().describe('What is done to pictures that a model trained on it is to read: made grey, turned light on dark, the ink fitted into a square of so many pixels and its centre moved to the middle. Null: resized, no more.'),
  options: z.record(z.string(), z.unknown()).describe('JSON Schema of the options a spec may give beside name, trainSize and validation.'),
  available: z.boolean().describe('Whether it can be trained on here.'),
  availability: z.enum(['built-in', 'present', 'download', 'missing']).describe('Generated, at hand, fetched when first used, or not to be had.'),
  uploaded: z.boolean().describe('Whether it was uploaded here and can be deleted.'),
  hash: z.string().nullable().describe('SHA-256 of everything a training run can see, the dataHash of its jobs; null where it is known only once the data is loaded.'),
  classCounts: z.object({ train: z.array(z.int()), test: z.array(z.int()) }).describe('Samples of each class, in the order of classes.'),
}).meta({ id: 'Dataset', description: 'Something to train on.' });

export const sampleSchema = z.object({
  index: z.int().describe('Position in the split.'),
  label: z.string(),
  labelIndex: z.int(),
  input: z.array(z.number()).describe('Row-major values, as predict reads them.'),
}).meta({ id: 'Sample', description: 'One labelled sample.' });
