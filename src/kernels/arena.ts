import { ALIGNMENT, bufferBytes, type FloatArray, type Precision } from './kernels.ts';

/** Hands out aligned, zeroed, never overlapping buffers of one block of memory that was sized in advance. */
export class Arena {
  readonly #memory: ArrayBufferLike;
  readonly #precision: Precision;
  readonly #end: number;
  #next: number;

  constructor(memory: ArrayBufferLike, precision: Precision, start: number, byteLength: number) {
    this.#memory = memory;
    this.#precision = precision;
    this.#next = Math.ceil(start / ALIGNMENT) * ALIGNMENT;
    this.#end = this.#next + byteLength;
  }

  floats(length: number): FloatArray {
    return this.#precision === 'float64'
      ? new Float64Array(this.#memory, this.#take(length, 8), length)
      : new Float32Array(this.#memory, this.#take(length, 4), length);
  }

  int32(length: number): Int32Array {
    return new Int32Array(this.#memory, this.#take(length, 4), length);
  }

  uint8(length: number): Uint8Array {
    return new Uint8Array(this.#memory, this.#take(length, 1), length);
  }

  #take(length: number, bytesPerElement: number): number {
    const offset = this.#next;
    const after = offset + bufferBytes(length, bytesPerElement);
    if (after > this.#end) {
      throw new RangeError(`arena exhausted: ${length} elements of ${bytesPerElement} bytes asked for, ${this.#end - offset} bytes left; plan every buffer before create()`);
    }
    this.#next = after;
    return offset;
  }
}
