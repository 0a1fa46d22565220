import { z } from 'zod';
import { shapeSchema } from './common.ts';
import { curveSchema, modelVersionSchema } from './model.ts';

export const cardQuery = z.strictObject({ format: z.enum(['json', 'markdown']).optional().describe('By default what Accept asks for, else json.') });

export const modelCardSchema = z.object({
  object: z.literal('model.card'),
  model: z.object({ name: z.string(), description: z.string().nullable(), tags: z.array(z.string()) }),
  version: modelVersionSchema,
  data: z.object({
    dataset: z.string().nullable(),
    dataHash: z.string().nullable(),
    options: z.record(z.string(), z.unknown()).nullable().describe('As in the spec of the job: sizes, shuffling, augmentation.'),
    inputShape: shapeSchema,
    classes: z.array(z.string()),
  }),
  training: z.object({ jobId: z.string(), specHash: z.string(), seed: z.number(), batchSize: z.number(), steps: z.number(), optimizer: z.record(z.string(), z.unknown()), stopReason: z.string().nullable() }).nullable().describe('Null: imported, or the job is gone.'),
  layers: z.array(z.object({ name: z.string(), type: z.string(), outputShape: shapeSchema, parameters: z.int() })),
  curve: curveSchema,
  calls: z.array(z.object({ title: z.string(), curl: z.string() })).describe('Commands to paste into a shell where TRAINYARD_API_KEY holds a key.'),
}).meta({ id: 'ModelCard', description: 'What somebody who is to use a version wants to know of it.' });
