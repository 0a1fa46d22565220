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
 * Loads before a waiting thread sleeps: a few dozen microseconds, longer than the parts of a step differ. Where spinning does not help,
 * because more threads want to run than there are cores and the late one waits for its turn, it is halved from miss to miss.
 * A sleeping thread of a virtual machine may take longer to wake than the others spin, and then all keep missing each other: now and
 * then one spins long enough to be found awake.
 */
const MOST_SPINS = 20_000;
const FEWEST_SPINS = 2000;
const TRIAL_SPINS = 200_000;
const MISSES_BETWEEN_TRIALS = 64;
/** where there are more threads than cores */
const CROWDED_SPINS = 50;
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
  #misses = 0;
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
      this.#spins = Math.min(this.#mostSpins, this.#spins * 2);
      return;
    }
    this.#misses += 1;
    this.#spins = this.#misses % MISSES_BETWEEN_TRIALS === 0 && this.#mostSpins > CROWDED_SPINS ? TRIAL_SPINS : Math.min(this.#mostSpins, Math.max(FEWEST_SPINS, this.#spins / 2));
    Atomics.add(words, SLEEPING, 1);
    let naps = 0;
    while (Atomics.load(words, GENERATION) === generation && Atomics.load(words, BROKEN) === 0) {
      if (Atomics.wait(words, GENERATION, generation, NAP_MS) === 'timed-out' && ++naps >= mostNaps) this.break();
    }
    Atomics.sub(words, SLEEPING, 1);
  }
}
