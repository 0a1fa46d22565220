/** Arrays of numbers in ONNX's TensorProto: raw little-endian bytes, or packed members by type. */
import { BinaryReader } from '@bufbuild/protobuf/wire';
import { halfOf } from '../../engine/index.ts';
import { refuse } from '../refuse.ts';
import type { TensorMessage } from './messages.ts';
import { DATA_TYPES, type OnnxTensor, type TensorData } from './model.ts';

const MAX_DIMENSIONS = 8;
/** of one array: a dimension of zero aside, an array is never larger than its bytes */
const MAX_VALUES = 2 ** 31;

interface Form {
  bytes: number;
  make(length: number): TensorData;
  /** where the values are that are not raw */
  packed(message: TensorMessage): Uint8Array[];
  /** packed as varints, not as they lie in memory */
  varints: boolean;
  /** into one of the kinds that are worked with, where it is none */
  widen?(data: TensorData): TensorData;
}

const asInt32 = (data: TensorData): TensorData => Int32Array.from(data as Int32Array);

const FORMS: Readonly<Record<string, Form>> = {
  float: { bytes: 4, make: (n) => new Float32Array(n), packed: ({ floatData }) => floatData, varints: false },
  double: { bytes: 8, make: (n) => new Float64Array(n), packed: ({ doubleData }) => doubleData, varints: false },
  int64: { bytes: 8, make: (n) => new BigInt64Array(n), packed: ({ int64Data }) => int64Data, varints: true },
  int32: { bytes: 4, make: (n) => new Int32Array(n), packed: ({ int32Data }) => int32Data, varints: true },
  uint8: { bytes: 1, make: (n) => new Uint8Array(n), packed: ({ int32Data }) => int32Data, varints: true, widen: asInt32 },
  int8: { bytes: 1, make: (n) => new Int8Array(n), packed: ({ int32Data }) => int32Data, varints: true, widen: asInt32 },
  uint16: { bytes: 2, make: (n) => new Uint16Array(n), packed: ({ int32Data }) => int32Data, varints: true, widen: asInt32 },
  int16: { bytes: 2, make: (n) => new Int16Array(n), packed: ({ int32Data }) => int32Data, varints: true, widen: asInt32 },
  float16: { bytes: 2, make: (n) => new Uint16Array(n), packed: ({ int32Data }) => int32Data, varints: true, widen: (data) => Float32Array.from(data as Uint16Array, halfOf) },
  bool: { bytes: 1, make: (n) => new Uint8Array(n), packed: ({ int32Data }) => int32Data, varints: true },
};

/** Throws `invalid-input` naming the array: another type, data in another file, a length that does not fit. */
export function readTensor(message: TensorMessage, file: string, owner = ''): OnnxTensor {
  const place = `${file}: the array "${message.name || owner}"`;
  if (message.dataLocation !== 0 || message.externalData.length > 0) throw refuse(`${place} lies in another file.`, 'Save the model with its weights inside, as one .onnx file.');
  const type = DATA_TYPES[message.dataType] ?? String(message.dataType);
  if (!Object.hasOwn(FORMS, type)) throw refuse(`${place} ${type === 'undefined' ? 'does not say what its values are' : `holds values of type ${type}`}.`, `Convert it: ${Object.keys(FORMS).join(', ')} are read.`);
  const shape = message.dims.map(Number);
  const length = shape.reduce((product, side) => product * side, 1);
  if (shape.length > MAX_DIMENSIONS || shape.some((side) => !(side >= 0)) || !(length <= MAX_VALUES)) throw refuse(`${place} has a shape that no array has.`, 'Give an unchanged .onnx file.');
  const { widen = (data: TensorData) => data } = FORMS[type];
  return { name: message.name, shape, data: widen(valuesOf(message, { form: FORMS[type], length, shape }, place)) };
}

function valuesOf(message: TensorMessage, { form, length, shape }: { form: Form; length: number; shape: number[] }, place: string): TensorData {
  const wrong = (found: number | string) => refuse(`${place} of shape [${shape.join(', ')}] holds ${found} bytes of values instead of ${length * form.bytes}.`, 'Give an unchanged .onnx file.');
  const packed = form.packed(message);
  const raw = message.rawData.length > 0 || packed.length === 0;
  if (!raw && form.varints) return varints(packed, form.make(length), () => wrong('other'));
  const chunks = raw ? [message.rawData] : packed;
  const found = chunks.reduce((sum, chunk) => sum + chunk.length, 0);
  if (found !== length * form.bytes) throw wrong(found);
  const data = form.make(length);
  const target = new Uint8Array(data.buffer);
  let at = 0;
  for (const chunk of chunks) {
    target.set(chunk, at); // the file's order is this machine's
    at += chunk.length;
  }
  return data;
}

function varints(chunks: readonly Uint8Array[], data: TensorData, wrong: () => Error): TensorData {
  const found = chunks.reduce((sum, chunk) => sum + chunk.length, 0);
  if (found < data.length) throw wrong();
  let next = 0;
  for (const chunk of chunks) {
    const reader = new BinaryReader(chunk);
    while (reader.pos < chunk.length) {
      if (next >= data.length) throw wrong();
      const value = reader.int64();
      data[next++] = data instanceof BigInt64Array ? BigInt(value) : Number(value);
    }
  }
  if (next !== data.length) throw wrong();
  return data;
}

/** Always raw bytes. */
export function writeTensor({ name, shape, data }: OnnxTensor): Partial<TensorMessage> {
  const type = data instanceof Float32Array ? 'float' : data instanceof Float64Array ? 'double' : data instanceof BigInt64Array ? 'int64' : data instanceof Int32Array ? 'int32' : 'bool';
  return { name, dims: shape.map(BigInt), dataType: DATA_TYPES.indexOf(type), rawData: new Uint8Array(data.buffer, data.byteOffset, data.byteLength) };
}
