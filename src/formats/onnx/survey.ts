/** Looks over the bytes before anything is made of them: wire types, lengths, and how many things there would be. */
import { BinaryReader, WireType } from '@bufbuild/protobuf/wire';
import { refuse } from '../refuse.ts';
import { type Field, FIELDS, type Scalar } from './schema.ts';

/** Members and small numbers of a model together: a large network has some thousands. */
const MAX_RECORDS = 400_000;
/** of groups in members that are not read */
const MAX_DEPTH = 16;

const WIRE: Record<Scalar, WireType> = { int64: WireType.Varint, int32: WireType.Varint, float: WireType.Bit32, string: WireType.LengthDelimited, bytes: WireType.LengthDelimited, packed: WireType.LengthDelimited };
const EXPORT_AGAIN = 'Give an unchanged .onnx file.';

/** Throws `invalid-input`. Nothing is allocated, whatever the bytes say. */
export function surveyModel(bytes: Uint8Array, file: string): void {
  const counter = { left: MAX_RECORDS };
  try {
    survey('Model', bytes, counter);
  } catch (error) {
    throw refuse(`${file} is no usable ONNX model: ${(error as Error).message}.`, EXPORT_AGAIN, error);
  }
}

function survey(message: string, bytes: Uint8Array, counter: { left: number }): void {
  const fields = FIELDS.get(message)!;
  const reader = new BinaryReader(bytes);
  while (reader.pos < bytes.length) {
    const [number, wire] = reader.tag();
    if (counter.left-- <= 0) throw new Error(`it has more than ${MAX_RECORDS} members`);
    const field = fields.get(number);
    if (field === undefined) {
      reader.skip(wire, number, MAX_DEPTH);
      continue;
    }
    const { type } = field;
    if (typeof type !== 'string') {
      checkWire(field, wire, WireType.LengthDelimited);
      survey(type.message, reader.bytes(), counter);
    } else if (field.repeated && wire === WireType.LengthDelimited && WIRE[type] !== WireType.LengthDelimited) {
      counter.left -= reader.bytes().length; // packed: at most a number for each byte
    } else {
      checkWire(field, wire, WIRE[type]);
      if (wire === WireType.LengthDelimited) reader.bytes();
      else reader.skip(wire, number);
    }
  }
}

function checkWire({ name }: Field, wire: WireType, expected: WireType): void {
  if (wire !== expected) throw new Error(`its member "${name}" has wire type ${wire} instead of ${expected}`);
}
