import type { RandomKey } from '../kernels/kernels.ts';
import { philox4x32 } from '../kernels/philox.ts';
import { log } from './math.ts';

/** What randomness is used for: each use has streams of its own, so that none depends on how much another consumed. */
export const STREAMS = { weights: 1, shuffle: 2, sampling: 3, data: 4, sweep: 5, firstDropout: 1024, firstAugmentation: 2 ** 24 } as const;

/** The two 32-bit words of a seed up to 2^53 - 1. */
export function seedWords(seed: number): { seedLow: number; seedHigh: number } {
  return { seedLow: seed >>> 0, seedHigh: Math.floor(seed / 2 ** 32) >>> 0 };
}

export function randomKey(seed: number, stream: number, counter: number): RandomKey {
  return { ...seedWords(seed), stream, counter };
}

/** A sequence of numbers that depends on its key alone (Philox 4x32-10; block number in the first counter word). */
export class RandomStream {
  readonly #counter: [number, number, number, number];
  readonly #seed: [number, number];
  readonly #words = new Uint32Array(4);
  #used = 4;
  #spareNormal: number | null = null;

  constructor(key: RandomKey) {
    this.#counter = [0, key.counter, key.stream, 1];
    this.#seed = [key.seedLow, key.seedHigh];
  }

  /** An unsigned 32-bit word. */
  word(): number {
    if (this.#used === 4) {
      philox4x32(this.#counter, this.#seed, this.#words);
      this.#counter[0] += 1;
      this.#used = 0;
    }
    return this.#words[this.#used++];
  }

  /** Uniform in [0, 1), 53 bits. */
  uniform(): number {
    return ((this.word() >>> 5) * 2 ** 26 + (this.word() >>> 6)) / 2 ** 53;
  }

  /** A whole number in [0, below), every one equally likely: words that would favour the small ones are drawn again. */
  integer(below: number): number {
    const limit = 2 ** 32 - (2 ** 32 % below);
    let word = this.word();
    while (word >= limit) word = this.word();
    return word % below;
  }

  /** Standard normal, by Marsaglia's polar method (SIAM Review 6, 1964): it needs a logarithm and a root only. */
  normal(): number {
    if (this.#spareNormal !== null) {
      const spare = this.#spareNormal;
      this.#spareNormal = null;
      return spare;
    }
    for (;;) {
      const u = 2 * this.uniform() - 1;
      const v = 2 * this.uniform() - 1;
      const s = u * u + v * v;
      if (s >= 1 || s === 0) continue;
      const factor = Math.sqrt((-2 * log(s)) / s);
      this.#spareNormal = v * factor;
      return u * factor;
    }
  }

  /** Puts the numbers 0 .. length-1 into `out` in random order (Fisher-Yates, inside out). */
  permutation(out: Int32Array, length: number): void {
    for (let i = 0; i < length; i++) {
      const j = this.integer(i + 1);
      out[i] = out[j];
      out[j] = i;
    }
  }
}
