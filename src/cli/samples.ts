/** Samples of pictures: from files, from JSON, from datasets. */
import type { PredictRequest } from '../client/index.ts';
import { CliError } from './failures.ts';
import type { Input } from './input.ts';
import { parseJson } from './input.ts';

const FIX = 'Give an image, or JSON: a row of numbers, rows of numbers, or {"inputs": [...]} as in POST /models/{name}/predict.';

/** What to send: JSON is a request, a row or rows; anything else is an image. */
export async function predictRequest(input: Input, name: string): Promise<PredictRequest> {
  const bytes = await input.bytes(name);
  if (!looksLikeJson(bytes)) return { images: [{ base64: bytes.toString('base64') }] };
  const value = parseJson(bytes.toString('utf8'), name === '-' ? 'standard input' : name);
  if (isRow(value)) return { inputs: [value] } as PredictRequest;
  if (Array.isArray(value)) return { inputs: value } as PredictRequest;
  if (typeof value === 'object' && value !== null) return value as PredictRequest;
  throw new CliError(`${name}: is no sample.`, FIX);
}

/** The pixels of a picture, 0..1. */
export interface Picture {
  values: readonly number[];
  width: number;
}

/** A picture from a file: JSON with its numbers (square unless `{"input", "width"}` says otherwise), or an image in any usual format. */
export async function readPicture(input: Input, name: string, mostColumns: number): Promise<Picture> {
  const bytes = await input.bytes(name);
  if (!looksLikeJson(bytes)) return decode(bytes, name, mostColumns);
  const value = parseJson(bytes.toString('utf8'), name === '-' ? 'standard input' : name) as { inputs?: unknown[]; input?: unknown } | unknown[];
  const row = Array.isArray(value) ? value : (value.input ?? value.inputs?.[0]);
  const values = Array.isArray(row) ? row.flat(3) : [];
  if (!isRow(values)) throw new CliError(`${name}: holds no row of numbers.`, FIX);
  return { values, width: Math.round(Math.sqrt(values.length)) };
}

async function decode(bytes: Buffer, name: string, mostColumns: number): Promise<Picture> {
  const { default: sharp } = await import('sharp');
  try {
    const { data, info } = await sharp(bytes).flatten().greyscale().resize({ width: mostColumns, height: 2 * mostColumns, fit: 'inside', withoutEnlargement: true }).raw().toBuffer({ resolveWithObject: true });
    return { values: Array.from(data, (byte) => byte / 255), width: info.width };
  } catch (error) {
    throw new CliError(`${name}: is no image that can be read (${(error as Error).message.split('\n', 1)[0]}).`, FIX);
  }
}

/** Grey values of a sample as the service gives it: height, width, channels. */
export function pictureOf(values: readonly number[], [, width, channels = 1]: readonly number[]): Picture {
  const grey = channels === 1 ? values : Array.from({ length: values.length / channels }, (_, pixel) => values.slice(pixel * channels, (pixel + 1) * channels).reduce((sum, value) => sum + value, 0) / channels);
  return { values: grey, width };
}

const looksLikeJson = (bytes: Buffer): boolean => /^\s*[[{]/.test(bytes.subarray(0, 64).toString('latin1'));
const isRow = (value: unknown): value is number[] => Array.isArray(value) && value.length > 0 && value.every((each) => typeof each === 'number');
