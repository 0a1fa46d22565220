import type { Builder } from '../network.ts';
import type { GraphNode } from '../node.ts';
import type { GraphValue } from '../values.ts';

/** Reads a node: takes its inputs and attributes, adds layers, answers the value of its first output. */
export type Operator = (node: GraphNode, network: Builder) => GraphValue;

/** An axis as the graph counts it, from either end, as one of `dims`; the batch itself is refused. `rank`: of `dims`. */
export function axisOf(node: GraphNode, network: Pick<Builder, 'batched'>, { axis, rank }: { axis: number; rank: number }): number {
  const batch = network.batched ? 1 : 0;
  const counted = (axis < 0 ? axis + rank + batch : axis) - batch;
  if (!Number.isInteger(counted) || counted < 0 || counted >= rank) throw node.refuse(`axis ${axis} is not one of a sample`, `Supported: ${batch} to ${rank + batch - 1}${batch ? '; axis 0 is the batch' : ''}.`);
  return counted;
}
