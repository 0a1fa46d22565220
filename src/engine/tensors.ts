/** The arrays that flow along the graph: every layer's output, and what each of its consumers says of its gradient. */
import type { FloatArray } from '../kernels/kernels.ts';
import type { Allocator } from './allocator.ts';
import type { Execution } from './execution.ts';
import { layerDefinition } from './layers/index.ts';
import { INPUT, type NetworkPlan, type PlannedLayer } from './plan.ts';
import { sizeOf } from './types.ts';

/** Consecutive samples of a batch, and the thread that computes them. */
export interface Slice {
  first: number;
  size: number;
  rank: number;
}

export interface TensorOptions {
  plan: NetworkPlan;
  execution: Execution;
  allocator: Allocator;
  batch: number;
  threads: number;
  training: boolean;
  inputGradient: boolean;
  /** every value has an array of its own over the whole batch */
  observed: boolean;
}

/** One array over the batch or, where nobody outside the slice needs it, one over a slice for each thread. */
type Extent = { whole: FloatArray } | { perThread: FloatArray[] };

interface Tensor {
  size: number;
  value: Extent;
  gradient: Extent | null;
  /** one per consumer; the tensor's own gradient where there is a single one */
  slots: Extent[];
}

export class Tensors {
  readonly #options: TensorOptions;
  readonly #tensors = new Map<string, Tensor>();
  readonly #consumers = new Map<string, string[]>();
  /** the first of the tensors that share an array */
  readonly #roots = new Map<string, string>([[INPUT, INPUT]]);
  /** slice of the stage in which a root and everything that shares with it is made and used; absent where stages share it */
  readonly #within = new Map<string, number>();
  readonly #needed: ReadonlySet<string>;
  /** roots that a backward pass reads */
  readonly #kept = new Set<string>();

  constructor(options: TensorOptions) {
    this.#options = options;
    for (const { name, inputs } of options.plan.layers) for (const input of inputs) this.#consumers.set(input, [...(this.#consumers.get(input) ?? []), name]);
    this.#needed = namesWithGradient(options);
    for (const layer of options.plan.layers) this.#roots.set(layer.name, this.#shares(layer) ? this.#roots.get(layer.inputs[0])! : layer.name);
    this.#findKept();
    this.#findInternal();
    this.#add(INPUT, sizeOf(options.plan.inputShape));
    for (const { name, outputShape } of options.plan.layers) this.#add(name, sizeOf(outputShape));
  }

  /** Whether the gradient of a tensor is needed: something before it learns, or the data's gradient was asked for. */
  needsGradient(name: string): boolean {
    return this.#needed.has(name);
  }

  value(name: string, slice: Slice): FloatArray {
    const { value, size } = this.#tensors.get(name)!;
    return viewOf(value, size, slice);
  }

  gradient(name: string, slice: Slice): FloatArray | null {
    const { gradient, size } = this.#tensors.get(name)!;
    return gradient && viewOf(gradient, size, slice);
  }

