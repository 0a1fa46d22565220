/**
 * Puts layers in the order in which they cost least, where the results are the same bit for bit: an activation that never changes
 * which value of a window is the largest is computed after max pooling, on what is left.
 */
import { layerDefinition } from './layers/index.ts';
import type { NetworkPlan, PlannedLayer } from './plan.ts';

export interface Arrangement {
  plan: NetworkPlan;
  /** names of the layers that stand behind the pooling that follows them in the user's network */
  moved: ReadonlySet<string>;
}

export function arrangeLayers(plan: NetworkPlan): Arrangement {
  const moved = new Set<string>();
  let layers = plan.layers;
  for (const activation of plan.layers) {
    if (!layerDefinition(activation.type)!.commutesWithMax) continue;
    const consumers = plan.layers.filter(({ inputs }) => inputs.includes(activation.name));
    if (consumers.length !== 1 || consumers[0].type !== 'maxPool2d') continue;
    moved.add(activation.name);
    layers = exchange(layers, activation, consumers[0]);
  }
  return { plan: moved.size > 0 ? { ...plan, layers } : plan, moved };
}

function exchange(layers: readonly PlannedLayer[], activation: PlannedLayer, pool: PlannedLayer): PlannedLayer[] {
  return layers.flatMap((layer) => {
    if (layer.name === activation.name) return [];
    if (layer.name !== pool.name) return [{ ...layer, inputs: layer.inputs.map((input) => (input === pool.name ? activation.name : input)) }];
    return [
      { ...pool, inputs: activation.inputs },
      { ...activation, inputs: [pool.name], inputShapes: [pool.outputShape], outputShape: pool.outputShape },
    ];
  });
}
