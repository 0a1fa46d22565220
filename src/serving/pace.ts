import type { Cost } from './task.ts';

/** Of what a batch says about the next. One that took longer may have been held up by something else: it counts less. */
const [FASTER, SLOWER] = [1 / 4, 1 / 16];
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
    const surprise = microseconds - expected;
    const step = (surprise < 0 ? FASTER * Math.max(surprise, -expected / 2) : SLOWER * Math.min(surprise, expected)) / (1 + further ** 2);
    this.#call = Math.max(LEAST, this.#call + step);
    this.#row = Math.max(LEAST, this.#row + step * further);
  }
}
