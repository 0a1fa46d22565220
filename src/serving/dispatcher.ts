/**
 * Who computes what next. Requests that come in the same turn of the event loop go together; while every thread is busy those that
 * come are gathered, so that batches grow with the load and nobody waits when there is none. Small networks answer in this very thread.
 */
import { TrainyardError } from '../engine/index.ts';
import type { Batch, Lane, Outputs } from './lane.ts';

export interface DispatcherSettings {
  /** that compute at once */
  threads: number;
  /** Computes a batch in a thread. */
  run(lane: Lane, batch: Batch): Promise<void>;
  /** Milliseconds that a batch waits, while others are computed, for more to join it. */
  windowMs: number;
  /** rows that wait at most */
  maxWaiting: number;
  /** Told of every batch. */
  observe?(lane: Lane, rows: number): void;
}

/** What the event loop may be held up by at once. A hop to a thread and back takes longer than many answers (a sleeping processor has to wake), and a millisecond is what nobody notices. */
export const ALONE_MICROSECONDS = 300;
/** The same where others ask too: threads that are awake get the rest. */
export const NEAR_MICROSECONDS = 120;
/** Less work than this is not worth a second thread. */
const WORTH_A_THREAD_MICROSECONDS = 150;

export class Dispatcher {
  readonly #settings: DispatcherSettings;
  /** lanes where somebody waits, the longest first */
  readonly #hungry = new Set<Lane>();
  #idle: number;
  #waitingRows = 0;
  #scheduled = false;
  #timer: NodeJS.Timeout | null = null;

  constructor(settings: DispatcherSettings) {
    this.#settings = settings;
    this.#idle = settings.threads;
  }

  /** Throws 'queue-unavailable' when too many wait. */
  async submit(lane: Lane, inputs: Float32Array, count: number): Promise<Outputs> {
    const { maxWaiting } = this.#settings;
    if (this.#waitingRows > 0 && this.#waitingRows + count > maxWaiting) {
      throw new TrainyardError('queue-unavailable', `${this.#waitingRows} samples are waiting for their predictions; more than ${maxWaiting} are not taken.`, { hint: 'Try again shortly.', retryAfter: 1 });
    }
    const outputs = lane.add(inputs, count);
    this.#waitingRows += count;
    this.#hungry.add(lane);
    if (!this.#scheduled) {
      this.#scheduled = true;
      setImmediate(() => this.#flush());
    }
    return outputs.finally(() => (this.#waitingRows -= count));
  }

  close(): void {
    if (this.#timer) clearTimeout(this.#timer);
  }

  #flush(): void {
    this.#scheduled = false;
    for (const lane of this.#hungry) {
      const { near, maxRows } = lane.settings;
      const alone = lane.waitingRequests === 1 && this.#idle === this.#settings.threads;
      if (!near || lane.waitingRows > maxRows || lane.costOf(lane.waitingRows) > (alone ? ALONE_MICROSECONDS : NEAR_MICROSECONDS)) continue;
      this.#hungry.delete(lane);
      this.#settings.observe?.(lane, lane.waitingRows);
      lane.answerHere(near);
    }
    this.#serve();
  }

  #serve(): void {
    for (const lane of this.#hungry) {
      while (this.#idle > 0 && lane.waitingRows > 0 && this.#ripe(lane)) this.#start(lane);
      if (lane.waitingRows === 0) this.#hungry.delete(lane);
      if (this.#idle === 0) return;
    }
  }

  #ripe(lane: Lane): boolean {
    const { threads, windowMs } = this.#settings;
    const waited = performance.now() - lane.since;
    if (this.#idle === threads || lane.waitingRows >= lane.settings.maxRows || waited >= windowMs) return true;
    this.#timer ??= setTimeout(() => {
      this.#timer = null;
      this.#serve();
    }, windowMs - waited);
    return false;
  }

  #start(lane: Lane): void {
    const { row } = lane.settings.cost;
    const least = Math.ceil(WORTH_A_THREAD_MICROSECONDS / Math.max(row, 0.01));
    const batch = lane.take(Math.max(least, Math.ceil(lane.waitingRows / this.#idle)));
    this.#idle -= 1;
    this.#settings.observe?.(lane, batch.rows);
    void this.#settings.run(lane, batch).then(() => lane.finish(batch), (reason: unknown) => lane.fail(batch, reason)).finally(() => {
      this.#idle += 1;
      if (lane.waitingRows > 0) {
        this.#hungry.delete(lane); // others first
        this.#hungry.add(lane);
      }
      this.#serve();
    });
  }
}
