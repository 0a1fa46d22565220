import { z } from 'zod';
import { shapeSchema } from './common.ts';

export const featureMapsRequestSchema = z.strictObject({
  layer: z.string().min(1).max(64).describe('Name of a layer of the network, such as conv2d1.'),
  input: z.array(z.unknown()).min(1).optional().describe('One sample, flat or nested as the input shape says.'),
  image: z.strictObject({ base64: z.string().min(1).describe('A PNG, JPEG or WebP file in base64.') }).optional().describe('An image instead of an input.'),
}).refine(({ input, image }) => (input === undefined) !== (image === undefined), { message: 'Give input or image: one of the two.', path: ['input'] })
  .meta({ id: 'FeatureMapsRequest', description: 'A sample, and the layer whose answer is wanted.' });

export const featureMapsSchema = z.object({
  object: z.literal('feature_maps'),
  model: z.string(),
  version: z.int(),
  layer: z.string(),
  type: z.string(),
  shape: shapeSchema.describe('Of the answer; for images [height, width, maps].'),
  least: z.number(),
  most: z.number(),
  values: z.array(z.number()).describe('Row-major.'),
  png: z.string().nullable().describe('The first 64 maps side by side, eight in a row, each scaled to its own range, as data URI; null where the answer is no image.'),
}).meta({ id: 'FeatureMaps', description: 'What a layer answers to one sample.' });
