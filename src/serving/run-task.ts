import { checkpointWeights, createObserver, type NamedTensor, sizeOf, TrainyardError } from '../engine/index.ts';
import { loadKernels } from '../kernels/load.ts';
import { openWeights } from '../models/index.ts';
import { RecentlyUsed } from './lru.ts';
import { answerBatch, openNetwork, planOf, type ReadyNetwork } from './network.ts';
import type { Failure, LookAnswer, LookTask, PredictAnswer, PredictTask, ServedModel, SharedBatchMemory, WarmUpAnswer, WarmUpTask } from './task.ts';

/** Bytes of weights of the networks that one thread keeps ready. */
const KEPT_BYTES = 512 * 2 ** 20;

/** Bytes of memory of batches that one thread keeps at hand. */
const MEMORY_BYTES = 64 * 2 ** 20;

const networks = new RecentlyUsed<{ key: string; network: ReadyNetwork }>(KEPT_BYTES);
const memories = new RecentlyUsed<SharedBatchMemory>(MEMORY_BYTES);

/** Runs in a thread of the pool. Never throws what a person can act on: that comes back as `error`. */
export function runTask(task: PredictTask): PredictAnswer {
  return orFailure(() => {
    const { key, slot, rows, told } = task;
    const kept = networks.get(slot);
    const network = kept?.key === key ? kept.network : told && opened(told.model);
    const memory = memories.get(String(task.memory)) ?? (told && remembered(told.memory));
    if (!network || !memory) return { unknown: true };
    const since = performance.now();
    answerBatch(network, memory, rows);
    return { microseconds: 1000 * (performance.now() - since) };
  });
}

/** A first look at a model: it can be computed with, and what that costs. */
export function runWarmUp({ warmUp, weights, published }: WarmUpTask): WarmUpAnswer {
  return orFailure(() => {
    const model = { ...warmUp, weights: sharedTensors(published ? openWeights(weights, published) : checkpointWeights(weights, planOf(warmUp))) };
    const network = opened(model);
    return { model, cost: network.warmUp(), columns: network.columns };
  });
}

/** Every layer's output is kept, so this network is another than the one that predicts; it goes afterwards. */
export function runLook({ model, inputs, count, layers }: LookTask): LookAnswer {
  return orFailure(() => {
    const plan = planOf(model);
    const observer = createObserver({ network: plan, kernels: loadKernels(model.kernels), split: { count, inputs, labels: new Int32Array(count) }, samples: count });
    observer.look(model.weights);
    return plan.layers.filter(({ name }) => layers.includes(name)).map(({ name, type, outputShape }) => ({ layer: name, type, shape: outputShape, values: Float32Array.from(observer.output(name).subarray(0, count * sizeOf(outputShape))) }));
  });
}

/** The same tensors in shared memory, as float32: what the kernels of serving compute with. */
function sharedTensors(tensors: readonly NamedTensor[]): NamedTensor[] {
  return tensors.map(({ name, shape, data }) => {
    const copy = new Float32Array(new SharedArrayBuffer(data.length * 4));
    copy.set(data);
    return { name, shape, data: copy };
  });
}

function opened(model: ServedModel): ReadyNetwork {
  const network = openNetwork(model);
  networks.set(model.slot, { key: model.key, network }, bytesOf(model));
  return network;
}

function remembered(memory: SharedBatchMemory): SharedBatchMemory {
  memories.set(String(memory.id), memory, memory.inputs.byteLength + memory.raw.byteLength + memory.answers.byteLength);
  return memory;
}

export const bytesOf = ({ weights }: Pick<ServedModel, 'weights'>): number => weights.reduce((bytes, { data }) => bytes + data.byteLength, 0);

function orFailure<Answer>(work: () => Answer): Answer | Failure {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof TrainyardError)) throw error;
    const { code, message, hint, issues } = error;
    return { error: { code, message, hint, issues } };
  }
}
