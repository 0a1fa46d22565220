/** How far the weights of two networks lie apart, tensor by tensor. */
import type { NamedTensor } from '../engine/index.ts';

export interface TensorDistance {
  name: string;
  /** null: the one or the other has no such tensor */
  fromShape: number[] | null;
  toShape: number[] | null;
  /** null where the shapes differ */
  distance: {
    /** |a - b|, Euclidean */
    l2: number;
    /** |a - b| / |a|; null where a is all zeros */
    relative: number | null;
    /** of any one value */
    max: number;
    /** of the angle between a and b; null where one of them is all zeros */
    cosine: number | null;
  } | null;
}

/** In the order of the first, then what only the second has. */
export function compareWeights(from: readonly NamedTensor[], to: readonly NamedTensor[]): TensorDistance[] {
  const others = new Map(to.map((tensor) => [tensor.name, tensor]));
  const names = new Set(from.map(({ name }) => name));
  return [...from.map((a) => pair(a, others.get(a.name))), ...to.filter(({ name }) => !names.has(name)).map((b) => pair(undefined, b))];
}

function pair(a: NamedTensor | undefined, b: NamedTensor | undefined): TensorDistance {
  const same = a !== undefined && b !== undefined && a.shape.join() === b.shape.join();
  return { name: (a ?? b)!.name, fromShape: a ? [...a.shape] : null, toShape: b ? [...b.shape] : null, distance: same ? distanceOf(a.data, b.data) : null };
}

function distanceOf(a: ArrayLike<number>, b: ArrayLike<number>): TensorDistance['distance'] {
  let [squares, ofA, ofB, product, max] = [0, 0, 0, 0, 0];
  for (let i = 0; i < a.length; i++) {
    const difference = a[i] - b[i];
    squares += difference * difference;
    ofA += a[i] * a[i];
    ofB += b[i] * b[i];
    product += a[i] * b[i];
    max = Math.max(max, Math.abs(difference));
  }
  const l2 = Math.sqrt(squares);
  return { l2, relative: ofA > 0 ? l2 / Math.sqrt(ofA) : null, max, cosine: ofA > 0 && ofB > 0 ? Math.min(1, product / Math.sqrt(ofA) / Math.sqrt(ofB)) : null };
}
