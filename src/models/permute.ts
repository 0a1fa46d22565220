import { type NamedTensor, type Shape, sizeOf } from '../engine/index.ts';

/** The array with its axes in another order: axis j of the result is axis order[j] of the array. */
export function permuted<T extends NamedTensor['data'] | Int32Array>(data: T, shape: Shape, order: readonly number[]): T {
  const strides = shape.map((_, axis) => sizeOf(shape.slice(axis + 1)));
  const sides = order.map((axis) => shape[axis]);
  const steps = order.map((axis) => strides[axis]);
  const result = data.slice() as T;
  for (let i = 0; i < result.length; i++) {
    let [rest, at] = [i, 0];
    for (let axis = sides.length - 1; axis >= 0; axis--) {
      at += (rest % sides[axis]) * steps[axis];
      rest = Math.floor(rest / sides[axis]);
    }
    result[i] = data[at];
  }
  return result;
}
