import { answersOf, createInference, planNetwork, TrainyardError } from '../engine/index.ts';
import type { Inference } from '../engine/index.ts';
import { loadKernels } from '../kernels/load.ts';
import { RecentlyUsed } from './lru.ts';
import type { PredictAnswer, PredictTask } from './task.ts';

/** Rows computed at once: its buffers are what a loaded model costs beside its weights. */
const BATCH = 64;
/** Networks one thread keeps ready. */
const KEPT = 4;

interface Ready {
  inference: Inference;
  columns: number;
}

const networks = new RecentlyUsed<Ready>(KEPT);

function prepare(task: PredictTask): Ready {
  const network = planNetwork(task.network, { inputShape: task.inputShape, classes: task.classes, target: task.target }, task.semantics);
  const columns = network.outputShape.reduce((product, side) => product * side, 1);
  return { inference: createInference({ network, weights: task.weights, kernels: loadKernels(task.kernels), maxBatch: BATCH }), columns };
}

/** Runs in a thread of the pool. Never throws what a person can act on: that comes back as `error`. */
export function runTask(task: PredictTask): PredictAnswer {
  try {
    const { inference, columns } = networks.getOrMake(task.key, () => prepare(task));
    const raw = inference.predict(task.inputs, task.count);
    return { outputs: answersOf(task.loss, raw, columns) };
  } catch (error) {
    if (!(error instanceof TrainyardError)) throw error;
    const { code, message, hint, issues } = error;
    return { error: { code, message, hint, issues } };
  }
}
