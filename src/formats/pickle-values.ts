/** What stands on the stack while a pickle of arrays is read. */

export interface PickledArray {
  shape: number[];
  /** row-major, whatever the order in the file */
  data: Float32Array | Float64Array;
}

/** What a pickle may name, and what it stands for. NumPy 2 moved its internals to numpy._core. */
export const GLOBALS: Readonly<Record<string, Callable>> = Object.fromEntries(
  (['numpy.core', 'numpy._core'] as const).flatMap((core): [string, Callable][] => [
    [`${core}.multiarray _reconstruct`, 'reconstruct'],
    [`${core}.multiarray scalar`, 'scalar'],
    [`${core}.numeric _frombuffer`, 'frombuffer'],
  ]).concat([['numpy ndarray', 'ndarray'], ['numpy dtype', 'dtype'], ['_codecs encode', 'encode']]),
);
export type Callable = 'reconstruct' | 'scalar' | 'frombuffer' | 'ndarray' | 'dtype' | 'encode';

export class Named {
  readonly callable: Callable;
  constructor(callable: Callable) {
    this.callable = callable;
  }
}

export class Tuple {
  readonly items: readonly Value[];
  constructor(items: readonly Value[]) {
    this.items = items;
  }
}

export class ElementType {
  order = '<';
  readonly code: 'f4' | 'f8';
  constructor(code: 'f4' | 'f8') {
    this.code = code;
  }
}

export class ArrayValue {
  content: PickledArray | null = null;
}

export const MARK = Symbol('mark');

export type Value = null | boolean | number | string | Uint8Array | Named | Tuple | ElementType | ArrayValue | Map<Value, Value>;

export function values(raw: Uint8Array, { length, big, double, place }: { length: number; big: boolean; double: boolean; place: ((i: number) => number) | null }): Float32Array | Float64Array {
  const view = new DataView(raw.buffer, raw.byteOffset, raw.byteLength);
  const data = double ? new Float64Array(length) : new Float32Array(length);
  for (let i = 0; i < length; i++) {
    const at = (place === null ? i : place(i)) * (double ? 8 : 4);
    data[i] = double ? view.getFloat64(at, !big) : view.getFloat32(at, !big);
  }
  return data;
}

export function latin1(bytes: Uint8Array): string {
  let text = '';
  for (const byte of bytes) text += String.fromCharCode(byte);
  return text;
}

/** Bytes, or a text of Python 2 whose letters are bytes; null for anything else. */
export function bytesOf(value: Value): Uint8Array | null {
  if (value instanceof Uint8Array) return value;
  if (typeof value !== 'string') return null;
  const bytes = new Uint8Array(value.length);
  for (let i = 0; i < value.length; i++) {
    const code = value.charCodeAt(i);
    if (code > 255) return null;
    bytes[i] = code;
  }
  return bytes;
}
