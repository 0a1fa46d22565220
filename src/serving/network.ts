/** A network ready to answer, wherever it runs: in a prediction thread, or beside the event loop where that costs next to nothing. */
import { answersOf, createInference, type Inference, type NetworkPlan, planNetwork, sizeOf } from '../engine/index.ts';
import { loadKernels } from '../kernels/load.ts';
import type { BatchMemory, Cost, Servable, ServedModel, SharedBatchMemory } from './task.ts';

/** Rows that a network computes at once: its buffers are what a loaded model costs beside its weights. */
export const ROWS_AT_ONCE = 64;

export interface ReadyNetwork {
  readonly columns: number;
  /** Answers the first `rows` rows in their memory. */
  answer(memory: BatchMemory, rows: number): void;
  /** Runs until it is as fast as it gets, and says how fast that is. */
  warmUp(): Cost;
}

export const planOf = ({ network, inputShape, classes, target, semantics }: Servable): NetworkPlan => planNetwork(network, { inputShape, classes, target }, semantics);

/** Throws TrainyardError 'shape-mismatch' when the weights are not those of the network. */
export function openNetwork(model: ServedModel): ReadyNetwork {
  const plan = planOf(model);
  const inference: Inference = createInference({ network: plan, weights: model.weights, kernels: loadKernels(model.kernels), maxBatch: ROWS_AT_ONCE });
  const [width, columns] = [sizeOf(plan.inputShape), sizeOf(plan.outputShape)];
  const answer = ({ inputs, raw, answers }: BatchMemory, rows: number): void => {
    for (let start = 0; start < rows; start += ROWS_AT_ONCE) {
      const count = Math.min(ROWS_AT_ONCE, rows - start);
      inference.input.set(inputs.subarray(start * width, (start + count) * width));
      inference.run(count);
      const outputs = (inference.output as Float32Array).subarray(0, count * columns);
      raw.set(outputs, start * columns);
      answers.set(answersOf(model.loss, outputs, columns), start * columns);
    }
  };
  return { columns, answer, warmUp: () => costOf((rows) => answer(batchMemory(rows, { width, columns }), rows)) };
}

let memories = 0;

/** Shared, so that it is sent to a thread without a copy. */
export function batchMemory(rows: number, { width, columns }: { width: number; columns: number }): SharedBatchMemory {
  const floats = (length: number) => new Float32Array(new SharedArrayBuffer(4 * length));
  return { id: (memories += 1), inputs: floats(rows * width), raw: floats(rows * columns), answers: floats(rows * columns) };
}

const MANY = 16;

function costOf(answer: (rows: number) => void): Cost {
  const [, one, many] = [MANY, 1, MANY].map((rows) => { // code that was just loaded is slow at first
    let best = Infinity;
    const until = performance.now() + 20;
    for (let time = 0; time < 3 || (time < 30 && performance.now() < until); time++) {
      const since = performance.now();
      answer(rows);
      best = Math.min(best, 1000 * (performance.now() - since));
    }
    return best;
  });
  return { call: one, row: Math.max(0, many - one) / (MANY - 1) };
}
