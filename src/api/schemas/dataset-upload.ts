import { z } from 'zod';
import { imagePreparationSchema, uploadFormats } from '../../datasets/uploads/index.ts';
import { specError } from '../../engine/index.ts';
import { parseRequest } from '../plugins/validation.ts';

const names = Object.keys(uploadFormats);

const text = (most: number, what: string) => z.string().min(1).max(most).optional().describe(what);

/** The parts of an upload that are no files. */
export const uploadFieldsSchema = z.strictObject({
  name: z.string().describe('Name of the dataset: lower-case letters, digits, ".", "_" and "-", at most 64.'),
  format: z.enum(names).describe('How the data is written; it decides which files and options there are.'),
  title: text(200, 'By default the name.'),
  summary: text(1000, 'One sentence about the data; by default one with its counts.'),
  source: text(500, 'Where the data comes from.'),
  images: z.unknown().optional(),
  options: z.unknown().optional(),
});


/** For the document: what the parts of the body are. The handler reads them as a stream. */
export const uploadDocument = z.strictObject({
  ...uploadFieldsSchema.shape,
  images: imagePreparationSchema.optional().describe('A JSON object, for grey images: how pictures that a model of it is to read are brought into their form. Left out: they are resized, no more.'),
  options: z.union(Object.values(uploadFormats).map(({ name, options }) => options.meta({ title: `Options of ${name}` }))).optional().describe('A JSON object; what it may hold depends on the format.'),
  ...Object.fromEntries(['trainImages', 'trainLabels', 'testImages', 'testLabels'].map((part) => [part, z.file().optional().describe('With idx, gzipped or not.')])),
  file: z.file().optional().describe('The file of every other format.'),
  test: z.file().optional().describe('With csv: the samples to test on, where `file` holds those to train on only.'),
});

/** What is to be done to pictures, from the text of a field or from what a JSON part held. */
export function imagePreparationOf(given: unknown): z.output<typeof imagePreparationSchema> | undefined {
  if (given === undefined) return undefined;
  const images = typeof given === 'string' ? parseJson(given, 'images', '{"box": 20, "centre": "mass"}') : given;
  return parseRequest(z.strictObject({ images: imagePreparationSchema }), { images }).images;
}

/** The options of a format, from the text of a field or from what a JSON part held. */
export function uploadOptionsOf(format: string, given: unknown): Record<string, unknown> {
  const options = typeof given === 'string' ? parseJson(given, 'options', '{"label": "species"}') : (given ?? {});
  return parseRequest(z.strictObject({ options: uploadFormats[format].options }), { options }).options as Record<string, unknown>;
}

function parseJson(written: string, member: string, example: string): unknown {
  try {
    return JSON.parse(written);
  } catch {
    throw specError('invalid-input', `#/${member}`, `The ${member} are not valid JSON.`, `Send a JSON object, such as ${example}.`);
  }
}
