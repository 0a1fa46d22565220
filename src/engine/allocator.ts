import { bufferBytes, type FloatArray, type Precision } from '../kernels/kernels.ts';

/** Where buffers come from: an arena, or a counter of the bytes that one must have. */
export interface Allocator {
  floats(length: number): FloatArray;
  int32(length: number): Int32Array;
  uint8(length: number): Uint8Array;
}

/** Counts instead of allocating, so that the estimate and the arena can never disagree. */
export class CountingAllocator implements Allocator {
  bytes = 0;
  readonly #floatBytes: number;

  constructor(precision: Precision) {
    this.#floatBytes = precision === 'float64' ? 8 : 4;
  }

  floats(length: number): FloatArray {
    this.bytes += bufferBytes(length, this.#floatBytes);
    return new Float32Array(0);
  }

  int32(length: number): Int32Array {
    this.bytes += bufferBytes(length, 4);
    return new Int32Array(0);
  }

  uint8(length: number): Uint8Array {
    this.bytes += bufferBytes(length, 1);
    return new Uint8Array(0);
  }
}

/** Hands out the same arrays again, in the same order, to each slice that begins with `rewind`. */
export class Reused implements Pick<Allocator, 'floats' | 'int32'> {
  readonly #allocator: Allocator;
  readonly #arrays: (FloatArray | Int32Array)[] = [];
  #next = 0;

  constructor(allocator: Allocator) {
    this.#allocator = allocator;
  }

  rewind(): this {
    this.#next = 0;
    return this;
  }

  floats(length: number): FloatArray {
    return (this.#arrays[this.#next++] ??= this.#allocator.floats(length)) as FloatArray;
  }

  int32(length: number): Int32Array {
    return (this.#arrays[this.#next++] ??= this.#allocator.int32(length)) as Int32Array;
  }
}
