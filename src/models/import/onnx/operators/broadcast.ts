/** Shapes that are stretched to fit each other, as NumPy does it. */
import { sizeOf } from '../../../../engine/index.ts';
import type { Builder } from '../network.ts';
import type { GraphNode } from '../node.ts';
import { type GraphValue, placeOf } from '../values.ts';

/** Weights of a layer that only repeats values. */
const MAX_REPEATED = 2 ** 20;

/** The sides of both, the longer of each; null where they do not fit. */
export function commonDims(a: readonly number[], b: readonly number[]): number[] | null {
  const rank = Math.max(a.length, b.length);
  const [left, right] = [a, b].map((dims) => [...new Array<number>(rank - dims.length).fill(1), ...dims]);
  const dims = left.map((side, axis) => (side === 1 ? right[axis] : side));
  return dims.every((side, axis) => right[axis] === 1 || right[axis] === side) ? dims : null;
}

/** Where each element of `dims` is taken from in an array of shape `from`, which fits it. */
export function sourcesOf(from: readonly number[], dims: readonly number[]): Int32Array {
  const aligned = [...new Array<number>(dims.length - from.length).fill(1), ...from];
  return Int32Array.from({ length: sizeOf(dims) }, (_, i) => {
    let [rest, at, step] = [i, 0, 1];
    for (let axis = dims.length - 1; axis >= 0; axis--) {
      if (aligned[axis] !== 1) at += (rest % dims[axis]) * step;
      step *= aligned[axis];
      rest = Math.floor(rest / dims[axis]);
    }
    return at;
  });
}

/** The constant once for each element of a value; null where it does not fit. */
export function spread({ shape, data }: { shape: readonly number[]; data: Float32Array }, dims: readonly number[]): Float32Array | null {
  const extra = shape.slice(0, Math.max(0, shape.length - dims.length));
  const fitting = shape.slice(extra.length);
  if (extra.some((side) => side !== 1) || data.length === 0 || commonDims(fitting, dims)?.join() !== dims.join()) return null;
  return Float32Array.from(sourcesOf(fitting, dims), (at) => data[at]);
}

/** A value with its elements repeated to fill `dims`: a product with a matrix of zeros and ones. */
export function stretched(node: GraphNode, network: Builder, { value, dims }: { value: GraphValue; dims: number[] }): GraphValue {
  if (value.dims.join() === dims.join()) return value;
  const [inputs, units] = [sizeOf(value.dims), sizeOf(dims)];
  if (inputs * units > MAX_REPEATED) throw node.refuse(`it repeats [${network.shown(value.dims)}] to [${network.shown(dims)}]`, `Supported: up to ${MAX_REPEATED} for the product of both sizes.`);
  if (inputs === units) return { ...value, dims };
  const kernel = new Float32Array(inputs * units);
  const place = placeOf(value);
  sourcesOf(value.dims, dims).forEach((from, to) => (kernel[place[from] * units + to] = 1));
  const layer = network.add(node, { type: 'dense', inputs: [network.flat(node, value)], config: { units, bias: false }, tensors: [{ name: 'kernel', shape: [inputs, units], data: kernel }], helps: true });
  return { layer, ours: [units], dims, place: null };
}
