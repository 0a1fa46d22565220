/**
 * Takes leases from the queue and lets each begin when its threads are free. No lease is taken while all threads are busy or one
 * lease waits: at most one waits here, and everything else stays in the queue, for whichever consumer has room first.
 */
import { Worker } from 'bullmq';
import type { Logger } from 'pino';
import { QUEUE_NAME, QUEUE_PREFIX } from './keys.ts';
import { bullConnection, type HeldLease, type Lease, leaseNumber } from './queue.ts';
import { Slots } from './slots.ts';
import type { Wish } from './spec/index.ts';

export interface IntakeDependencies {
  redisUrl: string;
  threads: number;
  /** what a leased job needs */
  wish(id: string): Promise<Wish>;
  /** A job starts to wait for so many threads; false: nobody wants it any more. */
  waits(held: HeldLease, threads: number): Promise<boolean>;
  /** Everything a job does on its threads. */
  run(held: HeldLease, threads: number): Promise<void>;
  /** Puts a lease back into the queue. */
  offerAgain(id: string): Promise<void>;
  /** Leases that others may take now. */
  lost(isLost: (id: string) => boolean): void;
  log: Pick<Logger, 'warn'>;
}

/** Why a lease stopped waiting without threads: its job has ended or is somebody else's, or another consumer should take it. */
type TurnedAway = 'gone' | 'elsewhere';

interface Waiting {
  wish: Wish;
  turnAway: (reason: TurnedAway) => void;
}

/** A consumer that was killed is noticed after LOCK_MS, at the next check: within 10 s altogether. */
const LOCK_MS = 5000;
const STALLED_CHECK_MS = 1500;
/** A lease passed on is left to the others for so long. */
const YIELD_MS = 1000;

export class Intake {
  readonly #dependencies: IntakeDependencies;
  readonly #slots: Slots;
  #worker: Worker<Lease>;
  readonly #waiting = new Map<string, Waiting>();
  #leases = 0;
  #taken = 0;
  /** leases whose threads are not known yet */
  #undecided = 0;
  #yielding = false;
  #closing = false;

  constructor(dependencies: IntakeDependencies) {
    this.#dependencies = dependencies;
    this.#slots = new Slots(dependencies.threads);
    this.#worker = this.#hire();
  }

