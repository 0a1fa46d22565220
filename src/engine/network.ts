/** A planned network on an arena: every buffer allocated once, forward and backward over the graph. */
import { bufferBytes, type FloatArray, type Kernels, type Precision } from '../kernels/kernels.ts';
import type { Layer, LayerContext, Pass } from './layers/definition.ts';
import { layerDefinition } from './layers/index.ts';
import { INPUT, type NetworkPlan, type PlannedLayer } from './plan.ts';
import { RandomStream, randomKey, STREAMS } from './random.ts';
import { type NamedTensor, type Shape, sizeOf } from './types.ts';

/** Where buffers come from: an arena, or a counter of the bytes that one must have. */
export interface Allocator {
  floats(length: number): FloatArray;
  int32(length: number): Int32Array;
  uint8(length: number): Uint8Array;
}

/** Counts instead of allocating, so that the estimate and the arena can never disagree. */
export class CountingAllocator implements Allocator {
  bytes = 0;
  readonly #floatBytes: number;

  constructor(precision: Precision) {
    this.#floatBytes = precision === 'float64' ? 8 : 4;
  }

  floats(length: number): FloatArray {
    this.bytes += bufferBytes(length, this.#floatBytes);
    return new Float32Array(0);
  }

  int32(length: number): Int32Array {
    this.bytes += bufferBytes(length, 4);
    return new Int32Array(0);
  }

  uint8(length: number): Uint8Array {
    this.bytes += bufferBytes(length, 1);
    return new Uint8Array(0);
  }
}

export interface Parameter {
  name: string;
  shape: Shape;
  value: FloatArray;
  /** empty where the network only predicts */
  gradient: FloatArray;
  decays: boolean;
}

export interface NetworkOptions {
  plan: NetworkPlan;
  kernels: Kernels;
  allocator: Allocator;
  /** samples the buffers hold */
  batch: number;
  seed: number;
  /** false: no gradients, no backward */
  training: boolean;
  /** also compute the gradient of the data (gradient checks) */
  inputGradient?: boolean;
}

export interface Network {
  plan: NetworkPlan;
  input: FloatArray;
  inputGradient: FloatArray | null;
  output: FloatArray;
  outputGradient: FloatArray | null;
  parameters: Parameter[];
  /** parameters and running statistics, layer by layer */
  weights: NamedTensor[];
  forward(batch: number, pass: Pass): void;
  backward(batch: number): void;
}

/** Values flowing along the graph: a layer's output and what each consumer says of its gradient. */
interface Tensor {
  value: FloatArray;
  size: number;
  gradient: FloatArray | null;
  /** one per consumer; the tensor's own gradient where there is a single one */
  slots: FloatArray[];
  consumers: number;
}

interface Node {
  layer: Layer;
  output: Tensor;
  trains: boolean;
}

export function createNetwork(options: NetworkOptions): Network {
  const { plan, allocator, batch, training } = options;
  const needed = layersWithGradient(options);
  const consumers = new Map<string, number>();
  for (const { inputs } of plan.layers) for (const name of inputs) consumers.set(name, (consumers.get(name) ?? 0) + 1);

  const tensors = new Map<string, Tensor>();
  const addTensor = (name: string, shape: Shape, shared: Tensor | null): Tensor => {
    const size = sizeOf(shape);
    const count = consumers.get(name) ?? 0;
    const gradient = !needed.has(name) ? null : shared?.gradient && shared.slots.length === 1 ? shared.gradient : allocator.floats(batch * size);
    const slots = gradient && count > 1 ? Array.from({ length: count }, () => allocator.floats(batch * size)) : gradient ? [gradient] : [];
    const tensor = { value: shared ? shared.value : allocator.floats(batch * size), size, gradient, slots, consumers: 0 };
    tensors.set(name, tensor);
    return tensor;
  };

  const input = addTensor(INPUT, plan.inputShape, null);
  const parameters: Parameter[] = [];
  const weights: NamedTensor[] = [];
  const nodes = plan.layers.map((planned, index): Node => {
    const sources = planned.inputs.map((name) => tensors.get(name)!);
    const definition = layerDefinition(planned.type)!;
    const inputGradients = sources.map((source) => (source.gradient ? source.slots[source.consumers++] : null));
    const output = addTensor(planned.name, planned.outputShape, definition.alias || worksInPlace(planned, consumers, plan) ? sources[0] : null);
    const own = createParameters(planned, options, parameters.length);
    const ownState = createState(planned, allocator);
    parameters.push(...own);
    weights.push(...own.map(({ name, shape, value }) => ({ name, shape, data: value })), ...ownState);
    const context: LayerContext<Record<string, unknown>> = {
      config: planned.config,
      kernels: options.kernels,
      batch,
      inputShapes: planned.inputShapes,
      outputShape: planned.outputShape,
      inputs: sources.map((source) => source.value),
      output: output.value,
      inputGradients,
      outputGradient: output.gradient,
      parameters: byShortName(own, (p) => p.value),
      gradients: byShortName(own, (p) => p.gradient),
      state: byShortName(ownState, (s) => s.data),
      random: { seed: options.seed, stream: STREAMS.firstDropout + index },
      floats: (length) => allocator.floats(length),
      int32: (length) => allocator.int32(length),
    };
    const layer = definition.alias ? aliasLayer(context, sizeOf(planned.outputShape)) : definition.create(context);
    return { layer, output, trains: training && needed.has(planned.name) };
  });

  const output = nodes[nodes.length - 1].output;
  return {
    plan,
    input: input.value,
    inputGradient: input.gradient,
    output: output.value,
    outputGradient: output.gradient,
    parameters,
    weights,
    forward(count, pass) {
      for (const { layer } of nodes) layer.forward(count, pass);
    },
    backward(count) {
      for (let i = nodes.length - 1; i >= 0; i--) {
        const node = nodes[i];
        if (!node.trains) continue;
        sumSlots(node.output, options.kernels, count);
        node.layer.backward(count);
      }
      sumSlots(input, options.kernels, count);
    },
  };
}

/** The names whose gradient somebody needs: everything after the first parameter, and the data when asked for. */
function layersWithGradient({ plan, training, inputGradient }: NetworkOptions): ReadonlySet<string> {
  const needed = new Set<string>(inputGradient ? [INPUT] : []);
  if (!training) return new Set();
  for (const { name, inputs, parameterCount } of plan.layers) {
    if (parameterCount > 0 || inputs.some((source) => needed.has(source))) needed.add(name);
  }
  needed.add(plan.layers[plan.layers.length - 1].name);
  return needed;
}

/** A tensor with several consumers has the sum of their gradients, added in the consumers' order. */
function sumSlots({ gradient, slots, size }: Tensor, kernels: Kernels, batch: number): void {
  if (!gradient || slots.length < 2) return;
  kernels.add(slots[0], slots[1], gradient, batch * size);
  for (let i = 2; i < slots.length; i++) kernels.add(gradient, slots[i], gradient, batch * size);
}

/** Whether a layer may write over its input: nobody else reads it, and the layer that made it does not need it again. */
function worksInPlace({ type, inputs: [source] }: PlannedLayer, consumers: ReadonlyMap<string, number>, { layers }: NetworkPlan): boolean {
  if (!layerDefinition(type)!.inPlace || source === INPUT || consumers.get(source) !== 1) return false;
  return layerDefinition(layers.find(({ name }) => name === source)!.type)!.overwritable === true;
}

/** The value needs no work; the gradient is handed on under the other shape. */
function aliasLayer({ inputGradients: [dx], outputGradient, kernels }: LayerContext<unknown>, size: number): Layer {
  return {
    forward() {},
    backward(batch) {
      if (dx && dx !== outputGradient) kernels.scale(outputGradient!, dx, 1, batch * size);
    },
  };
}

function createParameters(planned: PlannedLayer, { allocator, training, seed }: NetworkOptions, first: number): Parameter[] {
  const definitions = layerDefinition(planned.type)!.parameters?.(planned.config, planned.inputShapes) ?? [];
  return definitions.map(({ name, shape, initializer, fanIn, decays }, i) => {
    const value = allocator.floats(sizeOf(shape));
    const gradient = training ? allocator.floats(sizeOf(shape)) : new Float32Array(0);
    initializer(value, fanIn, new RandomStream(randomKey(seed, STREAMS.weights, first + i)));
    return { name: `${planned.name}.${name}`, shape, value, gradient, decays };
  });
}

function createState(planned: PlannedLayer, allocator: Allocator): NamedTensor[] {
  const definitions = layerDefinition(planned.type)!.state?.(planned.config, planned.inputShapes) ?? [];
  return definitions.map(({ name, shape, initial }) => {
    const data = allocator.floats(sizeOf(shape));
    data.fill(initial);
    return { name: `${planned.name}.${name}`, shape, data };
  });
}

function byShortName<T extends { name: string }>(items: T[], pick: (item: T) => FloatArray): Record<string, FloatArray> {
  return Object.fromEntries(items.map((item) => [item.name.slice(item.name.lastIndexOf('.') + 1), pick(item)]));
}
