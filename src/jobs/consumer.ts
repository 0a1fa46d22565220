/** Runs the attempts of leased jobs in threads. Its event loop only passes messages. */
import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { Queue } from 'bullmq';
import type { Redis } from 'ioredis';
import { Piscina } from 'piscina';
import type { Logger } from 'pino';
import type { DatasetContext } from '../datasets/index.ts';
import { type KernelsChoice, loadKernels } from '../kernels/load.ts';
import type { Store } from '../models/index.ts';
import type { AttemptDependencies, RunningAttempt } from './attempt.ts';
import { beginAttempt, noteWaiting } from './begin.ts';
import { type Health, REDIS_AWAY } from './health.ts';
import { beat, BEAT_MS, leave } from './heartbeats.ts';
import { Intake } from './intake.ts';
import type { JobStatus } from './job.ts';
import { type ConsumerObserver, UNOBSERVED } from './observer.ts';
import { type HeldLease, type Lease, openQueue, waitingLeases } from './queue.ts';
import { offerNextLease, reconcileOpenJobs, restoreRecords, type Surroundings } from './reconcile.ts';
import { findRecord } from './record.ts';
import { patientRedis } from './redis.ts';
import { repeat } from './repeat.ts';
import { createRetention, KEEP_EVERYTHING, type Retention, type RetentionPolicy } from './retention.ts';
import { onSignal, sendSignal, type Signal } from './signals.ts';
import { advanceOpenSweeps, advanceSweep, restoreSweeps } from './sweeps/index.ts';
import type { Wish } from './spec/index.ts';
import { cancelUnlessEnded } from './verbs/index.ts';
import { Watchdog } from './watchdog.ts';
import { wishOf } from './wish.ts';

export interface ConsumerDependencies {
  redisUrl: string;
  store: Store;
  /** that compute at once, all jobs together */
  threads: number;
  kernels: KernelsChoice;
  datasetContext: DatasetContext;
  /** workers/train.ts */
  workerUrl: URL;
  /** of jobs that have ended; everything is kept by default */
  retention?: RetentionPolicy;
  log: Pick<Logger, 'info' | 'warn' | 'error'>;
  observer?: ConsumerObserver;
  /** A queue that is not served for so long gets a new worker. */
  watchdogMs?: number;
}

export interface ConsumerLoad {
  threads: number;
  /** of them, those given to jobs */
  busy: number;
}

export interface Consumer {
  start(): Promise<void>;
  load(): ConsumerLoad;
  /** Whether it takes jobs. Never throws, and answers within seconds. */
  health(): Promise<Health>;
  /** Saves and hands back what is running, within 20 s, then stops. */
  close(): Promise<void>;
}

const RECONCILE_MS = 2000;
/** Looking through the whole store is for what Redis lost: rare, so seldom. */
const RESTORE_EVERY = 150;
const CLOSE_MS = 20_000;
const WATCHDOG_MS = 60_000;
/** Looks of the watchdog in that time. */
const LOOKS = 12;
const PING_MS = 2000;
/** Of one thread; tensors and datasets lie outside of it. With a limit a thread that wants too much ends alone, and not with the whole process. */
const HEAP_MB = 1024;

const MAY_RUN: readonly JobStatus[] = ['queued', 'running'];
/** Of a job that only has to be ended. */
const NOTHING: Wish = { least: 1, most: 1 };

export function createConsumer(dependencies: ConsumerDependencies): Consumer {
  return new QueueConsumer(dependencies);
}

class QueueConsumer implements Consumer {
  readonly #dependencies: ConsumerDependencies;
  readonly #redis: Redis;
  readonly #subscriber: Redis;
  readonly #queue: Queue<Lease>;
  readonly #pool: Piscina;
  readonly #attempts = new Map<string, RunningAttempt>();
  readonly #attemptDependencies: AttemptDependencies;
  readonly #intake: Intake;
  readonly #retention: Retention;
  /** threads that one job can use here */
  readonly #widest: number;
  readonly #build: string;
  readonly #watchdog: Watchdog;
  #stops: (() => void)[] = [];
  #timer: NodeJS.Timeout | null = null;
  #reconciling: Promise<void> = Promise.resolve();
  #closing = false;

