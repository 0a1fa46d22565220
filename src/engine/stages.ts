/** The layers of a stage bound to their arrays, and the order in which they run. */
import type { Conv2dForm, ConvWindow, FloatArray, Kernels, Operations } from '../kernels/kernels.ts';
import type { Team } from '../kernels/team.ts';
import { type Allocator, Reused } from './allocator.ts';
import { shardsOf, type Stage } from './execution.ts';
import type { Layer, LayerContext, Pass } from './layers/definition.ts';
import { layerDefinition } from './layers/index.ts';
import { byShortName, createParameters, createState, type Parameter } from './parameters.ts';
import type { PlannedLayer } from './plan.ts';
import { STREAMS } from './random.ts';
import type { Slice, Tensors } from './tensors.ts';
import { type NamedTensor, sizeOf } from './types.ts';

/** What the stages of a network have in common. */
export interface StageEnvironment {
  /** of this thread alone, and shared with the team */
  kernels: Kernels;
  together: Operations;
  team: Team;
  conv2dForm(w: ConvWindow): Conv2dForm;
  allocator: Allocator;
  tensors: Tensors;
  batch: number;
  seed: number;
  training: boolean;
  /** names of the layers whose parameters stay as they are */
  frozen: ReadonlySet<string>;
  initialize: boolean;
  /** in the order of the layers; stages add theirs */
  parameters: Parameter[];
  weights: NamedTensor[];
  layerCount: number;
}

/** Every method is called by all threads of the team; they meet before `forward` and before `parameterGradients`. */
export interface StageRunner {
  /** threads compute whole slices: what others compute next, or computed before, has to be waited for */
  sliced: boolean;
  prepare(): void;
  forward(count: number, pass: Pass): void;
  backward(count: number): void;
  /** What sums over the whole batch and nobody else's backward pass needs. */
  parameterGradients(count: number): void;
}

/** A layer on one slice. */
interface Node {
  planned: PlannedLayer;
  layer: Layer;
  slice: Slice;
  /** completes the gradient of its output */
  join: (count: number) => void;
  /** whether its backward pass is needed */
  learns: boolean;
}

/** A layer's parameters and the arrays that its slices share. */
interface Owned {
  planned: PlannedLayer;
  /** its place among all layers, which numbers its random stream */
  index: number;
  parameters: Parameter[];
  state: NamedTensor[];
  shared: Reused;
}

export function createStage(stage: Stage, environment: StageEnvironment): StageRunner {
  return stage.slice === null ? wholeStage(stage, environment) : slicedStage({ ...stage, slice: stage.slice }, environment);
}

function own(planned: PlannedLayer, environment: StageEnvironment, gradients: Pick<Allocator, 'floats'> | null): Owned {
  const parameters = createParameters(planned, environment.parameters.length, { ...environment, gradients });
  const state = createState(planned, environment);
  environment.parameters.push(...parameters);
  environment.weights.push(...parameters.map(({ name, shape, value }) => ({ name, shape, data: value })), ...state);
  return { planned, index: environment.layerCount++, parameters, state, shared: new Reused(environment.allocator) };
}

interface Placement {
  slice: Slice;
  kernels: Operations;
  gradients: Record<string, FloatArray>;
  working: Pick<Allocator, 'floats' | 'int32'>;
  running: Reused;
}

function createNode({ planned, index, parameters, state, shared }: Owned, { slice, kernels, gradients, working, running }: Placement, environment: StageEnvironment): Node {
  const { tensors } = environment;
  const definition = layerDefinition(planned.type)!;
  shared.rewind();
  running.rewind();
  const context: LayerContext<Record<string, unknown>> = {
    config: planned.config,
    kernels,
    batch: slice.size,
    firstSample: slice.first,
    inputShapes: planned.inputShapes,
    outputShape: planned.outputShape,
    inputs: planned.inputs.map((input) => tensors.value(input, slice)),
    output: tensors.value(planned.name, slice),
    inputGradients: tensors.inputGradients(planned, slice),
    outputGradient: tensors.gradient(planned.name, slice),
    parameters: byShortName(parameters, ({ value }) => value),
    gradients,
    state: byShortName(state, ({ data }) => data),
    random: { seed: environment.seed, stream: STREAMS.firstDropout + index },
    training: environment.training,
    frozen: environment.frozen.has(planned.name),
    conv2dForm: (w) => environment.conv2dForm(w),
    floats: (length) => working.floats(length),
    int32: (length) => working.int32(length),
    shared: (length) => shared.floats(length),
    running: (length) => running.floats(length),
  };
  const layer = definition.alias ? aliasLayer(context, sizeOf(planned.outputShape)) : definition.create(context);
  return { planned, layer, slice, join: createJoin(planned.name, slice, { kernels, tensors }), learns: tensors.needsGradient(planned.name) };
}

