import type { TERMINAL_STATUSES } from './job.ts';

/** Told what a consumer does, for whoever counts it. Nothing that it does reaches a job. */
export interface ConsumerObserver {
  /** A job begins for the first time, so many seconds after it was accepted. */
  began(waitedSeconds: number): void;
  /** A job begins again: its attempt before was given back in order, or never said how it ended. */
  restarted(reason: 'handed-back' | 'lost'): void;
  /** A job that had begun reached its end, seconds after its first beginning. */
  ended(outcome: (typeof TERMINAL_STATUSES)[number], seconds: number): void;
  /** Samples that went through training steps. */
  trained(samples: number): void;
  /** A checkpoint was encoded and is in the store. */
  saved(seconds: number): void;
}

export const UNOBSERVED: ConsumerObserver = { began() {}, restarted() {}, ended() {}, trained() {}, saved() {} };

/** Between two times of a record; machines' clocks differ, a duration below zero is none. */
export const secondsBetween = (from: string, to: string): number => Math.max(0, (Date.parse(to) - Date.parse(from)) / 1000);
