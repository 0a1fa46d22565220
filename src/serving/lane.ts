/** Samples that wait for one model: gathered from many requests into batches, and handed back to each. */
import { batchMemory, type ReadyNetwork } from './network.ts';
import { Pace } from './pace.ts';
import type { BatchMemory, Cost, ServedModel, SharedBatchMemory } from './task.ts';

/** A network that takes this long for one sample at most is computed with in the event loop's thread too: the way to another and back often takes longer, for a sleeping processor has to wake. */
export const NEAR_MICROSECONDS = 300;
/** That the event loop is held up by at once, by what earlier batches took: half of the millisecond that nobody notices. */
export const HERE_MICROSECONDS = 500;

export interface Outputs {
  /** [count, columns] */
  raw: Float32Array;
  answers: Float32Array;
}

interface Request {
  inputs: Float32Array;
  count: number;
  /** rows that are in a batch */
  taken: number;
  /** rows that are not answered yet */
  left: number;
  outputs: Outputs;
  resolve(outputs: Outputs): void;
  reject(reason: unknown): void;
}

interface Piece {
  request: Request;
  /** first row within the request */
  from: number;
  rows: number;
}

export interface Batch {
  memory: SharedBatchMemory;
  rows: number;
  pieces: readonly Piece[];
}

export interface LaneSettings {
  model: ServedModel;
  cost: Cost;
  /** values of a sample, and of an answer */
  width: number;
  columns: number;
  /** rows of a batch at most */
  maxRows: number;
  /** The network in this very thread, where a batch costs the event loop next to nothing. */
  open(): ReadyNetwork;
}

export class Lane {
  readonly settings: LaneSettings;
  readonly pace: Pace;
  /** that are in no batch yet */
  waitingRows = 0;
  /** when the first of them came, on the monotonic clock */
  since = 0;
  readonly #waiting: Request[] = [];
  readonly #spare: SharedBatchMemory[] = [];
  #near: ReadyNetwork | null = null;
  /** it could not be opened here */
  #isFar = false;

  constructor(settings: LaneSettings) {
    this.settings = settings;
    this.pace = new Pace(settings.cost);
    if (this.pace.costOf(1) <= NEAR_MICROSECONDS) this.#near = settings.open();
  }

  /** The network in this thread; null: it takes too long for that. */
  get near(): ReadyNetwork | null {
    const cost = this.pace.costOf(1);
    if (!this.#near && !this.#isFar && cost <= NEAR_MICROSECONDS) this.#tryToOpen();
    return cost <= HERE_MICROSECONDS ? this.#near : null;
  }

  /** Threads answer all the same where it cannot be. */
  #tryToOpen(): void {
    try {
      this.#near = this.settings.open();
    } catch {
      this.#isFar = true;
    }
  }

  add(inputs: Float32Array, count: number): Promise<Outputs> {
    if (this.waitingRows === 0) this.since = performance.now();
    this.waitingRows += count;
    const outputs = this.#outputsOf(count);
    return new Promise((resolve, reject) => this.#waiting.push({ inputs, count, taken: 0, left: count, outputs, resolve, reject }));
  }

  /** Of a request that never waits. */
  answerAtOnce(network: ReadyNetwork, inputs: Float32Array, count: number): Outputs {
    const outputs = this.#outputsOf(count);
    this.#answer(network, { inputs, ...outputs }, count);
    return outputs;
  }

  #outputsOf(count: number): Outputs {
    const length = count * this.settings.columns;
    return { raw: new Float32Array(length), answers: new Float32Array(length) };
  }

  get waitingRequests(): number {
    return this.#waiting.length;
  }

  #answer(network: ReadyNetwork, memory: BatchMemory, rows: number): void {
    const since = performance.now();
    network.answer(memory, rows);
    this.pace.learn(rows, 1000 * (performance.now() - since));
  }

  /** Answers the oldest rows right here; a request that is alone from its own memory and into it, without a copy. Returns how many wait no more. */
  answerHere(network: ReadyNetwork, rows: number): number {
    const [request, another] = this.#waiting;
    if (another === undefined && request.taken === 0 && request.count <= rows) {
      this.#waiting.length = 0;
      this.waitingRows = 0;
      try {
        this.#answer(network, { inputs: request.inputs, ...request.outputs }, request.count);
        request.resolve(request.outputs);
      } catch (error) {
        request.reject(error);
      }
      return request.count;
    }
    const batch = this.take(rows);
    try {
      this.#answer(network, batch.memory, batch.rows);
      return this.finish(batch);
    } catch (error) {
      return this.fail(batch, error);
    }
  }

  /** The oldest rows, at most so many. A request may be spread over several batches. */
  take(most: number): Batch {
    const { width, maxRows, columns } = this.settings;
    const memory = this.#spare.pop() ?? batchMemory(maxRows, { width, columns });
    const pieces: Piece[] = [];
    let rows = 0;
    while (rows < Math.min(most, maxRows) && this.#waiting.length > 0) {
      const [request] = this.#waiting;
      const piece = { request, from: request.taken, rows: Math.min(request.count - request.taken, Math.min(most, maxRows) - rows) };
      memory.inputs.set(request.inputs.subarray(piece.from * width, (piece.from + piece.rows) * width), rows * width);
      request.taken += piece.rows;
      rows += piece.rows;
      pieces.push(piece);
      if (request.taken === request.count) this.#waiting.shift();
    }
    this.waitingRows -= rows;
    this.since = performance.now();
    return { memory, rows, pieces };
  }

  /** Each request gets its rows; one that has them all is answered. Returns how many rows wait no more. */
  finish({ memory, rows: count, pieces }: Batch): number {
    const { columns } = this.settings;
    let row = 0;
    for (const { request, from, rows } of pieces) {
      request.outputs.raw.set(memory.raw.subarray(row * columns, (row + rows) * columns), from * columns);
      request.outputs.answers.set(memory.answers.subarray(row * columns, (row + rows) * columns), from * columns);
      row += rows;
      request.left -= rows;
      if (request.left === 0) request.resolve(request.outputs);
    }
    this.#spare.push(memory);
    return count;
  }

  /** Whoever has a row in the batch gets the error, and waits for no more. Returns how many rows do so no longer. */
  fail({ memory, rows, pieces }: Batch, reason: unknown): number {
    let ended = rows;
    for (const { request } of pieces) {
      request.reject(reason);
      const at = this.#waiting.indexOf(request);
      if (at < 0) continue;
      this.#waiting.splice(at, 1);
      this.waitingRows -= request.count - request.taken;
      ended += request.count - request.taken;
    }
    this.#spare.push(memory);
    return ended;
  }
}