/** The value needs no work; the gradient is handed on under the other shape. */
function aliasLayer({ inputGradients: [dx], outputGradient, kernels }: LayerContext<unknown>, size: number): Layer {
  return {
    forward() {},
    backward(batch) {
      if (dx && dx.byteOffset !== outputGradient!.byteOffset) kernels.scale(outputGradient!, dx, 1, batch * size);
    },
  };
}

/** The same for predictions, with every convolution that only a pooling reads computed together with it. */
function withPooling(nodes: Node[], { tensors }: StageEnvironment): Node[] {
  return nodes.flatMap((node, l) => {
    const [before, next] = [nodes[l - 1], nodes[l + 1]];
    if (before && pooledInto(before, node)) return [];
    const both = next && pooledInto(node, next);
    return [both ? { ...node, layer: { ...both, backward: NOTHING } } : node];
  });

  function pooledInto({ planned: { name }, layer }: Node, pool: Node) {
    if (!pool.layer.halves || !tensors.isOnlyFor(name, pool.planned.name)) return null;
    return layer.withMaxPool?.(pool.layer.halves) ?? null;
  }
}

/** A node's part of the backward pass: the gradients of its consumers summed, then its own. */
function backwardThrough({ layer, learns, join }: Node, count: number, accumulate: boolean): void {
  if (!learns) return;
  join(count);
  layer.backward(count, accumulate);
}

const NOTHING = (): void => {};

/** Adds up what the consumers of a tensor say of its gradient, in their order. */
export function createJoin(name: string, slice: Slice, { kernels, tensors }: { kernels: Operations; tensors: Tensors }): (count: number) => void {
  const slots = tensors.slots(name, slice);
  if (slots.length < 2) return NOTHING;
  const gradient = tensors.gradient(name, slice)!;
  const size = tensors.sizeOf(name);
  return (count) => {
    kernels.add(slots[0], slots[1], gradient, count * size);
    for (let i = 2; i < slots.length; i++) kernels.add(gradient, slots[i], gradient, count * size);
  };
}

/** A layer that is not made for sharing: one thread computes it, the others wait for the result. */
function byFirst(layer: Layer, team: Team): Layer {
  const first = <Given extends unknown[]>(work: (...given: Given) => void) => (...given: Given): void => {
    team.barrier();
    if (team.rank === 0) work(...given);
    team.barrier();
  };
  return {
    prepare: layer.prepare && first(() => layer.prepare!()),
    forward: first((batch: number, pass: Pass) => layer.forward(batch, pass)),
    backward: first((batch: number, accumulate: boolean) => layer.backward(batch, accumulate)),
    finish: layer.finish && first(() => layer.finish!()),
    parameterGradients: layer.parameterGradients && first((batch: number) => layer.parameterGradients!(batch)),
  };
}

/** Every layer on the whole batch, all threads sharing each operation. */
function wholeStage({ layers }: Stage, environment: StageEnvironment): StageRunner {
  const { allocator, batch, training, together, kernels: alone, team } = environment;
  const slice = { first: 0, size: batch, rank: 0 };
  const nodes = layers.map((planned) => {
    const { divided = false, alias = false } = layerDefinition(planned.type)!;
    const owned = own(planned, environment, training ? allocator : null);
    const shared = divided || alias;
    const node = createNode(owned, { slice, kernels: shared ? together : alone, gradients: byShortName(owned.parameters, ({ gradient }) => gradient), working: allocator, running: new Reused(allocator) }, environment);
    return shared || team.size === 1 ? node : { ...node, join: createJoin(planned.name, slice, { kernels: together, tensors: environment.tensors }), layer: byFirst(node.layer, team) };
  });
  return {
    sliced: false,
    prepare() {
      for (const { layer } of nodes) layer.prepare?.();
    },
    forward(count, pass) {
      for (const { layer } of nodes) layer.forward(count, pass);
    },
    backward(count) {
      for (let i = nodes.length - 1; i >= 0; i--) {
        backwardThrough(nodes[i], count, false);
        nodes[i].layer.finish?.();
      }
    },
    parameterGradients(count) {
      for (const { layer } of nodes) layer.parameterGradients?.(count);
    },
  };
}

