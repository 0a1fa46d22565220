/** Notices a queue that is not served: BullMQ's worker can stay connected and stop taking jobs after a long outage of Redis. Knows no clock. */
export interface Sight {
  /** leases that wait in the queue */
  waiting: number;
  /** threads that wait for jobs */
  room: number;
  /** leases this consumer has */
  active: number;
  /** leases it ever took */
  taken: number;
  /** milliseconds, of any clock that only goes forward */
  at: number;
}

export class Watchdog {
  readonly #patience: number;
  #idleSince: number | null = null;
  #taken = 0;

  constructor(patienceMs: number) {
    this.#patience = patienceMs;
  }

  /** True when for so long there was work, there was room, and nothing was taken; then it begins to wait anew. */
  look({ waiting, room, active, taken, at }: Sight): boolean {
    const ought = waiting > 0 && room > 0 && active === 0;
    if (!ought || taken !== this.#taken) this.#idleSince = ought ? at : null;
    this.#taken = taken;
    this.#idleSince ??= ought ? at : null;
    if (this.#idleSince === null || at - this.#idleSince < this.#patience) return false;
    this.#idleSince = at;
    return true;
  }
}
