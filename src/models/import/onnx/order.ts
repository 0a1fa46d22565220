/** Values in the order that an operator needs: layers that reshape and permute are added where the graph's own order differs from ours. */
import { type Shape, sizeOf } from '../../../engine/index.ts';
import type { Builder } from './network.ts';
import type { GraphNode } from './node.ts';
import { digitsOf, type GraphValue, imageValue, isChannelsFirst, transposed } from './values.ts';

/** The same numbers under another shape of ours. */
function reshaped(node: GraphNode, network: Builder, { value, shape }: { value: GraphValue; shape: Shape }): GraphValue {
  if (value.ours.join() === shape.join()) return value;
  return { ...value, layer: network.add(node, { type: 'reshape', inputs: [value], config: { shape: [...shape] }, helps: true }), ours: shape };
}

/** The value with our output in the order that ONNX has. */
export function inGraphOrder(node: GraphNode, network: Builder, value: GraphValue): GraphValue {
  const shape = value.dims.length > 0 ? value.dims : [1];
  if (value.place === null) return reshaped(node, network, { value, shape });
  const digits = digitsOf(value.place);
  if (digits === null || digits.length > 8) throw node.refuse('its values come in an order that is no order of axes', 'Export the model without reshapes between transposes.');
  const sorted = digits.toSorted((a, b) => b.stride - a.stride);
  const apart = reshaped(node, network, { value, shape: sorted.map(({ size }) => size) });
  const order = digits.map((digit) => sorted.indexOf(digit));
  const layer = network.add(node, { type: 'permute', inputs: [apart], config: { order }, helps: true });
  return reshaped(node, network, { value: { ...value, layer, ours: digits.map(({ size }) => size), place: null }, shape });
}

/** A transpose whose places are an order of axes again, so that a later one can still be made. */
export function inOrder(node: GraphNode, network: Builder, { value, axes }: { value: GraphValue; axes: readonly number[] }): GraphValue {
  const turned = transposed(value, axes);
  return turned.place === null || digitsOf(turned.place) ? turned : transposed(inGraphOrder(node, network, value), axes);
}

/** An image [H, W, C] of ours that ONNX sees as [C, H, W]; a row of pixels, [C, L], is one of height 1. Throws where it is neither. */
export function asImage(node: GraphNode, network: Builder, value: GraphValue): GraphValue {
  if (value.dims.length === 2) return asImage(node, network, { ...value, dims: [value.dims[0], 1, value.dims[1]] });
  if (isChannelsFirst(value)) return value;
  if (value.dims.length !== 3) throw node.refuse(`its input has shape [${network.shown(value.dims)}]`, 'Supported: [batch, channels, height, width] and [batch, channels, length]. Where samples come in as rows, say inputShape as [height, width, channels].');
  const [channels, height, width] = value.dims;
  const natural = inGraphOrder(node, network, inOrder(node, network, { value, axes: [1, 2, 0] }));
  return imageValue(natural.layer, [height, width, channels]);
}

/** Of a layer on images: its value has as many axes as the value it was made of. */
export const likeInput = (image: GraphValue, input: GraphValue): GraphValue => (input.dims.length === 2 ? { ...image, dims: [image.dims[0], image.dims[2]] } : image);

/** What a layer along our last axis makes of ONNX's axis `axis`: the value is turned for it, and back. */
export function alongAxis(node: GraphNode, network: Builder, { values, axis, make }: { values: readonly GraphValue[]; axis: number; make: (values: GraphValue[]) => { layer: string; size: number } }): GraphValue {
  const { dims } = values[0];
  const others = dims.map((_, i) => i).filter((i) => i !== axis);
  const turned = values.map((value) => inGraphOrder(node, network, inOrder(node, network, { value, axes: [...others, axis] })));
  const { layer, size } = make(turned);
  const ours = [...others.map((i) => dims[i]), size];
  const back = dims.map((_, i) => (i === axis ? dims.length - 1 : others.indexOf(i)));
  return transposed({ layer, ours, dims: ours, place: null }, back);
}

/** Whether the last axis of ours is ONNX's axis `axis` as it is. */
export function isOurLast(value: GraphValue, axis: number): boolean {
  if (isChannelsFirst(value) && (axis === 0 || sizeOf(value.dims) === value.dims[axis])) return true;
  return value.place === null && value.dims.join() === value.ours.join() && axis === value.dims.length - 1;
}