  /** Where a layer leaves its part of the gradient of each of its inputs; null where nobody needs it. */
  inputGradients({ name, inputs }: PlannedLayer, slice: Slice): (FloatArray | null)[] {
    return inputs.map((input, j) => {
      const { gradient, slots, size } = this.#tensors.get(input)!;
      const before = inputs.slice(0, j).filter((other) => other === input).length; // a layer may take one tensor twice
      return gradient && viewOf(slots[this.#consumers.get(input)!.indexOf(name) + before], size, slice);
    });
  }

  /** Every consumer's part; none or one where nothing has to be added up. */
  slots(name: string, slice: Slice): FloatArray[] {
    const { slots, size } = this.#tensors.get(name)!;
    return slots.map((slot) => viewOf(slot, size, slice));
  }

  sizeOf(name: string): number {
    return this.#tensors.get(name)!.size;
  }

  /** Whether nobody but this layer ever sees the output of that one. */
  isOnlyFor(name: string, consumer: string): boolean {
    const consumers = this.#consumers.get(name);
    return !this.#options.observed && consumers?.length === 1 && consumers[0] === consumer;
  }

  #add(name: string, size: number): void {
    const root = this.#roots.get(name)!;
    const shared = root === name ? null : this.#tensors.get(this.#sourceOf(name))!;
    const { training } = this.#options;
    const gradient = !this.#needed.has(name) ? null : shared?.gradient && shared.slots.length === 1 ? shared.gradient : this.#allocate(root, size, true);
    const count = this.#consumers.get(name)?.length ?? 0;
    const slots = gradient === null ? [] : count > 1 ? Array.from({ length: count }, () => this.#allocate(root, size, true)) : [gradient];
    this.#tensors.set(name, { size, value: shared?.value ?? this.#allocate(root, size, !training || !this.#kept.has(root)), gradient, slots });
  }

  #allocate(root: string, size: number, mayBePerThread: boolean): Extent {
    const { allocator, batch, threads } = this.#options;
    const slice = mayBePerThread ? this.#within.get(root) : undefined;
    if (slice === undefined) return { whole: allocator.floats(batch * size) };
    return { perThread: Array.from({ length: threads }, () => allocator.floats(slice * size)) };
  }

  #sourceOf(name: string): string {
    return this.#options.plan.layers.find((layer) => layer.name === name)!.inputs[0];
  }

  /** Whether a layer's output is its input's array: the same values under another shape, or written over by a layer that may. */
  #shares({ type, inputs: [source] }: PlannedLayer): boolean {
    const { alias, inPlace } = layerDefinition(type)!;
    if (alias) return true;
    if (this.#options.observed || !inPlace || source === INPUT || this.#consumers.get(source)!.length !== 1) return false;
    return layerDefinition(this.#options.plan.layers.find(({ name }) => name === source)!.type)!.overwritable === true;
  }

  #findKept(): void {
    for (const { name, type, inputs } of this.#options.plan.layers) {
      const { alias, overwritable, forgetsInputs } = layerDefinition(type)!;
      if (alias) continue;
      if (!overwritable) this.#kept.add(this.#roots.get(name)!);
      if (!forgetsInputs) for (const input of inputs) this.#kept.add(this.#roots.get(input)!);
    }
  }

  /** A root whose sharers are all made and consumed in one sliced stage needs no array over the whole batch. */
  #findInternal(): void {
    const { execution: { stages }, plan } = this.#options;
    const stageOf = new Map(stages.flatMap((stage) => stage.layers.map(({ name }) => [name, stage] as const)));
    const last = plan.layers[plan.layers.length - 1].name;
    const crossing = new Set([this.#roots.get(INPUT)!, this.#roots.get(last)!]);
    for (const { name } of plan.layers) {
      const root = this.#roots.get(name)!;
      const stage = stageOf.get(name)!;
      const own = root === INPUT || stageOf.get(root) === stage;
      const stays = (this.#consumers.get(name) ?? []).every((consumer) => stageOf.get(consumer) === stage);
      if (!own || !stays || stage.slice === null) crossing.add(root);
      else this.#within.set(root, stage.slice);
    }
    if (this.#options.observed) this.#within.clear();
    for (const root of crossing) this.#within.delete(root);
  }
}

function viewOf(extent: Extent, size: number, { first, size: samples, rank }: Slice): FloatArray {
  if ('perThread' in extent) return extent.perThread[rank];
  return first === 0 && extent.whole.length === samples * size ? extent.whole : extent.whole.subarray(first * size, (first + samples) * size);
}

/** Everything after the first parameter, and the data when asked for. */
function namesWithGradient({ plan, training, inputGradient }: TensorOptions): ReadonlySet<string> {
  if (!training) return new Set();
  const needed = new Set<string>(inputGradient ? [INPUT] : []);
  for (const { name, inputs, parameterCount } of plan.layers) {
    if (parameterCount > 0 || inputs.some((source) => needed.has(source))) needed.add(name);
  }
  return needed.add(plan.layers[plan.layers.length - 1].name);
}
