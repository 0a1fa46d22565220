/** What the tests of the dispatcher share: a network whose outputs are the sums of a sample's values, and threads that compute when they are told to. */
import { Dispatcher } from '../../src/serving/dispatcher.ts';
import { type Batch, Lane } from '../../src/serving/lane.ts';
import { type Outputs, type ReadyNetwork, ROWS_AT_ONCE } from '../../src/serving/network.ts';
import type { BatchMemory, Cost } from '../../src/serving/task.ts';

export const WIDTH = 3;

export function answer({ inputs, raw, answers }: BatchMemory, rows: number): void {
  for (let row = 0; row < rows; row++) {
    raw[row] = inputs.subarray(row * WIDTH, (row + 1) * WIDTH).reduce((sum, value) => sum + value, 0);
    answers[row] = -raw[row];
  }
}

export const laneOf = ({ maxRows = 8, near = null as ReadyNetwork | null, cost = { call: near ? 100 : 1000, row: 100 } as Cost } = {}) =>
  new Lane({ model: { key: 'm@1' } as never, cost, width: WIDTH, columns: 1, maxRows, open: () => near! });

/** Threads that compute when they are told to go on. */
export function threads(count: number, settings: { windowMs?: number; maxWaiting?: number } = {}) {
  const batches: { rows: number; release(error?: Error): void }[] = [];
  const dispatcher = new Dispatcher({
    threads: count, windowMs: settings.windowMs ?? 0, maxWaiting: settings.maxWaiting ?? 1000,
    run: (_lane: Lane, { memory, rows }: Batch) => new Promise((resolve, reject) => {
      batches.push({ rows, release: (error) => (error ? reject(error) : (answer(memory, rows), resolve(100 * rows))) });
    }),
  });
  return { dispatcher, batches };
}

export const samples = (count: number, from = 0): Float32Array => Float32Array.from({ length: count * WIDTH }, (_, i) => from + i);
export const sums = (count: number, from = 0): number[] => Array.from({ length: count }, (_, row) => 3 * (from + row * WIDTH) + 3);
export const turn = () => new Promise((resolve) => setTimeout(resolve, 5));

/** A network in this thread; `told` is told of every call. */
export function networkOf(cost: Cost, told: (rows: number) => void): ReadyNetwork {
  const input = new Float32Array(ROWS_AT_ONCE * WIDTH);
  const run = (rows: number): Outputs => {
    told(rows);
    const outputs = { raw: new Float32Array(rows), answers: new Float32Array(rows) };
    answer({ inputs: input, ...outputs }, rows);
    return outputs;
  };
  return { width: WIDTH, columns: 1, input, run, warmUp: () => cost };
}

/** One that says how many rows it was given each time. */
export function near(cost: Cost) {
  const calls: number[] = [];
  return { calls, network: networkOf(cost, (rows) => calls.push(rows)) };
}
