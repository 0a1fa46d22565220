import type { Cost } from './task.ts';

/** Of what a batch says about the next: one that was held up by something else does not change much. */
const WEIGHT = 1 / 8;

/**
 * How long a network takes. Measured when it is loaded, and once more with every batch: code that was just loaded is slow for a while, and the
 * machine at times. It decides where and how much at once is computed, never what comes out.
 */
export class Pace {
  #call: number;
  #row: number;

  constructor({ call, row }: Cost) {
    this.#call = call;
    this.#row = Math.max(row, 0.01);
  }

  /** Microseconds that so many rows take. */
  costOf(rows: number): number {
    return this.#call + (rows - 1) * this.#row;
  }

  /** The most rows that take no longer than so many microseconds. */
  rowsWithin(microseconds: number): number {
    return microseconds < this.#call ? 0 : 1 + Math.floor((microseconds - this.#call) / this.#row);
  }

  /** The fewest further rows that take so many microseconds. */
  rowsFor(microseconds: number): number {
    return Math.ceil(microseconds / this.#row);
  }

  /** So many rows took so many microseconds. */
  learn(rows: number, microseconds: number): void {
    const slower = Math.min(2, Math.max(0.5, microseconds / this.costOf(rows)));
    const change = 1 + WEIGHT * (slower - 1);
    this.#call *= change;
    this.#row *= change;
  }
}
