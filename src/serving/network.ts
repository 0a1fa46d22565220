/** A network ready to answer, wherever it runs: in a prediction thread, or beside the event loop where that costs next to nothing. */
import { answersOf, createInference, type Inference, type NetworkPlan, planNetwork, sizeOf } from '../engine/index.ts';
import { loadKernels } from '../kernels/load.ts';
import type { BatchMemory, Cost, Servable, ServedModel, SharedBatchMemory } from './task.ts';

/** Rows that a network computes at once: its buffers are what a loaded model costs beside its weights. */
export const ROWS_AT_ONCE = 64;

export interface ReadyNetwork {
  /** values of a sample, and of an answer */
  readonly width: number;
  readonly columns: number;
  /** [ROWS_AT_ONCE, ...inputShape]: samples are put here to be computed with */
  readonly input: Float32Array;
  /** Answers the first `rows` rows of `input`, ROWS_AT_ONCE at most. */
  run(rows: number): Outputs;
  /** Runs until it is as fast as it gets, and says how fast that is. */
  warmUp(): Cost;
}

/** [rows, columns] each, and its caller's to keep; where a network's outputs mean what they are, both are one. */
export interface Outputs {
  /** the network's own outputs */
  raw: Float32Array;
  /** what they mean, see `answersOf` */
  answers: Float32Array;
}

export const planOf = ({ network, inputShape, classes, target, semantics }: Servable): NetworkPlan => planNetwork(network, { inputShape, classes, target }, semantics);

/** Throws TrainyardError 'shape-mismatch' when the weights are not those of the network. */
export function openNetwork(model: ServedModel): ReadyNetwork {
  const plan = planOf(model);
  const inference: Inference = createInference({ network: plan, weights: model.weights, kernels: loadKernels(model.kernels), maxBatch: ROWS_AT_ONCE });
  const [width, columns] = [sizeOf(plan.inputShape), sizeOf(plan.outputShape)];
  const input = inference.input as Float32Array;
  const run = (rows: number): Outputs => {
    inference.run(rows);
    const raw = (inference.output as Float32Array).slice(0, rows * columns);
    return { raw, answers: answersOf(model.loss, raw, columns) };
  };
  const warmUp = (): Cost => {
    for (let i = 0; i < MANY * width; i++) input[i] = (1 + ((i * 7919) % 1009)) / 1009; // zeros are left out by the kernels, and would tell of a network that is faster than it is
    return costOf(run);
  };
  return { width, columns, input, run, warmUp };
}

/** Answers the first `rows` rows of a batch in its memory, however many. */
export function answerBatch({ width, columns, input, run }: ReadyNetwork, { inputs, raw, answers }: BatchMemory, rows: number): void {
  for (let start = 0; start < rows; start += ROWS_AT_ONCE) {
    const count = Math.min(ROWS_AT_ONCE, rows - start);
    input.set(inputs.subarray(start * width, (start + count) * width));
    const outputs = run(count);
    raw.set(outputs.raw, start * columns);
    answers.set(outputs.answers, start * columns);
  }
}

let memories = 0;

/** Shared, so that it is sent to a thread without a copy. */
export function batchMemory(rows: number, { width, columns }: { width: number; columns: number }): SharedBatchMemory {
  const floats = (length: number) => new Float32Array(new SharedArrayBuffer(4 * length));
  return { id: (memories += 1), inputs: floats(rows * width), raw: floats(rows * columns), answers: floats(rows * columns) };
}

const MANY = 16;

function costOf(run: (rows: number) => void): Cost {
  const [, one, many] = [MANY, 1, MANY].map((rows) => { // code that was just loaded is slow at first
    let best = Infinity;
    const until = performance.now() + 20;
    for (let time = 0; time < 3 || (time < 30 && performance.now() < until); time++) {
      const since = performance.now();
      run(rows);
      best = Math.min(best, 1000 * (performance.now() - since));
    }
    return best;
  });
  return { call: one, row: Math.max(0, many - one) / (MANY - 1) };
}
