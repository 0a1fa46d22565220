import { RandomStream, randomKey, STREAMS } from '../engine/index.ts';
import type { Split } from '../engine/index.ts';

/** The same samples in random order, so that the first and the last of them (`trainSize`, `validation`) are of every class; `size`: values of a sample. */
export function shuffle(all: Split, size: number, seed: number): Split {
  return gather(all, permutation(all.count, seed), size);
}

export function permutation(count: number, seed: number): Int32Array {
  const order = new Int32Array(count);
  new RandomStream(randomKey(seed, STREAMS.data, 0)).permutation(order, count);
  return order;
}

/** The samples that `order` numbers, in a copy. */
export function gather({ inputs, labels }: Split, order: ArrayLike<number>, size: number): Split {
  const count = order.length;
  const picked = inputs instanceof Uint8Array ? new Uint8Array(count * size) : new Float32Array(count * size);
  for (let i = 0; i < count; i++) picked.set(inputs.subarray(order[i] * size, (order[i] + 1) * size), i * size);
  return { count, inputs: picked, labels: Int32Array.from(order, (index) => labels[index]) };
}
