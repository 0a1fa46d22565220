import { TrainyardError } from '../errors.ts';
import { layerDefinition } from '../layers/index.ts';
import type { NetworkPlan } from '../plan.ts';
import { type NamedTensor, sizeOf } from '../types.ts';
import { decodeCheckpoint } from './checkpoint.ts';

/** Parameters and running statistics that a checkpoint goes on from, as views of its bytes. Throws 'checkpoint-corrupt' unless they are those of the network. */
export function checkpointWeights(bytes: Uint8Array, plan: NetworkPlan): NamedTensor[] {
  const { tensors } = decodeCheckpoint(bytes);
  return plan.layers.flatMap(({ name: layer, type, config, inputShapes }) => {
    const { parameters, state } = layerDefinition(type)!;
    return [...(parameters?.(config, inputShapes) ?? []), ...(state?.(config, inputShapes) ?? [])].map(({ name, shape }) => {
      const data = tensors.get(`weights/${layer}.${name}`);
      if (data?.length === sizeOf(shape)) return { name: `${layer}.${name}`, shape, data };
      throw new TrainyardError('checkpoint-corrupt', `the checkpoint lacks ${layer}.${name}, or has another than this network's`, { hint: 'wait for the next checkpoint' });
    });
  });
}
