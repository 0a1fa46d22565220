/** Windows on images: what Conv and the pools have in common. */
import type { GraphNode } from '../node.ts';
import { type GraphValue, isChannelsFirst } from '../values.ts';

export interface Window {
  sides: [number, number];
  stride: number;
  pad: number;
}

/** Throws where ONNX does not see the value as an image [C, H, W]. */
export function checkImage(node: GraphNode, x: GraphValue): void {
  if (isChannelsFirst(x)) return;
  const reason = x.dims.length === 3 ? `its input of shape [${x.dims.join(', ')}] is no image, channels first, as the network has it ([${x.ours.join(', ')}])` : `its input has shape [${x.dims.join(', ')}]`;
  throw node.refuse(reason, 'Supported: images [channels, height, width]. Where samples come in as rows, say inputShape as [height, width, channels].');
}

const PAIR = 2;

function equal(node: GraphNode, name: string, values: readonly number[]): number {
  const [first] = values;
  if (values.some((value) => value !== first) || !Number.isSafeInteger(first)) throw node.refuse(`attribute ${name} is [${values.join(', ')}]`, `Supported: ${name} that are all the same.`);
  return first;
}

function pairOf(node: GraphNode, name: string, fallback: number): number[] {
  const given = node.ints(name) ?? [fallback, fallback];
  if (given.length !== PAIR) throw node.refuse(`attribute ${name} has ${given.length} values`, 'Supported: two, for height and width.');
  return given;
}

/** `kernel`: of the weights, where there are some. Stride and padding have to be the same on all sides. */
export function windowOf(node: GraphNode, x: GraphValue, kernel: readonly number[] | null = null): Window {
  checkImage(node, x);
  const sides = node.ints('kernel_shape') ?? [...(kernel ?? [])];
  if (sides.length !== PAIR || sides.some((side) => !(side >= 1)) || (kernel !== null && kernel.join() !== sides.join())) throw node.refuse(`attribute kernel_shape is [${sides.join(', ')}]`, 'Supported: two sizes, those of the weights.');
  const dilation = equal(node, 'dilations', pairOf(node, 'dilations', 1));
  if (dilation !== 1) throw node.refuse(`attribute dilations is [${dilation}, ${dilation}]`, 'Supported: 1.');
  const stride = equal(node, 'strides', pairOf(node, 'strides', 1));
  const automatic = node.string('auto_pad', 'NOTSET');
  const pads = node.ints('pads') ?? [0, 0, 0, 0];
  if (pads.length !== 2 * PAIR) throw node.refuse(`attribute pads has ${pads.length} values`, 'Supported: four.');
  if (automatic === 'NOTSET') return { sides: [sides[0], sides[1]], stride, pad: equal(node, 'pads', pads) };
  if (automatic === 'VALID') return { sides: [sides[0], sides[1]], stride, pad: 0 };
  if (automatic !== 'SAME_UPPER' && automatic !== 'SAME_LOWER') throw node.refuse(`attribute auto_pad is ${JSON.stringify(automatic.slice(0, 40))}`, 'Supported: NOTSET, VALID, SAME_UPPER, SAME_LOWER.');
  const totals = [0, 1].map((axis) => Math.max(0, (Math.ceil(x.ours[axis] / stride) - 1) * stride + sides[axis] - x.ours[axis]));
  if (totals[0] !== totals[1] || totals[0] % 2 !== 0) throw node.refuse(`attribute auto_pad = ${automatic} pads [${totals.join(', ')}] pixels`, 'Supported: the same even number for height and width.');
  return { sides: [sides[0], sides[1]], stride, pad: totals[0] / 2 };
}

/** floor((in + 2 pad - side) / stride) + 1 */
export const outSides = ({ sides, stride, pad }: Window, [height, width]: readonly number[]): [number, number] => [
  Math.floor((height + 2 * pad - sides[0]) / stride) + 1,
  Math.floor((width + 2 * pad - sides[1]) / stride) + 1,
];

export function checkSides(node: GraphNode, [height, width]: readonly number[]): void {
  if (!(height >= 1 && width >= 1)) throw node.refuse(`its result would be ${height} by ${width} pixels`, 'Give an unchanged .onnx file.');
}
