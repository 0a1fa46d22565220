/** A layer's arrays that outlive a batch: parameters, their gradients, running statistics. */
import type { FloatArray } from '../kernels/kernels.ts';
import type { Allocator } from './allocator.ts';
import { layerDefinition } from './layers/index.ts';
import type { PlannedLayer } from './plan.ts';
import { RandomStream, randomKey, STREAMS } from './random.ts';
import { type NamedTensor, type Shape, sizeOf } from './types.ts';

export interface Parameter {
  name: string;
  shape: Shape;
  value: FloatArray;
  /** empty where the network only predicts */
  gradient: FloatArray;
  decays: boolean;
}

export interface ParameterOptions {
  allocator: Allocator;
  /** where gradients come from; null where the network only predicts */
  gradients: Pick<Allocator, 'floats'> | null;
  seed: number;
  /** false: another thread has filled the arrays */
  initialize: boolean;
}

/** `first` is the number of parameters before these: it picks their stream of random numbers. */
export function createParameters(planned: PlannedLayer, first: number, { allocator, gradients, seed, initialize }: ParameterOptions): Parameter[] {
  const definitions = layerDefinition(planned.type)!.parameters?.(planned.config, planned.inputShapes) ?? [];
  return definitions.map(({ name, shape, initializer, fanIn, decays }, i) => {
    const value = allocator.floats(sizeOf(shape));
    const gradient = gradients?.floats(sizeOf(shape)) ?? new Float32Array(0);
    if (initialize) initializer(value, fanIn, new RandomStream(randomKey(seed, STREAMS.weights, first + i)));
    return { name: `${planned.name}.${name}`, shape, value, gradient, decays };
  });
}

export function createState(planned: PlannedLayer, { allocator, initialize }: Pick<ParameterOptions, 'allocator' | 'initialize'>): NamedTensor[] {
  const definitions = layerDefinition(planned.type)!.state?.(planned.config, planned.inputShapes) ?? [];
  return definitions.map(({ name, shape, initial }) => {
    const data = allocator.floats(sizeOf(shape));
    if (initialize) data.fill(initial);
    return { name: `${planned.name}.${name}`, shape, data };
  });
}

/** By the name inside the layer: `kernel` for `dense1.kernel`. */
export function byShortName<T extends { name: string }>(items: readonly T[], pick: (item: T) => FloatArray): Record<string, FloatArray> {
  return Object.fromEntries(items.map((item) => [item.name.slice(item.name.lastIndexOf('.') + 1), pick(item)]));
}
