import type { FloatArray } from '../kernels.ts';

export type Pointer = (array: FloatArray | Int32Array | Uint8Array) => number;

/** Byte offsets of arrays in one memory; an array of another would be read and written at a stranger's address. */
export function pointers(memory: ArrayBufferLike): Pointer {
  return (array) => {
    if (array.buffer !== memory) throw new TypeError('an array of another arena: use those that floats(), int32() and uint8() of the same kernels hand out');
    return array.byteOffset;
  };
}
