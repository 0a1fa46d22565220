/**
 * Convolutions with three sides as those with two: the first side becomes part of the channels, and each filter stands once for every place along it,
 * with zeros where its window does not reach. The weights grow by the product of both depths.
 */
import type { Builder } from '../network.ts';
import type { GraphNode } from '../node.ts';
import { asImage } from '../order.ts';
import type { GraphValue } from '../values.ts';

export interface Deep {
  /** [channels, depth, height, width] */
  value: GraphValue;
  /** [F, C/g, KD, KH, KW], or of a transposed convolution [C, F/g, KD, KH, KW] */
  shape: readonly number[];
  data: Float32Array;
  /** along the depth: sizes before and after, and where the windows stand */
  depths: readonly [number, number];
  stride: number;
  dilation: number;
  before: number;
  transposed: boolean;
}

export interface Flat {
  x: GraphValue;
  shape: number[];
  data: Float32Array;
}

/** Elements of weights that are made, for each that the file has. */
const MAX_WEIGHTS = 2 ** 22;

export function withoutDepth(node: GraphNode, network: Builder, { value, shape, data, depths, stride, dilation, before, transposed }: Deep): Flat {
  const [outer, inner, kernelDepth, ...sides] = shape;
  const [from, to] = depths;
  const [first, second] = transposed ? [from, to] : [to, from];
  const area = sides[0] * sides[1];
  const size = outer * first * inner * second * area;
  if (!(size <= MAX_WEIGHTS)) throw node.refuse(`its windows have three sides, and its weights would be ${size} numbers as those of windows with two`, `Supported: up to ${MAX_WEIGHTS}.`);
  const flat = new Float32Array(size);
  // of a convolution `many` is the output, of a transposed one the input: windows stand there
  const many = transposed ? from : to;
  for (let o = 0; o < outer; o++)
    for (let i = 0; i < inner; i++)
      for (let k = 0; k < kernelDepth; k++)
        for (let at = 0; at < many; at++) {
          const reached = at * stride - before + k * dilation;
          if (reached < 0 || reached >= (transposed ? to : from)) continue;
          const source = ((o * inner + i) * kernelDepth + k) * area;
          flat.set(data.subarray(source, source + area), (((o * first + at) * inner + i) * second + reached) * area);
        }
  const [channels, depth, height, width] = value.dims;
  return { x: asImage(node, network, { ...value, dims: [channels * depth, height, width] }), shape: [outer * first, inner * second, ...sides], data: flat };
}
