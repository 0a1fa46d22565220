import { z } from 'zod';

const counts = z.strictObject({ count: z.int().min(1), classCounts: z.array(z.int().min(0)) });

export const imagePreparationSchema = z.strictObject({
  box: z.int().min(1).max(4096).describe('side in pixels of the square that the ink is scaled to fit'),
  centre: z.enum(['mass', 'box']).describe("what comes to the middle of the image: the ink's centre of mass, or that of its bounding box"),
});

/** What `manifest.json` says of an uploaded data set; written last, so a folder that has one is whole. */
export const manifestSchema = z.strictObject({
  schemaVersion: z.literal(1),
  name: z.string(),
  title: z.string(),
  summary: z.string(),
  source: z.string(),
  format: z.string(),
  options: z.record(z.string(), z.unknown()),
  inputShape: z.array(z.int().min(1)).min(1).max(3),
  classes: z.array(z.string()).min(2),
  /** what is done to pictures that a model of it is to read; absent: they are resized */
  images: imagePreparationSchema.optional(),
  /** of the inputs, little-endian; labels are int32 */
  valueType: z.enum(['uint8', 'float32']),
  train: counts,
  test: counts,
  hash: z.string().regex(/^sha256:[0-9a-f]{64}$/),
});

export type Manifest = z.output<typeof manifestSchema>;

export const MANIFEST = 'manifest.json';

export type SplitName = 'train' | 'test';

export const fileOf = (split: SplitName, what: 'inputs' | 'labels'): string => `${split}-${what}.bin`;

/** As of models: also the name of a folder, so no more than this is let through. */
export const DATASET_NAME = /^[a-z0-9][a-z0-9._-]{0,63}$/;
