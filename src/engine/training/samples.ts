/** The data of a run inside its arena, and the batches gathered from it. */
import type { FloatArray, Operations } from '../../kernels/kernels.ts';
import type { Allocator } from '../allocator.ts';
import { RandomStream, randomKey, STREAMS } from '../random.ts';
import type { Split } from '../types.ts';

/** Bytes stand for value/255. */
const BYTE_RANGE = 255;

export interface SampleSource {
  count: number;
  /** Gathers the inputs of the samples numbered in indices[0 .. rows); called by every thread of a team. */
  gather(indices: Int32Array, rows: number, inputs: FloatArray): void;
  /** Gathers their labels; called by the leading thread, before. */
  labels(indices: Int32Array, rows: number, labels: Int32Array): void;
}

/** Copies the samples into the arena, unless the split comes without them: then another thread does. */
export function createSampleSource(split: Split, { width, allocator, operations }: { width: number; allocator: Allocator; operations: Operations }): SampleSource {
  const bytes = split.inputs instanceof Uint8Array ? allocator.uint8(split.count * width) : null;
  const floats = bytes ? null : allocator.floats(split.count * width);
  copyInto(bytes ?? floats!, split.inputs);
  return {
    count: split.count,
    gather(indices, rows, inputs) {
      if (bytes) operations.gatherBytes(bytes, indices, inputs, rows, width, BYTE_RANGE);
      else operations.gatherFloats(floats!, indices, inputs, rows, width);
    },
    labels(indices, rows, labels) {
      for (let r = 0; r < rows; r++) labels[r] = split.labels[indices[r]];
    },
  };
}

/** Nothing to copy into while bytes are only counted. */
function copyInto(target: Uint8Array | FloatArray, source: Uint8Array | FloatArray): void {
  if (target.length > 0) target.set(source);
}

/** Which samples a step trains on: a function of seed and step alone, so that a resumed run draws what it would have drawn. */
export class BatchOrder {
  readonly #options: { seed: number; batchSize: number; sampling: 'permutation' | 'replacement' };
  readonly #count: number;
  readonly #stepsPerEpoch: number;
  readonly #permutation: Int32Array;
  #permutedEpoch = -1;

  constructor(options: { seed: number; batchSize: number; sampling: 'permutation' | 'replacement' }, count: number, stepsPerEpoch: number) {
    this.#options = options;
    this.#count = count;
    this.#stepsPerEpoch = stepsPerEpoch;
    this.#permutation = new Int32Array(options.sampling === 'permutation' ? count : 0);
  }

  /** Fills `indices` for a step counted from 0; returns how many samples it has (the last of an epoch may have fewer). */
  draw(step: number, indices: Int32Array): number {
    const { seed, batchSize, sampling } = this.#options;
    if (sampling === 'replacement') {
      const random = new RandomStream(randomKey(seed, STREAMS.sampling, step));
      for (let i = 0; i < batchSize; i++) indices[i] = random.integer(this.#count);
      return batchSize;
    }
    const epoch = Math.floor(step / this.#stepsPerEpoch);
    if (epoch !== this.#permutedEpoch) {
      new RandomStream(randomKey(seed, STREAMS.shuffle, epoch)).permutation(this.#permutation, this.#count);
      this.#permutedEpoch = epoch;
    }
    const start = (step % this.#stepsPerEpoch) * batchSize;
    const rows = Math.min(batchSize, this.#count - start);
    for (let i = 0; i < rows; i++) indices[i] = this.#permutation[start + i];
    return rows;
  }
}
