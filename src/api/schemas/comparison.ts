import { z } from 'zod';
import { shapeSchema, wireNumberSchema } from './common.ts';
import { modelVersionSchema } from './model.ts';

const reference = z.string().min(1).max(64).describe('Number or alias of a version.');

export const compareQuery = z.strictObject({ from: reference, to: reference });

const anyValue = z.unknown().optional().describe('Absent where it has no such member.');

export const comparisonSchema = z.object({
  object: z.literal('model.comparison'),
  model: z.string(),
  from: modelVersionSchema,
  to: modelVersionSchema,
  identical: z.boolean().describe('Whether the weights are the same bytes.'),
  compared: z.enum(['jobs', 'versions']).describe('What the differences are between: the specs of the jobs, or, where one of them has none, what the versions say of themselves.'),
  differences: z.array(z.object({ pointer: z.string(), from: anyValue, to: anyValue })).describe('By JSON pointer.'),
  metrics: z.array(z.object({ name: z.string(), from: wireNumberSchema.nullable(), to: wireNumberSchema.nullable(), difference: wireNumberSchema.nullable().describe('to less from') })),
  weights: z.array(z.object({
    name: z.string(),
    fromShape: shapeSchema.nullable(),
    toShape: shapeSchema.nullable(),
    distance: z.object({
      l2: wireNumberSchema.describe('Euclidean length of the difference.'),
      relative: wireNumberSchema.nullable().describe('l2 in lengths of from; null: that is all zeros.'),
      max: wireNumberSchema.describe('Largest difference of any one value.'),
      cosine: wireNumberSchema.nullable().describe('Of the angle between them; null: one is all zeros.'),
    }).nullable().describe('Null where the shapes differ.'),
  })),
}).meta({ id: 'ModelComparison', description: 'Two versions of a model, side by side.' });