/** Floats of one parameter inside a block of gradients: whole cache lines, so that threads do not share any. */
const lined = (count: number): number => Math.ceil(count / 16) * 16;

/** Slice after slice through all layers; each thread takes whole shards, whose gradients are summed at the end, in order. */
function slicedStage({ layers, slice: size }: Stage & { slice: number }, environment: StageEnvironment): StageRunner {
  const { allocator, batch, training, kernels, together, team } = environment;
  const shards = shardsOf(batch, size);
  const stride = layers.flatMap(({ parameters }) => parameters).reduce((sum, { count }) => sum + lined(count), 0);
  const sum = allocator.floats(training ? stride : 0);
  const parts = allocator.floats(training ? stride * shards.length : 0);
  let offset = 0;
  const gradients = { floats: (length: number) => sum.subarray(offset, (offset += lined(length)) - lined(length) + length) };
  const owned = layers.map((planned) => ({ ...own(planned, environment, training ? gradients : null), perThread: Array.from({ length: team.size }, () => new Reused(allocator)) }));

  const slices = shards.map(({ from, to }, s): Node[][] => {
    const rank = Math.floor((s * team.size) / shards.length);
    const part = { floats: (start: number, length: number) => parts.subarray(s * stride + start, s * stride + start + length) };
    const running = owned.map(() => new Reused(allocator));
    return Array.from({ length: to - from }, (_, i) => {
      const first = (from + i) * size;
      const slice = { first, size: Math.min(size, batch - first), rank };
      let start = 0;
      const nodes = owned.map((layer, l) => {
        const own = layer.parameters.map(({ name, value }) => ({ name, gradient: part.floats((start += lined(value.length)) - lined(value.length), training ? value.length : 0) }));
        const working = training ? allocator : layer.perThread[rank].rewind();
        return createNode(layer, { slice, kernels, gradients: byShortName(own, ({ gradient }) => gradient), working, running: running[l] }, environment);
      });
      return training ? nodes : withPooling(nodes, environment);
    });
  });
  const mine = slices.filter((_, s) => Math.floor((s * team.size) / shards.length) === team.rank);
  const samplesIn = ([{ slice }]: Node[], count: number) => Math.min(slice.size, count - slice.first);

  function backwardShard(shard: Node[][], count: number): void {
    for (let i = 0; i < shard.length && samplesIn(shard[i], count) > 0; i++) {
      const nodes = shard[i];
      for (let l = nodes.length - 1; l >= 0; l--) backwardThrough(nodes[l], samplesIn(nodes, count), i > 0);
    }
    for (const { layer } of shard[0]) layer.finish?.();
  }

  const activeShards = (count: number) => {
    let active = 0;
    while (active < slices.length && samplesIn(slices[active][0], count) > 0) active += 1;
    return active;
  };

  return {
    sliced: true,
    prepare() {
      slices[0][0].forEach(({ layer }, l) => {
        if (l % team.size === team.rank) layer.prepare?.();
      });
    },
    forward(count, pass) {
      for (const shard of mine) {
        for (const nodes of shard) {
          const samples = samplesIn(nodes, count);
          if (samples <= 0) break;
          for (const { layer } of nodes) layer.forward(samples, pass);
        }
      }
    },
    backward(count) {
      for (const shard of mine) if (samplesIn(shard[0], count) > 0) backwardShard(shard, count);
    },
    parameterGradients(count) {
      if (stride > 0) together.sumParts(parts, stride, activeShards(count), sum, stride);
    },
  };
}
