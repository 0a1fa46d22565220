/**
 * A value of the graph as our network sees it. ONNX's images are channels first and may be reshaped and transposed at will, ours are channels last
 * and stay as they are: `place` says where each element of ONNX's array lies in ours, so that reshapes and transposes compute nothing until
 * somebody asks for another order (order.ts).
 */
import { type Shape, sizeOf } from '../../../engine/index.ts';
import { permuted } from '../../permute.ts';

export interface GraphValue {
  /** the layer that makes it, or "input" */
  layer: string;
  /** its output, without the batch */
  ours: Shape;
  /** ONNX's shape, without the batch */
  dims: number[];
  /** null: in the same order */
  place: Int32Array | null;
  /** true or false instead of numbers: what a comparison gives */
  condition?: boolean;
}

const natural = (size: number): Int32Array => Int32Array.from({ length: size }, (_, i) => i);
export const placeOf = ({ place, ours }: GraphValue): Int32Array => place ?? natural(sizeOf(ours));

/** null where nothing changes its place. */
export const tidy = (place: Int32Array): Int32Array | null => (place.every((at, i) => at === i) ? null : place);

/** Where the elements of an image [C, H, W] lie in ours, [H, W, C]. */
export function channelsFirst([height, width, channels]: Shape): Int32Array | null {
  return height * width === 1 || channels === 1 ? null : permuted(natural(height * width * channels), [height, width, channels], [2, 0, 1]);
}

export const samePlace = (a: Int32Array | null, b: Int32Array | null): boolean => a === b || (a !== null && b !== null && a.length === b.length && a.every((at, i) => at === b[i]));

/** Whether ONNX sees our image channels first. */
export function isChannelsFirst({ ours, dims, place }: GraphValue): boolean {
  if (ours.length !== 3 || dims.length !== 3) return false;
  const [height, width, channels] = ours;
  return dims.join() === [channels, height, width].join() && samePlace(place, channelsFirst(ours));
}

/** An image of ours as a Conv or pool gives it. */
export const imageValue = (layer: string, ours: Shape): GraphValue => ({ layer, ours, dims: [ours[2], ours[0], ours[1]], place: channelsFirst(ours) });
export const rowValue = (layer: string, size: number): GraphValue => ({ layer, ours: [size], dims: [size], place: null });

/** What ONNX has one after the other, in our order. */
export function inOurOrder(values: Float32Array, place: Int32Array | null): Float32Array {
  if (place === null) return values;
  const result = new Float32Array(values.length);
  place.forEach((at, i) => (result[at] = values[i]));
  return result;
}

/** The value with its axes in another order: nothing is computed. */
export function transposed(value: GraphValue, order: readonly number[]): GraphValue {
  return { ...value, dims: order.map((axis) => value.dims[axis]), place: tidy(permuted(placeOf(value), value.dims, order)) };
}

/** Sizes and distances by which places are reached, outermost first. */
export interface Digit {
  size: number;
  stride: number;
}

/** The places as a walk through one array along its axes, in some order; null where they are none. */
export function digitsOf(place: Int32Array): Digit[] | null {
  const digits: Digit[] = [];
  let block = 1;
  while (block < place.length) {
    const stride = place[block];
    let size = 2;
    while (block * size < place.length && place[block * size] === stride * size) size += 1;
    digits.unshift({ size, stride });
    block *= size;
  }
  return block === place.length && place.every((at, i) => at === walk(digits, i)) ? digits : null;
}

function walk(digits: readonly Digit[], index: number): number {
  let [rest, at] = [index, 0];
  for (let i = digits.length - 1; i >= 0; i--) {
    at += (rest % digits[i].size) * digits[i].stride;
    rest = Math.floor(rest / digits[i].size);
  }
  return at;
}
