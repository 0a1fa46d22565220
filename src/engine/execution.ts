/**
 * How a planned network is computed: which layers run on the whole batch at once, all threads sharing each operation, and which run
 * on a few samples after another, so that what one layer writes is still in the cache when the next reads it.
 * Follows from the network and the batch size alone, never from the number of threads: so do all sums.
 */
import { layerDefinition } from './layers/index.ts';
import type { NetworkPlan, PlannedLayer } from './plan.ts';
import { sizeOf } from './types.ts';

/** A run of consecutive layers. */
export interface Stage {
  layers: PlannedLayer[];
  /** samples that pass through all its layers before the next ones do; null: the whole batch, layer by layer */
  slice: number | null;
}

export interface Execution {
  stages: Stage[];
}

/** Input and output of a layer for one slice: about half of the second-level cache of a core. */
const SLICE_BYTES = 512 << 10;
const MOST_SLICES = 256;
/** Samples of a shard: the slices whose gradients are summed one after the other; the sums of shards are then added in order. */
const SHARD_SAMPLES = 25;
const FEWEST_SHARDS = 4;

export function planExecution(plan: NetworkPlan, batch: number): Execution {
  const stages: Stage[] = [];
  for (const layer of plan.layers) {
    const sliced = runsSliced(layer);
    const last = stages.at(-1);
    if (last && (layerDefinition(layer.type)!.alias || (last.slice !== null) === sliced)) last.layers.push(layer);
    else stages.push({ layers: [layer], slice: sliced ? 0 : null });
  }
  for (const stage of stages) if (stage.slice !== null) stage.slice = sliceOf(stage.layers, batch);
  return { stages };
}

/** Images go slice by slice, unless the layer wants the whole batch. */
function runsSliced({ type, inputShapes }: PlannedLayer): boolean {
  const { wholeBatch, alias } = layerDefinition(type)!;
  return !wholeBatch && !alias && inputShapes[0].length === 3;
}

function sliceOf(layers: readonly PlannedLayer[], batch: number): number {
  const bytes = Math.max(...layers.map(({ inputShapes, outputShape }) => 4 * (sizeOf(outputShape) + inputShapes.reduce((sum, shape) => sum + sizeOf(shape), 0))));
  return Math.min(batch, Math.max(1, Math.floor(SLICE_BYTES / bytes), Math.ceil(batch / MOST_SLICES)));
}

/** The slices [from, to) of each shard. */
export function shardsOf(batch: number, slice: number): { from: number; to: number }[] {
  const slices = Math.ceil(batch / slice);
  const shards = Math.min(slices, Math.max(FEWEST_SHARDS, Math.ceil(batch / SHARD_SAMPLES)));
  return Array.from({ length: shards }, (_, s) => ({ from: Math.floor((slices * s) / shards), to: Math.floor((slices * (s + 1)) / shards) }));
}