  constructor(dependencies: ConsumerDependencies) {
    const { redisUrl, threads, workerUrl, log, store, kernels, datasetContext } = dependencies;
    this.#dependencies = dependencies;
    this.#redis = patientRedis(redisUrl);
    this.#subscriber = patientRedis(redisUrl);
    this.#queue = openQueue(redisUrl, false);
    this.#pool = new Piscina({ filename: fileURLToPath(workerUrl), name: 'train', minThreads: threads, maxThreads: threads, idleTimeout: Number.MAX_SAFE_INTEGER, resourceLimits: { maxOldGenerationSizeMb: HEAP_MB } });
    this.#pool.on('error', (error) => log.error({ error: String(error) }, 'a training thread failed'));
    const { build, maxThreads } = loadKernels(kernels);
    this.#build = build;
    this.#watchdog = new Watchdog(dependencies.watchdogMs ?? WATCHDOG_MS);
    this.#attemptDependencies = { redis: this.#redis, pool: this.#pool, store, kernels, datasetContext, consumer: `${hostname()}-${process.pid}-${randomUUID().slice(0, 8)}`, observer: dependencies.observer ?? UNOBSERVED, log };
    this.#retention = createRetention({ redis: this.#redis, store }, dependencies.retention ?? KEEP_EVERYTHING, () => Date.now());
    this.#widest = Math.min(threads, maxThreads);
    this.#intake = new Intake({
      redisUrl, threads, log,
      wish: (id) => this.#wish(id),
      waits: (held, wanted) => noteWaiting(this.#attemptDependencies, held, wanted),
      run: (held, granted) => this.#run(held, granted),
      offerAgain: (id) => this.#offerAgain(id),
      lost: (isLost) => {
        for (const [id, attempt] of this.#attempts) if (isLost(id)) attempt.abandon();
      },
    });
  }