  #hire(): Worker<Lease> {
    const { redisUrl, log, lost } = this.#dependencies;
    const worker = new Worker<Lease>(QUEUE_NAME, (lease, token, _signal) => this.#take({ id: lease.data.id, lease: leaseNumber(lease.id!) }, async () => (await lease.extendLock(token!, LOCK_MS)) === 1), {
      connection: bullConnection(redisUrl, { maxRetriesPerRequest: null }),
      prefix: QUEUE_PREFIX,
      autorun: false,
      concurrency: 1, // see #adjust
      lockDuration: LOCK_MS,
      stalledInterval: STALLED_CHECK_MS,
      maxStalledCount: 1_000_000, // restarts are counted in the record
    });
    worker.on('error', (error) => log.warn({ error: String(error) }, 'the queue connection failed'));
    worker.on('lockRenewalFailed', (leases: string[]) => {
      const isLost = (id: string) => leases.some((lease) => lease.startsWith(id));
      for (const id of this.#waiting.keys()) if (isLost(id)) this.turnAway(id);
      lost(isLost);
    });
    return worker;
  }

  async start(): Promise<void> {
    await this.#worker.waitUntilReady();
    this.#run();
  }

  #run(): void {
    this.#worker.run().catch((error: unknown) => this.#dependencies.log.warn({ error: String(error) }, 'taking leases failed'));
  }

  /** A new worker in place of one that takes nothing any more. What the old one still gets hold of is done, though without renewal of its lease. */
  replaceWorker(): void {
    if (this.#closing) return;
    const stuck = this.#worker;
    stuck.close(true).catch((error: unknown) => this.#dependencies.log.warn({ error: String(error) }, 'the worker that took nothing was not closed in order'));
    this.#worker = this.#hire();
    this.#run();
    this.#adjust();
  }

  /** Whether leases are being taken at all. */
  get running(): boolean {
    return this.#worker.isRunning() && !this.#closing;
  }

  /** Leases that are here: of jobs that run or wait for threads. */
  get active(): number {
    return this.#leases;
  }

  /** Leases that ever came. */
  get taken(): number {
    return this.#taken;
  }

  get busyThreads(): number {
    return this.#slots.total - this.#slots.free;
  }

  /** Threads that wait for jobs. */
  get room(): number {
    return this.#slots.waiting > 0 || this.#undecided > 0 || this.#yielding || this.#closing ? 0 : this.#slots.free;
  }

  /** The job of a waiting lease has ended; others are not touched. */
  turnAway(id: string): void {
    this.#waiting.get(id)?.turnAway('gone');
  }

  /** Another consumer has so many idle threads: it gets the lease that waits here, if that is enough. */
  passOn(threads: number): void {
    for (const { wish, turnAway } of this.#waiting.values()) if (wish.least <= threads) turnAway('elsewhere');
  }

  /** Hands back what waits, and returns when nothing runs any more. */
  async close(): Promise<void> {
    this.#closing = true;
    for (const { turnAway } of this.#waiting.values()) turnAway('elsewhere');
    await this.#worker.close();
  }

  /** @param holds whether the lease is still ours, by what Redis says now */
  async #take(held: HeldLease, holds: () => Promise<boolean>): Promise<void> {
    this.#leases += 1;
    this.#taken += 1;
    this.#undecided += 1;
    this.#adjust();
    try {
      const wish = await this.#dependencies.wish(held.id).finally(() => (this.#undecided -= 1));
      if ((await this.#admit(held, wish, holds)) !== 'elsewhere') return;
      this.#yield();
      await this.#dependencies.offerAgain(held.id);
    } finally {
      this.#leases -= 1;
      this.#adjust();
    }
  }

  /** Runs the job when its threads are free, unless it is turned away first. */
  async #admit(held: HeldLease, wish: Wish, holds: () => Promise<boolean>): Promise<number | TurnedAway> {
    const { promise, resolve } = Promise.withResolvers<number | TurnedAway>();
    const release = this.#slots.claim(wish, resolve);
    this.#adjust();
    try {
      const waits = this.#slots.waiting > 0;
      if (waits) await this.#wait(held, { wish, turnAway: resolve }, promise);
      const answer = await promise;
      // lost unnoticed since it was last renewed: the job is offered to somebody else, who would take it from this attempt
      if (waits && typeof answer === 'number' && !(await holds())) return 'gone';
      if (typeof answer === 'number') await this.#dependencies.run(held, answer);
      return answer;
    } finally {
      release();
    }
  }

  async #wait(held: HeldLease, waiting: Waiting, answer: Promise<unknown>): Promise<void> {
    const { id } = held;
    this.#waiting.set(id, waiting);
    try {
      if (this.#closing) waiting.turnAway('elsewhere');
      else if (!(await this.#dependencies.waits(held, waiting.wish.least))) waiting.turnAway('gone');
      await answer;
    } finally {
      if (this.#waiting.get(id) === waiting) this.#waiting.delete(id);
    }
  }

  #yield(): void {
    this.#yielding = true;
    setTimeout(() => {
      this.#yielding = false;
      this.#adjust();
    }, YIELD_MS).unref();
  }

  /** BullMQ takes leases up to `concurrency`: those we have and, where there is room, one more. */
  #adjust(): void {
    if (this.#closing) return;
    const concurrency = Math.max(1, this.#leases + (this.room > 0 ? 1 : 0));
    const raised = concurrency > this.#worker.concurrency;
    this.#worker.concurrency = concurrency;
    if (raised && this.#leases > 0) this.#wake();
  }

  /** BullMQ looks for leases when one is done; this makes it look now. Both take effect before anything else runs. */
  #wake(): void {
    void this.#worker.pause(true);
    void this.#worker.resume();
  }
}
