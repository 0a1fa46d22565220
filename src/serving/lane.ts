/** Samples that wait for one model: gathered from many requests into batches, and handed back to each. */
import { batchMemory, type Outputs, type ReadyNetwork, ROWS_AT_ONCE } from './network.ts';
import { Pace } from './pace.ts';
import type { Cost, ServedModel, SharedBatchMemory } from './task.ts';

/** A network that takes this long for one sample at most is computed with in the event loop's thread too: the way to another and back often takes longer, for a sleeping processor has to wake. */
export const NEAR_MICROSECONDS = 300;
/** That the event loop is held up by at once, by what earlier batches took: half of the millisecond that nobody notices. */
export const HERE_MICROSECONDS = 500;

interface Request {
  inputs: Float32Array;
  count: number;
  /** rows that are in a batch */
  taken: number;
  /** rows that are not answered yet */
  left: number;
  /** of several batches; one that has them all at once needs none */
  outputs: Outputs | null;
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
    return new Promise((resolve, reject) => this.#waiting.push({ inputs, count, taken: 0, left: count, outputs: null, resolve, reject }));
  }

  get waitingRequests(): number {
    return this.#waiting.length;
  }

  /** that this thread computes at once */
  get rowsHere(): number {
    return Math.min(this.settings.maxRows, ROWS_AT_ONCE);
  }

  /** Of a request that never waits; count <= rowsHere. */
  answerAtOnce(network: ReadyNetwork, inputs: Float32Array, count: number): Outputs {
    network.input.set(inputs);
    return this.#run(network, count);
  }

  #run(network: ReadyNetwork, rows: number): Outputs {
    const since = performance.now();
    const outputs = network.run(rows);
    this.pace.learn(rows, 1000 * (performance.now() - since));
    return outputs;
  }

  /** Answers the oldest rows right here; rows <= rowsHere. Returns how many wait no more. */
  answerHere(network: ReadyNetwork, rows: number): number {
    const pieces = this.#next(rows, network.input);
    try {
      this.#handOut(pieces, this.#run(network, rows));
      return rows;
    } catch (error) {
      return rows + this.#refuse(pieces, error);
    }
  }

  /** The oldest rows, at most so many, in memory that threads see. A request may be spread over several batches. */
  take(most: number): Batch {
    const { width, maxRows, columns } = this.settings;
    const memory = this.#spare.pop() ?? batchMemory(maxRows, { width, columns });
    const rows = Math.min(most, maxRows, this.waitingRows);
    return { memory, rows, pieces: this.#next(rows, memory.inputs) };
  }

  /** Takes that many rows out of those that wait. */
  #next(rows: number, into: Float32Array): Piece[] {
    const { width } = this.settings;
    const pieces: Piece[] = [];
    for (let row = 0; row < rows; ) {
      const [request] = this.#waiting;
      const piece = { request, from: request.taken, rows: Math.min(request.count - request.taken, rows - row) };
      into.set(piece.rows === request.count ? request.inputs : request.inputs.subarray(piece.from * width, (piece.from + piece.rows) * width), row * width);
      request.taken += piece.rows;
      row += piece.rows;
      pieces.push(piece);
      if (request.taken === request.count) this.#waiting.shift();
    }
    this.waitingRows -= rows;
    this.since = performance.now();
    return pieces;
  }

  /** Each request gets its rows; one that has them all is answered. */
  #handOut(pieces: readonly Piece[], { raw, answers }: Outputs): void {
    const { columns } = this.settings;
    let row = 0;
    for (const { request, from, rows } of pieces) {
      const [start, end] = [row * columns, (row + rows) * columns];
      row += rows;
      request.left -= rows;
      if (rows === request.count) {
        request.resolve({ raw: raw.slice(start, end), answers: answers.slice(start, end) });
        continue;
      }
      const length = request.count * columns;
      request.outputs ??= { raw: new Float32Array(length), answers: new Float32Array(length) };
      request.outputs.raw.set(raw.subarray(start, end), from * columns);
      request.outputs.answers.set(answers.subarray(start, end), from * columns);
      if (request.left === 0) request.resolve(request.outputs);
    }
  }

  /** Whoever has a row there gets the error, and waits for no more. Returns how many further rows do so no longer. */
  #refuse(pieces: readonly Piece[], reason: unknown): number {
    let dropped = 0;
    for (const { request } of pieces) {
      request.reject(reason);
      const at = this.#waiting.indexOf(request);
      if (at < 0) continue;
      this.#waiting.splice(at, 1);
      dropped += request.count - request.taken;
    }
    this.waitingRows -= dropped;
    return dropped;
  }

  /** A batch was computed. Returns how many rows wait no more. */
  finish({ memory, rows, pieces }: Batch): number {
    this.#handOut(pieces, memory);
    this.#spare.push(memory);
    return rows;
  }

  /** It was not, and nobody may wait for it. Returns the same. */
  fail({ memory, rows, pieces }: Batch, reason: unknown): number {
    this.#spare.push(memory);
    return rows + this.#refuse(pieces, reason);
  }
}
