/** The computing threads of a consumer, given out in the order in which they were asked for. Knows no clock and no promise. */
import type { Wish } from './spec/index.ts';

interface Claim extends Wish {
  granted: (threads: number) => void;
  /** 0 while it waits, and again when it gave them back */
  threads: number;
}

export class Slots {
  readonly total: number;
  #free: number;
  readonly #line: Claim[] = [];

  constructor(total: number) {
    this.total = total;
    this.#free = total;
  }

  get free(): number {
    return this.#free;
  }

  get waiting(): number {
    return this.#line.length;
  }

  /**
   * Calls `granted` once, now or later, with the threads to use: never fewer than `least`, and of those free then at most `most`.
   * Nobody overtakes: a claim behind one that waits, waits too, so that a wide one gets its turn. Returns how to give the threads
   * back, or to leave the line. Every claim can be met when the others are done, and none holds anything while it waits: no deadlock.
   */
  claim({ least, most }: Wish, granted: (threads: number) => void): () => void {
    if (!(least >= 1 && least <= most && least <= this.total)) throw new RangeError(`nobody can wait for ${least} to ${most} of ${this.total} threads`);
    const claim: Claim = { least, most, granted, threads: 0 };
    this.#line.push(claim);
    this.#serve();
    return () => this.#release(claim);
  }

  #serve(): void {
    for (let [next] = this.#line; next && next.least <= this.#free; [next] = this.#line) {
      this.#line.shift();
      next.threads = Math.min(next.most, this.#free);
      this.#free -= next.threads;
      next.granted(next.threads);
    }
  }

  #release(claim: Claim): void {
    const place = this.#line.indexOf(claim);
    if (place >= 0) this.#line.splice(place, 1);
    this.#free += claim.threads;
    claim.threads = 0;
    this.#serve();
  }
}
