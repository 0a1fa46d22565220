/** Windows on images: what Conv and the pools have in common. A window on a row of pixels is one of height 1. */
import type { GraphNode } from '../node.ts';

export type Pair = [number, number];

export interface Window {
  sides: Pair;
  stride: Pair;
  /** top, left, bottom, right */
  pads: [number, number, number, number];
  dilation: Pair;
}

/** Values for each side; of a row of pixels only the second is said. */
function pairOf(node: GraphNode, name: string, { rank, fallback }: { rank: number; fallback: number }): Pair {
  const given = node.ints(name) ?? new Array<number>(rank).fill(fallback);
  if (given.length !== rank) throw node.refuse(`attribute ${name} has ${given.length} values`, `Supported: ${rank}, one for each side of its input.`);
  const wrong = given.find((value) => !(value >= 0 && value <= 1024));
  if (wrong !== undefined) throw node.refuse(`attribute ${name} is [${given.join(', ').slice(0, 80)}]`, 'Supported: 0 to 1024.');
  return rank === 1 ? [fallback, given[0]] : [given[0], given[1]];
}

export interface WindowInput {
  /** height and width of the image, and how many of them the graph has */
  image: readonly [number, number];
  rank: number;
  /** of the weights, where there are some */
  kernel: readonly number[] | null;
}

/** Attributes kernel_shape, strides and dilations. */
export function sidesOf(node: GraphNode, { rank, kernel }: WindowInput): Omit<Window, 'pads'> {
  const given = node.ints('kernel_shape') ?? [...(kernel ?? [])];
  if (given.length !== rank || given.some((side) => !(side >= 1 && side <= 1024)) || (kernel !== null && kernel.join() !== given.join())) throw node.refuse(`attribute kernel_shape is [${given.join(', ').slice(0, 80)}]`, `Supported: ${rank === 1 ? 'one size' : 'two sizes'} from 1 to 1024, those of the weights.`);
  const stride = pairOf(node, 'strides', { rank, fallback: 1 });
  const dilation = pairOf(node, 'dilations', { rank, fallback: 1 });
  for (const [name, pair] of [['strides', stride], ['dilations', dilation]] as const) if (Math.min(...pair) < 1) throw node.refuse(`attribute ${name} is [${pair.join(', ')}]`, 'Supported: 1 to 1024.');
  return { sides: rank === 1 ? [1, given[0]] : [given[0], given[1]], stride, dilation };
}

/** Attribute pads, as ONNX orders it: all beginnings, then all ends. */
export function padsOf(node: GraphNode, rank: number): Window['pads'] {
  const given = node.ints('pads') ?? new Array<number>(2 * rank).fill(0);
  if (given.length !== 2 * rank) throw node.refuse(`attribute pads has ${given.length} values`, `Supported: ${2 * rank}, a beginning and an end for each side of its input.`);
  if (given.some((pad) => !(pad >= 0 && pad <= 1024))) throw node.refuse(`attribute pads is [${given.join(', ').slice(0, 80)}]`, 'Supported: 0 to 1024.');
  return rank === 1 ? [0, given[0], 0, given[1]] : [given[0], given[1], given[2], given[3]];
}

const AUTOMATIC = ['NOTSET', 'VALID', 'SAME_UPPER', 'SAME_LOWER'];

export function automaticOf(node: GraphNode): string {
  const automatic = node.string('auto_pad', 'NOTSET');
  if (!AUTOMATIC.includes(automatic)) throw node.refuse(`attribute auto_pad is ${JSON.stringify(automatic.slice(0, 40))}`, `Supported: ${AUTOMATIC.join(', ')}.`);
  return automatic;
}

/** `total` pixels at both ends of a side; of an odd number, the extra one at the end, or for LOWER at the beginning. */
export const dealt = (total: number, automatic: string): Pair => {
  const less = Math.floor(total / 2);
  return automatic === 'SAME_LOWER' ? [total - less, less] : [less, total - less];
};

export const reachOf = ({ sides, dilation }: Pick<Window, 'sides' | 'dilation'>, axis: 0 | 1): number => (sides[axis] - 1) * dilation[axis] + 1;

export function windowOf(node: GraphNode, input: WindowInput): Window {
  const window = sidesOf(node, input);
  const automatic = automaticOf(node);
  const pads = padsOf(node, input.rank);
  if (automatic === 'NOTSET') return { ...window, pads };
  if (automatic === 'VALID') return { ...window, pads: [0, 0, 0, 0] };
  const [[top, bottom], [left, right]] = ([0, 1] as const).map((axis) => {
    const size = input.image[axis];
    return dealt(Math.max(0, (Math.ceil(size / window.stride[axis]) - 1) * window.stride[axis] + reachOf(window, axis) - size), automatic);
  });
  return { ...window, pads: [top, left, bottom, right] };
}

/** floor((in + pads - reach) / stride) + 1 */
export function outSides(node: GraphNode, window: Window, image: readonly [number, number]): Pair {
  const [height, width] = ([0, 1] as const).map((axis) => Math.floor((image[axis] + window.pads[axis] + window.pads[axis + 2] - reachOf(window, axis)) / window.stride[axis]) + 1);
  if (!(height >= 1 && width >= 1)) throw node.refuse(`its result would be ${height} by ${width} pixels`, 'Give an unchanged .onnx file.');
  return [height, width];
}

const alike = (values: readonly number[]): boolean => values.every((value) => value === values[0]);

/** Options of our layers, as short as they can be said. */
export const optionsOf = ({ stride, pads, dilation }: Window) => ({
  stride: alike(stride) ? stride[0] : stride,
  pad: alike(pads) ? pads[0] : pads,
  ...(alike(dilation) && dilation[0] === 1 ? {} : { dilation }),
});
