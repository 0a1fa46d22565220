import type { Phase } from '../src/jobs/control.ts';

/** Threads tell here what they are computing. */
export const CHANNEL = 'trainyard-chaos';

export interface Announcement {
  id: string;
  /** null: it has ended */
  control: Int32Array | null;
}

/** Each happens once in a thread's life, except the clock. */
export interface Faults {
  /** the first write of this phase meets a full disk */
  diskFull?: 'saving' | 'publishing';
  /** in the middle of training: an error inside the loop, one that nobody catches, or a heap that has no more room */
  thread?: 'throws' | 'uncaught' | 'out-of-memory';
  /** killed between a model's appearance in the store and the word of it */
  killWhenPublished?: boolean;
  /** the wall clock jumps a day forth and back, several times a second */
  clock?: boolean;
}

/** Of a consumer that was asked for notices: a wish reached a thread's memory, or the thread is done. Milliseconds of the wall clock. */
export interface Notice {
  event: 'asked' | 'ended';
  id: string;
  at: number;
}

export interface ConsumerOrders {
  /** file that gets the phase in which it died */
  journal: string;
  dieIn?: Phase;
  notices?: boolean;
  faults: Faults;
}
