import type { Cost } from './task.ts';

/** Of what a batch says about the next: one that was held up by something else does not change much. */
const WEIGHT = 1 / 4;
/** Microseconds; no network is faster. */
const LEAST = 0.01;

/**
 * How long a network takes. Measured when it is loaded, and once more with every batch: code that was just loaded is slow for a while, and the
 * machine at times. It decides where and how much at once is computed, never what comes out.
 */
export class Pace {
  #call: number;
  #row: number;

  constructor({ call, row }: Cost) {
    this.#call = Math.max(LEAST, call);
    this.#row = Math.max(LEAST, row);
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

  /** So many rows took so many microseconds. What was not expected goes to the call and to its rows by the least squares of the change (Nagumo and Noda 1967). */
  learn(rows: number, microseconds: number): void {
    const expected = this.costOf(rows);
    const further = rows - 1;
    const step = (WEIGHT * Math.min(expected, Math.max(-expected / 2, microseconds - expected))) / (1 + further ** 2);
    this.#call = Math.max(LEAST, this.#call + step);
    this.#row = Math.max(LEAST, this.#row + step * further);
  }
}