  async start(): Promise<void> {
    await onSignal(this.#subscriber, (signal) => this.#heed(signal));
    await this.#intake.start();
    await this.#restore();
    this.#schedule(0);
    await this.#beat();
    const { threads, log, watchdogMs = WATCHDOG_MS } = this.#dependencies;
    const failed = (error: unknown): void => log.warn({ error: String(error) }, 'a sign of life was not given; the next one follows');
    this.#stops = [repeat(() => this.#beat(), BEAT_MS, failed), repeat(() => this.#guard(), watchdogMs / LOOKS, failed)];
    log.info({ threads, build: this.#build, consumer: this.#attemptDependencies.consumer }, 'the consumer takes jobs');
  }

  load(): ConsumerLoad {
    return { threads: this.#dependencies.threads, busy: this.#intake.busyThreads };
  }

  async health(): Promise<Health> {
    const answers = this.#redis.status === 'ready' && (await Promise.race([this.#redis.ping().then(() => true, () => false), sleep(PING_MS, false, { ref: false })]));
    const reasons = [...(answers ? [] : [REDIS_AWAY]), ...(this.#intake.running ? [] : [this.#closing ? 'the consumer is being stopped' : 'no jobs are taken from the queue: see the log'])];
    return { ok: reasons.length === 0, reasons, warnings: [] };
  }

  #beat(): Promise<void> {
    return beat(this.#redis, { id: this.#attemptDependencies.consumer, host: hostname(), build: this.#build, ...this.load() });
  }

  async #guard(): Promise<void> {
    const { room, active, taken } = this.#intake;
    const waiting = await waitingLeases(this.#queue);
    if (!this.#watchdog.look({ waiting, room, active, taken, at: performance.now() })) return;
    this.#dependencies.log.error({ waiting, room }, 'jobs wait and none was taken though threads are free: the worker of the queue is replaced');
    this.#intake.replaceWorker();
  }

  #heed(signal: Signal): void {
    if (signal.verb === 'room') {
      if (signal.from !== this.#attemptDependencies.consumer) this.#intake.passOn(signal.threads);
      return;
    }
    if (signal.verb !== 'stop') this.#intake.turnAway(signal.id);
    const attempt = this.#attempts.get(signal.id);
    if (signal.verb === 'pause') attempt?.handBack();
    else if (signal.verb === 'stop') attempt?.stop();
    else attempt?.cancel().catch((error: unknown) => this.#dependencies.log.error({ job: signal.id, error: String(error) }, 'cancelling failed'));
  }

  async #wish(id: string): Promise<Wish> {
    const record = await findRecord(this.#redis, id);
    return record === null || !MAY_RUN.includes(record.status) ? NOTHING : wishOf(record.spec, this.#widest, this.#dependencies.datasetContext);
  }

  async #run(held: HeldLease, threads: number): Promise<void> {
    const { id } = held;
    if (this.#closing) return this.#offerAgain(id);
    const attempt = await beginAttempt(this.#attemptDependencies, held, threads);
    if (!attempt) return;
    this.#attempts.set(id, attempt);
    try {
      await this.#heedRecord(id, attempt); // what was asked for between the lease and the line above reached nobody
      if (this.#closing) attempt.handBack();
      const end = await attempt.run();
      this.#dependencies.log.info({ job: id, end }, 'an attempt ended');
      if (end === 'handedBack') await this.#offerAgain(id);
      else if (end !== 'paused') await this.#advanceSweepOf(id);
    } catch (error) {
      this.#dependencies.log.warn({ job: id, error: String(error) }, 'an attempt was lost');
      await this.#offerAgain(id);
    } finally {
      if (this.#attempts.get(id) === attempt) this.#attempts.delete(id); // a later attempt may have taken the place of one that lost its lease
    }
  }

  /** What is asked of an attempt stands in its record; the signal is only the quick way. */
  async #heedRecord(id: string, attempt: RunningAttempt): Promise<void> {
    const record = await findRecord(this.#redis, id);
    if (record?.status === 'cancelling') await attempt.cancel();
    if (record?.status === 'pausing') attempt.handBack();
    if (record?.stopRequested) attempt.stop();
  }

  /** The next trial begins when one has ended, not at the next round only. */
  async #advanceSweepOf(id: string): Promise<void> {
    const parent = (await findRecord(this.#redis, id))?.parent;
    if (!parent?.startsWith('sweep_')) return;
    const surroundings = this.#surroundings();
    await advanceSweep({ ...surroundings, cancelJob: (job) => cancelUnlessEnded(surroundings, job) }, parent).catch((error: unknown) => this.#dependencies.log.warn({ job: id, sweep: parent, error: String(error) }, 'the next trial is left to the reconciler'));
  }

  async #offerAgain(id: string): Promise<void> {
    const record = await findRecord(this.#redis, id);
    if (record) await offerNextLease({ redis: this.#redis, queue: this.#queue }, id, record.lease);
  }

  #schedule(round: number): void {
    this.#timer = setTimeout(() => {
      this.#reconciling = this.#reconcile(round).finally(() => {
        if (!this.#closing) this.#schedule(round + 1);
      });
    }, RECONCILE_MS);
  }

  async #reconcile(round: number): Promise<void> {
    try {
      if (this.#intake.room > 0) await sendSignal(this.#redis, { verb: 'room', from: this.#attemptDependencies.consumer, threads: this.#intake.room });
      for (const [id, attempt] of this.#attempts) await this.#heedRecord(id, attempt); // a signal may have been lost
      const surroundings = this.#surroundings();
      await reconcileOpenJobs(surroundings, this.#attemptDependencies.observer);
      await advanceOpenSweeps({ ...surroundings, cancelJob: (id) => cancelUnlessEnded(surroundings, id) });
      await this.#retention.round();
      if (round % RESTORE_EVERY === RESTORE_EVERY - 1) await this.#restore();
    } catch (error) {
      this.#dependencies.log.warn({ error: String(error) }, 'reconciling failed; it will be tried again');
    }
  }

  #surroundings(): Surroundings {
    return { redis: this.#redis, queue: this.#queue, store: this.#dependencies.store };
  }

  async #restore(): Promise<void> {
    const { store, log } = this.#dependencies;
    const unusable = (id: string, reason: string): void => log.error({ id, reason }, 'what the store has of it cannot be used; it is left alone');
    await restoreSweeps(this.#redis, store, unusable);
    const restored = await restoreRecords(this.#surroundings(), unusable);
    if (restored > 0) log.warn({ restored }, 'jobs without a record came back from their stored specs');
  }

  async close(): Promise<void> {
    if (this.#closing) return;
    this.#closing = true;
    if (this.#timer) clearTimeout(this.#timer);
    for (const stop of this.#stops) stop();
    for (const attempt of this.#attempts.values()) attempt.handBack();
    const late = setTimeout(() => {
      for (const attempt of this.#attempts.values()) attempt.abort();
    }, CLOSE_MS);
    await this.#intake.close();
    clearTimeout(late);
    await this.#reconciling;
    await this.#pool.destroy();
    if (this.#redis.status === 'ready') await Promise.race([leave(this.#redis, this.#attemptDependencies.consumer).catch(() => {}), sleep(PING_MS)]);
    await this.#queue.close();
    this.#subscriber.disconnect();
    this.#redis.disconnect();
  }
}
