/** Which part of an operation a thread of a team computes. */
import { shareEnd, shareStart, type Team } from '../team.ts';

/** Parameters that stay in one thread, whatever is done to them: a line of the cache. */
export const LINE = 16;

export interface Share {
  from: number;
  count: number;
}

/**
 * Arrays over a batch are cut between samples, the same ones in every operation: what a thread reads of them it has written itself,
 * and nobody waits. Other arrays are cut anywhere.
 */
export class Shares {
  readonly team: Team;
  #samples = 0;
  #first = 0;
  #end = 0;
  /** handed out again and again, so that a step allocates nothing */
  readonly #share: Share = { from: 0, count: 0 };

  constructor(team: Team) {
    this.team = team;
  }

  /** The batch has so many samples from now on. */
  divide(samples: number): void {
    this.#samples = samples;
    this.#first = shareStart(this.team, samples, 1);
    this.#end = shareEnd(this.team, samples, 1);
  }

  /** `length` items, as many for each sample of the batch. */
  ofSamples(length: number): Readonly<Share> {
    if (this.#samples === 0) return this.ofOutputs(length, LINE);
    const each = length / this.#samples;
    return this.#set(this.#first * each, this.#end * each);
  }

  /** `length` items that belong to no sample; `unit` of them stay together. */
  ofOutputs(length: number, unit: number): Readonly<Share> {
    return this.#set(shareStart(this.team, length, unit), shareEnd(this.team, length, unit));
  }

  #set(from: number, end: number): Readonly<Share> {
    this.#share.from = from;
    this.#share.count = end - from;
    return this.#share;
  }
}
