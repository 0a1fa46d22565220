/** What a predict request gives to predict from: numbers or images in JSON, rows of float32, or a form with image files. */
import type { FastifyRequest } from 'fastify';
import type { z } from 'zod';
import { datasets, type ImagePreparation } from '../datasets/index.ts';
import { specError, TrainyardError } from '../engine/index.ts';
import type { Shape } from '../engine/index.ts';
import { parseRows, type Rows } from './number-rows.ts';
import { RawJson } from './plugins/raw-json.ts';
import { parseRequest } from './plugins/validation.ts';
import { readImageForm } from './prediction-form.ts';
import type { ModelVersion } from '../models/index.ts';
import { flattenSamples, requireFew, sizeOf } from './samples.ts';
import { predictRequestSchema } from './schemas/model.ts';
import type { ApiDeps } from './deps.ts';

export type Asked = z.output<typeof predictRequestSchema>;

/** What is predicted with, as far as samples go. */
export interface Reader extends Pick<ModelVersion, 'target' | 'classes' | 'images'> {
  inputShape: Shape;
  dataset: string | null;
}

type Place = Pick<Reader, 'inputShape' | 'dataset' | 'images'>;
type Images = Pick<ApiDeps['predictor'], 'decodeImages'>;

/** `body`: what else the request says, null where it says nothing. Throws 'invalid-input' where JSON would have too much to say. */
export async function samplesOf(request: FastifyRequest, reader: Reader, predictor: Images): Promise<Rows & { body: Asked | null }> {
  const samples = await readSamples(request, reader, predictor);
  const rowsWanted = request.headers.accept?.includes(BINARY) ?? false;
  if (!Buffer.isBuffer(request.body) || !rowsWanted) requireFew(samples.count, rowsWanted ? 1 : numbersOf(reader, samples.body), '#/inputs');
  return samples;
}

/** That are answered for a sample: the classes, and those of the topK again with their names and places. */
function numbersOf({ target, inputShape, classes }: Reader, body: Asked | null): number {
  return target === 'input' ? sizeOf(inputShape) : classes.length + 3 * Math.min(classes.length, body?.topK ?? 3);
}

async function readSamples(request: FastifyRequest, reader: Reader, predictor: Images): Promise<Rows & { body: Asked | null }> {
  const { body: given } = request;
  const { inputShape } = reader;
  if (given instanceof RawJson) {
    const usual = parseRows(given.bytes, 'inputs', inputShape);
    if (usual) return { ...usual, body: null };
  }
  if (Buffer.isBuffer(given)) return { ...rowsOf(given, inputShape), body: null };
  const form = request.isMultipart() ? await readImageForm(request) : null;
  const body = parseRequest(predictRequestSchema, form ? form.options : (given as RawJson).read());
  const inputs = form ? await predictor.decodeImages(form.images, inputShape, preparationOf(reader, body)) : await inputsOf(body, reader, predictor);
  return { inputs, count: inputs.length / sizeOf(inputShape), body };
}

/** One sample as a network takes it: given as numbers or as an image. */
export async function sampleOf(body: { input?: unknown; image?: { base64: string } }, reader: Place, predictor: Images): Promise<Float32Array> {
  try {
    return await inputsOf({ inputs: body.input === undefined ? undefined : [body.input], images: body.image === undefined ? undefined : [body.image], preprocess: 'auto' }, reader, predictor);
  } catch (error) {
    if (!(error instanceof TrainyardError) || error.kind !== 'spec') throw error;
    const issues = error.issues.map((issue) => ({ ...issue, pointer: issue.pointer.replace(/^#\/(input|image)s\/0/, '#/$1') }));
    throw new TrainyardError(error.code, error.message, { hint: error.hint, issues });
  }
}

/** What is done to pictures for a model: what the dataset says that it was trained on. */
export function preparationOf({ dataset, images }: Pick<Reader, 'dataset' | 'images'>, { preprocess }: Pick<Asked, 'preprocess'> = { preprocess: 'auto' }): ImagePreparation | null {
  if (images && preprocess !== 'none') return images;
  return preprocess === 'none' || dataset === null || !Object.hasOwn(datasets, dataset) ? null : (datasets[dataset].images ?? null);
}

async function inputsOf(body: Pick<Asked, 'inputs' | 'images' | 'preprocess'>, reader: Place, predictor: Images): Promise<Float32Array> {
  if ((body.inputs === undefined) === (body.images === undefined)) {
    throw specError('invalid-input', '#/inputs', 'Give inputs or images: one of the two.', 'Give {"inputs": [[...]]} or {"images": [{"base64": "..."}]}.');
  }
  if (body.inputs !== undefined) return flattenSamples(body.inputs as unknown[], reader.inputShape);
  return predictor.decodeImages((body.images ?? []).map(imageOf), reader.inputShape, preparationOf(reader, body));
}

const BASE64 = /^[A-Za-z0-9+/]*={0,2}$/;

function imageOf({ base64 }: { base64: string }, index: number): Uint8Array {
  if (!BASE64.test(base64)) {
    throw specError('invalid-image', `#/images/${index}/base64`, 'This is not base64.', 'Encode the bytes of the PNG, JPEG or WebP file, without a data: prefix or line breaks.');
  }
  return Buffer.from(base64, 'base64');
}

function rowsOf(body: Buffer, shape: Shape): Rows {
  const rows = float32Rows(body, shape);
  if (rows) return rows;
  throw new TrainyardError('invalid-input', `A body of ${body.length} bytes is no whole number of rows of ${sizeOf(shape) * 4} bytes.`, {
    hint: `Send ${sizeOf(shape)} little-endian float32 values per sample.`,
  });
}

/** Null where the bytes are no whole number of rows. */
export function float32Rows(body: Buffer, shape: Shape): Rows | null {
  const rowBytes = sizeOf(shape) * 4;
  return body.length === 0 || body.length % rowBytes !== 0 ? null : { inputs: float32Of(body), count: body.length / rowBytes };
}

/** Little-endian values, where they can be in the memory of their bytes. */
export function float32Of(bytes: Buffer): Float32Array {
  if (LITTLE_ENDIAN && bytes.byteOffset % 4 === 0) return new Float32Array(bytes.buffer, bytes.byteOffset, bytes.length / 4);
  const values = new Float32Array(bytes.length / 4);
  if (LITTLE_ENDIAN) new Uint8Array(values.buffer).set(bytes);
  else values.forEach((_, index) => (values[index] = bytes.readFloatLE(4 * index)));
  return values;
}

export const BINARY = 'application/octet-stream';
export const LITTLE_ENDIAN = new Uint8Array(Uint16Array.of(1).buffer)[0] === 1;
