/** Meeting points of threads in shared memory. */
import { availableParallelism } from 'node:os';
import { TrainyardError } from '../errors.ts';
import type { Team } from '../../kernels/team.ts';

/** Words on cache lines of their own: threads spin on one while others write another. */
const ARRIVED = 0;
const GENERATION = 16;
const SLEEPING = 32;
const BROKEN = 48;
const COMMAND = 64;
const WORDS = 80;

/**
 * Loads before a waiting thread sleeps: a few dozen microseconds, longer than the parts of a step differ and than waking takes. When
 * the others stay away much longer, more threads want to run than there are cores, and spinning keeps the late one from its turn:
 * then far fewer, until they come in time again.
 */
const MOST_SPINS = 20_000;
/** enough for the usual differences, so that a late meeting is made up for soon */
const FEWEST_SPINS = 4000;
/** where there are more threads than cores */
const CROWDED_SPINS = 50;
const LATE_MS = 0.5;
/** A thread that nobody joins for so many naps in a row was abandoned; a paused process loses one nap only. */
const NAP_MS = 1000;
const MOST_NAPS = 120;

export function createSync(): SharedArrayBuffer {
  return new SharedArrayBuffer(WORDS * 4);
}

/** A barrier of `size` threads, and a few words that the first thread gives the others. */
export class SharedTeam implements Team {
  readonly rank: number;
  readonly size: number;
  readonly #words: Int32Array<SharedArrayBuffer>;
  readonly #mostSpins: number;
  #spins: number;
  /** read after a barrier, written by the first thread before it */
  readonly command: Int32Array<SharedArrayBuffer>;

  constructor(sync: SharedArrayBuffer, rank: number, size: number) {
    this.#words = new Int32Array(sync);
    this.command = new Int32Array(sync, COMMAND * 4);
    this.rank = rank;
    this.size = size;
    this.#mostSpins = size > availableParallelism() ? CROWDED_SPINS : MOST_SPINS;
    this.#spins = this.#mostSpins;
  }

  barrier(): void {
    this.#meet(MOST_NAPS);
  }

  /** A barrier at which the first thread may be away for as long as it likes. */
  idle(): void {
    this.#meet(Infinity);
  }

  /** Makes every barrier fail, now and later: a thread of the team cannot go on. */
  break(): void {
    Atomics.store(this.#words, BROKEN, 1);
    Atomics.notify(this.#words, GENERATION);
  }

  #meet(mostNaps: number): void {
    const words = this.#words;
    const generation = Atomics.load(words, GENERATION);
    if (Atomics.add(words, ARRIVED, 1) === this.size - 1) {
      Atomics.store(words, ARRIVED, 0);
      Atomics.store(words, GENERATION, (generation + 1) | 0);
      if (Atomics.load(words, SLEEPING) > 0) Atomics.notify(words, GENERATION);
    } else {
      this.#await(generation, mostNaps);
    }
    if (Atomics.load(words, BROKEN) !== 0) throw new TrainyardError('internal', 'a thread of the team failed', { hint: 'see the log; the job goes on from its last checkpoint' });
  }

  #await(generation: number, mostNaps: number): void {
    const words = this.#words;
    for (let i = 0; i < this.#spins; i++) {
      if (Atomics.load(words, GENERATION) === generation) continue;
      this.#spins = Math.min(this.#mostSpins, this.#spins * 1.25);
      return;
    }
    Atomics.add(words, SLEEPING, 1);
    const late = Atomics.wait(words, GENERATION, generation, LATE_MS) === 'timed-out';
    this.#spins = late ? Math.min(this.#spins, FEWEST_SPINS) : Math.min(this.#mostSpins, this.#spins * 1.05);
    let naps = 0;
    while (Atomics.load(words, GENERATION) === generation && Atomics.load(words, BROKEN) === 0) {
      if (Atomics.wait(words, GENERATION, generation, NAP_MS) === 'timed-out' && ++naps >= mostNaps) this.break();
    }
    Atomics.sub(words, SLEEPING, 1);
  }
}
