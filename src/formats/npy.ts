/** NumPy's array files (NEP 1): magic, version, a header that is a Python dictionary, then the values. Numbers only: nothing is ever executed. */
import { refuse } from './refuse.ts';

export type NpyData = Uint8Array | Int8Array | Uint16Array | Int16Array | Uint32Array | Int32Array | BigUint64Array | BigInt64Array | Float32Array | Float64Array;

export interface NpyArray {
  shape: number[];
  /** as in the file, such as `<f4` */
  descr: string;
  /** row-major, whatever the order in the file; half precision as float32, booleans as bytes */
  data: NpyData;
}

interface Element {
  bytes: number;
  make(length: number): NpyData;
  get(view: DataView, at: number, little: boolean): number | bigint;
}

const ELEMENTS: Readonly<Record<string, Element>> = {
  b1: { bytes: 1, make: (n) => new Uint8Array(n), get: (view, at) => (view.getUint8(at) === 0 ? 0 : 1) },
  u1: { bytes: 1, make: (n) => new Uint8Array(n), get: (view, at) => view.getUint8(at) },
  i1: { bytes: 1, make: (n) => new Int8Array(n), get: (view, at) => view.getInt8(at) },
  u2: { bytes: 2, make: (n) => new Uint16Array(n), get: (view, at, little) => view.getUint16(at, little) },
  i2: { bytes: 2, make: (n) => new Int16Array(n), get: (view, at, little) => view.getInt16(at, little) },
  u4: { bytes: 4, make: (n) => new Uint32Array(n), get: (view, at, little) => view.getUint32(at, little) },
  i4: { bytes: 4, make: (n) => new Int32Array(n), get: (view, at, little) => view.getInt32(at, little) },
  u8: { bytes: 8, make: (n) => new BigUint64Array(n), get: (view, at, little) => view.getBigUint64(at, little) },
  i8: { bytes: 8, make: (n) => new BigInt64Array(n), get: (view, at, little) => view.getBigInt64(at, little) },
  f2: { bytes: 2, make: (n) => new Float32Array(n), get: (view, at, little) => half(view.getUint16(at, little)) },
  f4: { bytes: 4, make: (n) => new Float32Array(n), get: (view, at, little) => view.getFloat32(at, little) },
  f8: { bytes: 8, make: (n) => new Float64Array(n), get: (view, at, little) => view.getFloat64(at, little) },
};

/** Types whose values are not kept as they lie in the file. */
const CONVERTED = ['b1', 'f2'];

const MAGIC = [0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59];
/** Whether a file begins as NumPy's array files do. */
export const isNpy = (bytes: Uint8Array): boolean => MAGIC.every((byte, i) => bytes[i] === byte);
const MAX_HEADER = 65_536;
const MAX_DIMENSIONS = 32;
const SAVE_AGAIN = 'Save the array again with numpy.save or numpy.savez.';

/** The array of an `.npy` file; `file` names it in messages. Throws `invalid-input`. */
export function readNpy(bytes: Uint8Array, file = 'the array'): NpyArray {
  const { header, start } = readHeader(bytes, file);
  const { descr, fortran, shape } = parseHeader(header, file);
  const element = Object.hasOwn(ELEMENTS, descr.slice(1)) ? ELEMENTS[descr.slice(1)] : undefined;
  if (element === undefined) {
    const kind = descr.includes('O') ? 'Python objects, which are never unpickled' : `values of type ${JSON.stringify(descr)}`;
    throw refuse(`${file} holds ${kind}.`, 'Convert it with .astype to a type of numbers, such as float32, uint8 or int64, and save it again.');
  }
  const length = shape.reduce((product, side) => product * side, 1);
  if (!Number.isSafeInteger(length * element.bytes) || bytes.length - start !== length * element.bytes) {
    throw refuse(`${file} holds ${bytes.length - start} bytes of values; its shape (${shape.join(', ')}) needs ${length * element.bytes}.`, SAVE_AGAIN);
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset + start, bytes.length - start);
  const data = element.make(length);
  if (!fortran && descr[0] !== '>' && !CONVERTED.includes(descr.slice(1))) {
    new Uint8Array(data.buffer).set(bytes.subarray(start)); // the file's order is this machine's
    return { shape, descr, data };
  }
  const place = fortran ? columnMajor(shape) : null;
  for (let i = 0; i < length; i++) data[i] = element.get(view, (place === null ? i : place(i)) * element.bytes, descr[0] !== '>');
  return { shape, descr, data };
}

function readHeader(bytes: Uint8Array, file: string): { header: string; start: number } {
  if (bytes.length < 10 || MAGIC.some((byte, i) => bytes[i] !== byte)) throw refuse(`${file} is no NumPy array file.`, SAVE_AGAIN);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const [major] = bytes.subarray(6, 7);
  if (major < 1 || major > 3 || (major > 1 && bytes.length < 12)) throw refuse(`${file} has version ${major} of the NumPy format; 1 to 3 are read.`, SAVE_AGAIN);
  const [length, from] = major === 1 ? [view.getUint16(8, true), 10] : [view.getUint32(8, true), 12];
  if (length > MAX_HEADER || from + length > bytes.length) throw refuse(`${file} ends inside its header.`, SAVE_AGAIN);
  return { header: new TextDecoder('utf-8').decode(bytes.subarray(from, from + length)), start: from + length };
}

/** The three entries NumPy writes, in any order, and no others. */
function parseHeader(header: string, file: string): { descr: string; fortran: boolean; shape: number[] } {
  const descr = /'descr': ?'([<>|=]\w{1,16})'/.exec(header)?.[1];
  const fortran = /'fortran_order': ?(True|False)/.exec(header)?.[1];
  const sides = /'shape': ?\(([\d, ]*)\)/.exec(header)?.[1];
  if (descr === undefined || fortran === undefined || sides === undefined) {
    const structured = /'descr': ?\[/.test(header);
    throw refuse(structured ? `${file} is a structured array.` : `${file} has a header that NumPy does not write.`, structured ? 'Save its fields as arrays of their own.' : SAVE_AGAIN);
  }
  const shape = sides.split(',').map((side) => side.trim()).filter((side) => side !== '').map(Number);
  if (shape.length > MAX_DIMENSIONS || shape.some((side) => !Number.isSafeInteger(side))) throw refuse(`${file} has a shape that no array has.`, SAVE_AGAIN);
  return { descr, fortran: fortran === 'True', shape };
}

/** Where the i-th value in row-major order lies in a file that is column-major. */
export function columnMajor(shape: readonly number[]): (index: number) => number {
  const strides = shape.map((_, axis) => shape.slice(0, axis).reduce((product, side) => product * side, 1));
  return (index) => {
    let [rest, place] = [index, 0];
    for (let axis = shape.length - 1; axis >= 0; axis--) {
      place += (rest % shape[axis]) * strides[axis];
      rest = Math.floor(rest / shape[axis]);
    }
    return place;
  };
}

/** IEEE 754 binary16. */
function half(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1;
  const exponent = (bits >> 10) & 0x1f;
  const fraction = bits & 0x3ff;
  if (exponent === 0) return sign * fraction * 2 ** -24;
  if (exponent === 0x1f) return fraction === 0 ? sign * Infinity : NaN;
  return sign * (1 + fraction / 1024) * 2 ** (exponent - 15);
}
