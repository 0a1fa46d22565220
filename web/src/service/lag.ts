/**
 * How far a stream of events lies behind what the service itself says of the job. Measured by steps and by one clock: the clock of the
 * service may be wrong, and its events old when they are sent. Times are milliseconds.
 */
export class Lag {
  /** what the service said and the stream has not reached yet, steps ascending; `since`: what is shown is as old as that at least */
  #ahead: { step: number; asked: number; since: number }[] = [];
  #seen = -1;
  #cameAt: number;
  #heardAt: number;

  constructor(now: number) {
    this.#cameAt = now;
    this.#heardAt = now;
  }

  /** The service was asked, and answers that the job is at `step`: `Infinity` once it has ended. */
  said(step: number, { asked, now }: { asked: number; now: number }): void {
    this.#heardAt = now;
    if (step > (this.#ahead.at(-1)?.step ?? this.#seen)) this.#ahead.push({ step, asked, since: Math.min(asked, this.#cameAt) });
  }

  /** An event of that step has come. */
  came(step: number, now: number): void {
    this.#cameAt = now;
    this.#heardAt = now;
    this.#seen = Math.max(this.#seen, step);
    this.#ahead = this.#ahead.filter((one) => one.step > this.#seen);
  }

  /** The stream is open again. */
  opened(now: number): void {
    this.#heardAt = now;
  }

  /** How old what is shown is at least; 0 while the stream reaches what the service says within `patience`. */
  behind(now: number, patience: number): number {
    const [oldest] = this.#ahead;
    return oldest === undefined || now - oldest.asked < patience ? 0 : now - oldest.since;
  }

  /** For so long nothing has come, neither an event nor an answer. */
  silence(now: number): number {
    return now - this.#heardAt;
  }
}
