/**
 * Who computes what next. Requests that come in the same turn of the event loop go together; while every thread is busy those that
 * come are gathered, so that batches grow with the load and nobody waits when there is none. Small networks answer in this very thread, which threads help
 * where there is much to do.
 */
import { TrainyardError } from '../engine/index.ts';
import { type Batch, HERE_MICROSECONDS, type Lane } from './lane.ts';
import type { Outputs } from './network.ts';

export interface DispatcherSettings {
  /** that compute at once */
  threads: number;
  /** Computes a batch in a thread. Returns the microseconds that it took. */
  run(lane: Lane, batch: Batch): Promise<number>;
  /** Milliseconds that a batch for a thread waits, while others are computed, for more to join it. Small networks answer without. */
  windowMs: number;
  /** rows that wait at most */
  maxWaiting: number;
  /** Told of every batch. */
  observe?(lane: Lane, rows: number): void;
}

/** Less work than this is not worth a second thread. */
const WORTH_A_THREAD_MICROSECONDS = 150;

export class Dispatcher {
  readonly #settings: DispatcherSettings;
  /** lanes where somebody waits, the longest first */
  readonly #hungry = new Set<Lane>();
  #idle: number;
  #waitingRows = 0;
  #scheduled = false;
  /** microseconds of answers at once since the last turn that others had */
  #spent = 0;
  #timer: NodeJS.Timeout | null = null;

  constructor(settings: DispatcherSettings) {
    this.#settings = settings;
    this.#idle = settings.threads;
  }

  /** Rejects with 'queue-unavailable' when too many wait. */
  submit(lane: Lane, inputs: Float32Array, count: number): Promise<Outputs> {
    const { maxWaiting } = this.#settings;
    if (this.#waitingRows > 0 && this.#waitingRows + count > maxWaiting) {
      return Promise.reject(new TrainyardError('queue-unavailable', `${this.#waitingRows} samples are waiting for their predictions; more than ${maxWaiting} are not taken.`, { hint: 'Try again shortly.', retryAfter: 1 }));
    }
    const outputs = lane.add(inputs, count);
    this.#waitingRows += count;
    this.#hungry.add(lane);
    this.#schedule();
    return outputs;
  }

  /** For who is not expected to have company: without another turn of the event loop. Null: threads would help, others wait, or have had no turn for long. */
  answerAtOnce(lane: Lane, inputs: Float32Array, count: number): Outputs | null {
    const { near } = lane;
    if (!near || this.#hungry.size > 0 || count > lane.rowsHere || count >= 2 * worthAThread(lane)) return null;
    const spent = this.#spent + lane.pace.costOf(count);
    if (spent > HERE_MICROSECONDS) return null;
    this.#spent = spent;
    this.#settings.observe?.(lane, count);
    return lane.answerAtOnce(near, inputs, count);
  }

  close(): void {
    if (this.#timer) clearTimeout(this.#timer);
  }

  #schedule(): void {
    if (this.#scheduled) return;
    this.#scheduled = true;
    setImmediate(() => this.#flush());
  }

  #flush(): void {
    this.#scheduled = false;
    this.#spent = 0;
    const served: Lane[] = [];
    let left = HERE_MICROSECONDS;
    for (const lane of this.#hungry) {
      const { near } = lane;
      if (!near) continue;
      if (lane.waitingRequests === 1 || lane.pace.costOf(lane.waitingRows) > HERE_MICROSECONDS) this.#share(lane);
      const rows = Math.min(lane.pace.rowsWithin(left), lane.waitingRows, lane.rowsHere);
      if (rows > 0) {
        left -= lane.pace.costOf(rows);
        served.push(lane);
        this.#settings.observe?.(lane, rows);
        this.#waitingRows -= lane.answerHere(near, rows);
      }
      if (lane.waitingRows > 0) this.#schedule();
    }
    for (const lane of served) {
      this.#hungry.delete(lane);
      if (lane.waitingRows > 0) this.#hungry.add(lane); // those that found no time come first
    }
    this.#serve();
  }

  /** Where there is enough to do for more than this thread, others take their part; it counts as one of them. */
  #share(lane: Lane): void {
    const { threads } = this.#settings;
    const partOf = (helpers: number): number => Math.floor(lane.waitingRows / (helpers + 1));
    let helpers = threads > 1 ? this.#idle - 1 : this.#idle;
    while (helpers > 0 && partOf(helpers) < worthAThread(lane)) helpers--;
    for (; helpers > 0; helpers--) this.#start(lane, partOf(helpers));
  }

  #serve(): void {
    for (const lane of this.#hungry) {
      if (lane.waitingRows === 0) this.#hungry.delete(lane);
      else if (lane.near) this.#schedule(); // it may have become fast enough just now
      else this.#feed(lane);
    }
  }

  /** To idle threads, of which each gets its part. */
  #feed(lane: Lane): void {
    while (this.#idle > 0 && lane.waitingRows > 0 && this.#ripe(lane)) this.#start(lane, Math.max(worthAThread(lane), Math.ceil(lane.waitingRows / this.#idle)));
    if (lane.waitingRows === 0) this.#hungry.delete(lane);
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

  #start(lane: Lane, rows: number): void {
    const batch = lane.take(rows);
    this.#idle -= 1;
    this.#settings.observe?.(lane, batch.rows);
    const finish = (microseconds: number): void => {
      lane.pace.learn(batch.rows, microseconds);
      this.#waitingRows -= lane.finish(batch);
    };
    const fail = (reason: unknown): void => {
      this.#waitingRows -= lane.fail(batch, reason);
    };
    void this.#settings.run(lane, batch).then(finish, fail).finally(() => {
      this.#idle += 1;
      if (lane.waitingRows > 0) {
        this.#hungry.delete(lane); // others first
        this.#hungry.add(lane);
      }
      this.#serve();
    });
  }
}

const worthAThread = ({ pace }: Lane): number => pace.rowsFor(WORTH_A_THREAD_MICROSECONDS);
