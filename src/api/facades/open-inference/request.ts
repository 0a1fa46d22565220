/** From the inference request of the Open Inference Protocol, version 2, to samples. */
import { z } from 'zod';
import { specError, TrainyardError } from '../../../engine/index.ts';
import type { ModelVersion } from '../../../models/index.ts';
import type { Rows } from '../../number-rows.ts';
import { parseRequest } from '../../plugins/validation.ts';
import { float32Of } from '../../prediction-samples.ts';
import { sizeOf } from '../../samples.ts';
import { INPUT, OUTPUT } from '../served-model.ts';
import { DATATYPES } from './datatypes.ts';
import type { SplitBody } from './split-body.ts';

const parameters = z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])).optional();

export const requestSchema = z.object({
  id: z.string().max(1000).optional().describe('Comes back in the answer.'),
  parameters: parameters.describe('binary_data_output: true asks for outputs as bytes.'),
  inputs: z.array(z.object({
    name: z.string().max(1000),
    shape: z.array(z.int().min(0)).max(16),
    datatype: z.string().max(20),
    parameters: parameters.describe('binary_data_size: so many bytes behind the JSON instead of data.'),
    data: z.array(z.unknown()).optional().describe('Row by row, flat or nested.'),
  })).min(1).max(100).describe('One tensor, named "input".'),
  outputs: z.array(z.object({ name: z.string().max(1000), parameters })).max(100).optional().describe('"output", or left out; its parameter binary_data asks for bytes.'),
}).meta({ id: 'InferenceRequest', description: 'Samples in the Open Inference Protocol, version 2.' });

export interface InferenceAsked extends Rows {
  id: string | undefined;
  /** the answer's tensor is wanted as bytes behind the JSON */
  binaryOutput: boolean;
}

export function readRequest({ json, binary }: SplitBody, parse: (bytes: Buffer) => unknown, version: ModelVersion): InferenceAsked {
  const { id, inputs, outputs, parameters: common } = parseRequest(requestSchema, parse(json));
  const [tensor, ...others] = inputs;
  if (others.length > 0) throw specError('invalid-input', '#/inputs', `There are ${inputs.length} inputs.`, `Models have one, named "${INPUT}".`);
  if (tensor.name !== INPUT) throw specError('invalid-input', '#/inputs/0/name', `Models have no input "${tensor.name.slice(0, 50)}".`, `Name it "${INPUT}".`);
  const wrong = outputs?.findIndex(({ name }) => name !== OUTPUT) ?? -1;
  if (wrong >= 0) throw specError('invalid-input', `#/outputs/${wrong}/name`, `Models have no output "${outputs![wrong].name.slice(0, 50)}".`, `Name it "${OUTPUT}", or leave outputs out.`);
  const count = samplesIn(tensor.shape, version);
  const length = count * sizeOf(version.inputShape);
  if (length > json.length + binary.length) throw specError('invalid-input', '#/inputs/0/shape', `The shape asks for ${length} values, more than the body has bytes.`, 'Give as many values as the shape says.');
  const values = valuesOf(tensor, binary, length);
  return { id, inputs: values, count, binaryOutput: outputs?.[0]?.parameters?.binary_data === true || (outputs?.[0]?.parameters?.binary_data === undefined && common?.binary_data_output === true) };
}

/** The first dimension, where the others are those of a sample, nested or flat. */
function samplesIn(shape: readonly number[], { inputShape }: ModelVersion): number {
  const [count, ...sample] = shape;
  const size = sizeOf(inputShape);
  if (count > 0 && (sample.join() === inputShape.join() || (sample.length === 1 && sample[0] === size))) return count;
  throw specError('shape-mismatch', '#/inputs/0/shape', `The shape is [${shape.slice(0, 16).join(', ')}].`, `Give [samples, ${inputShape.join(', ')}] or [samples, ${size}], with at least one sample.`);
}

type Tensor = z.output<typeof requestSchema>['inputs'][number];

function valuesOf({ datatype, data, parameters: given }: Tensor, binary: Buffer, length: number): Float32Array {
  if (!Object.hasOwn(DATATYPES, datatype)) throw specError('invalid-input', '#/inputs/0/datatype', `"${datatype}" cannot be a sample's values here.`, `Give one of ${Object.keys(DATATYPES).join(', ')}.`);
  const size = given?.binary_data_size;
  if (size !== undefined) return fromBytes(datatype, binary, { size: Number(size), length });
  if (data === undefined) throw specError('invalid-input', '#/inputs/0/data', 'There are no data.', 'Give data, or the parameter binary_data_size and the bytes behind the JSON.');
  const values = new Float32Array(length);
  const found = fill(values, 0, data);
  if (found !== length) throw specError('invalid-input', '#/inputs/0/data', `The shape asks for ${length} values; there are ${found > length ? 'more' : found}.`, 'Give as many values as the shape says.');
  return values;
}

function fromBytes(datatype: string, binary: Buffer, { size, length }: { size: number; length: number }): Float32Array {
  const { bytes, read } = DATATYPES[datatype];
  if (size !== length * bytes || binary.length !== size) {
    throw new TrainyardError('invalid-input', `The shape asks for ${length * bytes} bytes; binary_data_size is ${size}, and ${binary.length} bytes follow the JSON.`, { hint: 'Give all three alike.' });
  }
  if (datatype === 'FP32') return float32Of(binary);
  const view = new DataView(binary.buffer, binary.byteOffset, binary.length);
  return Float32Array.from({ length }, (_, i) => read(view, i * bytes));
}

/** Writes numbers however they are nested; answers how many there are, or one too many. */
function fill(values: Float32Array, at: number, list: readonly unknown[], depth = 0): number {
  for (const item of list) {
    if (at > values.length) return at;
    if (Array.isArray(item) && depth < 16) at = fill(values, at, item, depth + 1);
    else if (typeof item === 'number' || typeof item === 'boolean') values[at++] = Number(item);
    else throw specError('invalid-input', '#/inputs/0/data', `Value ${at} is no number.`, 'Give numbers, flat or nested row by row.');
  }
  return at;
}
