import type { Builder } from '../network.ts';
import type { GraphNode } from '../node.ts';
import type { GraphValue } from '../values.ts';

/** Reads a node: takes its inputs and attributes, adds layers, answers the value of its first output. */
export type Operator = (node: GraphNode, network: Builder) => GraphValue;

/** An axis counted with the batch, from either end, as one without it; the batch itself is refused. */
export function axisOf(node: GraphNode, axis: number, rank: number): number {
  const counted = axis < 0 ? axis + rank + 1 : axis;
  if (!Number.isInteger(counted) || counted < 1 || counted > rank) throw node.refuse(`axis ${axis} is not one of a sample`, `Supported: 1 to ${rank}; axis 0 is the batch.`);
  return counted - 1;
}
