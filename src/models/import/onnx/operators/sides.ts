/** Windows with three sides and more, by those with two: the lists among the attributes of a node, for some of its sides. */
import type { OnnxAttribute } from '../../../../formats/onnx/index.ts';
import type { GraphNode } from '../node.ts';

/** What a side of one element has. */
const LISTS = { kernel_shape: 1, strides: 1, dilations: 1, output_padding: 0, output_shape: 1 } as const;

/** The node with two of its `rank` sides; null stands for a side of one element. */
export function sidesApart(node: GraphNode, rank: number): (sides: readonly [number | null, number | null]) => GraphNode {
  const lists = Object.entries(LISTS).flatMap(([name, fill]) => {
    const given = node.ints(name);
    const values = name === 'output_shape' ? given?.slice(-rank) : given;
    if (values && values.length !== rank) throw node.refuse(`attribute ${name} has ${values.length} values`, `Supported: ${rank}, one for each side of its input.`);
    return values ? [{ name, fill, values }] : [];
  });
  const pads = node.ints('pads');
  if (pads && pads.length !== 2 * rank) throw node.refuse(`attribute pads has ${pads.length} values`, `Supported: ${2 * rank}, a beginning and an end for each side of its input.`);
  const shared: Record<string, OnnxAttribute> = { auto_pad: { string: node.string('auto_pad', 'NOTSET') }, ceil_mode: { int: node.int('ceil_mode', 0) } };
  return (sides) => {
    const attributes = { ...shared };
    for (const { name, fill, values } of lists) attributes[name] = { ints: sides.map((side) => (side === null ? fill : values[side])) };
    if (pads) attributes.pads = { ints: [0, rank].flatMap((end) => sides.map((side) => (side === null ? 0 : pads[end + side]))) };
    return node.like(attributes);
  };
}
