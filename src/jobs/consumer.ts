/** Takes leases from the queue and runs their attempts in threads. Its event loop only passes messages. */
import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import { fileURLToPath } from 'node:url';
import { type Queue, Worker } from 'bullmq';
import type { Redis } from 'ioredis';
import { Piscina } from 'piscina';
import type { Logger } from 'pino';
import type { DatasetContext } from '../datasets/index.ts';
import type { KernelsChoice } from '../kernels/load.ts';
import type { Store } from '../models/index.ts';
import { type AttemptDependencies, beginAttempt, type RunningAttempt } from './attempt.ts';
import { keys, QUEUE_NAME, QUEUE_PREFIX } from './keys.ts';
import { bullConnection, type Lease, openQueue } from './queue.ts';
import { offerNextLease, reconcileOpenJobs, restoreRecords } from './reconcile.ts';
import { findRecord } from './record.ts';
import { patientRedis } from './redis.ts';

export interface ConsumerDependencies {
  redisUrl: string;
  store: Store;
  /** jobs that compute at once */
  threads: number;
  kernels: KernelsChoice;
  datasetContext: DatasetContext;
  /** workers/train.ts */
  workerUrl: URL;
  log: Pick<Logger, 'info' | 'warn' | 'error'>;
}

export interface Consumer {
  start(): Promise<void>;
  /** Saves and hands back what is running, within 20 s, then stops. */
  close(): Promise<void>;
}

/** A consumer that was killed is noticed after LOCK_MS, at the next check: within 10 s altogether. */
const LOCK_MS = 5000;
const STALLED_CHECK_MS = 1500;
const RECONCILE_MS = 2000;
/** Looking through the whole store is for what Redis lost: rare, so seldom. */
const RESTORE_EVERY = 150;
const CLOSE_MS = 20_000;

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
  #worker: Worker<Lease> | null = null;
  #timer: NodeJS.Timeout | null = null;
  #reconciling: Promise<void> = Promise.resolve();
  #closing = false;

  constructor(dependencies: ConsumerDependencies) {
    const { redisUrl, threads, workerUrl, log, store, kernels, datasetContext } = dependencies;
    this.#dependencies = dependencies;
    this.#redis = patientRedis(redisUrl);
    this.#subscriber = patientRedis(redisUrl);
    this.#queue = openQueue(redisUrl, false);
    this.#pool = new Piscina({ filename: fileURLToPath(workerUrl), name: 'train', minThreads: threads, maxThreads: threads, idleTimeout: Number.MAX_SAFE_INTEGER });
    this.#pool.on('error', (error) => log.error({ error: String(error) }, 'a training thread failed'));
    this.#attemptDependencies = { redis: this.#redis, pool: this.#pool, store, kernels, datasetContext, consumer: `${hostname()}-${process.pid}-${randomUUID().slice(0, 8)}`, log };
  }

  async start(): Promise<void> {
    const { redisUrl, threads, log } = this.#dependencies;
    this.#subscriber.on('message', (_channel: string, text: string) => {
      const { id, verb } = JSON.parse(text) as { id: string; verb: string };
      if (verb === 'cancel') this.#attempts.get(id)?.cancel().catch((error: unknown) => log.error({ id, error: String(error) }, 'cancelling failed'));
    });
    await this.#subscriber.subscribe(keys.control);
    this.#worker = new Worker<Lease>(QUEUE_NAME, (job, _token, _signal) => this.#take(job.data.id), {
      connection: bullConnection(redisUrl, { maxRetriesPerRequest: null }),
      prefix: QUEUE_PREFIX,
      concurrency: threads,
      lockDuration: LOCK_MS,
      stalledInterval: STALLED_CHECK_MS,
      maxStalledCount: 1_000_000, // restarts are counted in the record
    });
    this.#worker.on('error', (error) => log.warn({ error: String(error) }, 'the queue connection failed'));
    this.#worker.on('lockRenewalFailed', (leases: string[]) => {
      for (const [id, attempt] of this.#attempts) if (leases.some((lease) => lease.startsWith(id))) attempt.abandon();
    });
    await this.#worker.waitUntilReady();
    await this.#restore();
    this.#schedule(0);
    log.info({ threads }, 'the consumer takes jobs');
  }

  async #take(id: string): Promise<void> {
    if (this.#closing) return this.#offerAgain(id);
    const attempt = await beginAttempt(this.#attemptDependencies, id);
    if (!attempt) return;
    this.#attempts.set(id, attempt);
    try {
      // a cancellation between the lease and the line above reached nobody
      if ((await findRecord(this.#redis, id))?.status === 'cancelling') await attempt.cancel();
      if (this.#closing) attempt.handBack();
      const end = await attempt.run();
      if (end === 'handedBack') await this.#offerAgain(id);
    } catch (error) {
      this.#dependencies.log.warn({ id, error: String(error) }, 'an attempt was lost');
      await this.#offerAgain(id);
    } finally {
      if (this.#attempts.get(id) === attempt) this.#attempts.delete(id); // a later attempt may have taken the place of one that lost its lease
    }
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
      await reconcileOpenJobs({ redis: this.#redis, queue: this.#queue, store: this.#dependencies.store });
      if (round % RESTORE_EVERY === RESTORE_EVERY - 1) await this.#restore();
    } catch (error) {
      this.#dependencies.log.warn({ error: String(error) }, 'reconciling failed; it will be tried again');
    }
  }

  async #restore(): Promise<void> {
    const restored = await restoreRecords({ redis: this.#redis, queue: this.#queue, store: this.#dependencies.store });
    if (restored > 0) this.#dependencies.log.warn({ restored }, 'jobs without a record came back from their stored specs');
  }

  async close(): Promise<void> {
    if (this.#closing) return;
    this.#closing = true;
    if (this.#timer) clearTimeout(this.#timer);
    for (const attempt of this.#attempts.values()) attempt.handBack();
    const late = setTimeout(() => {
      for (const attempt of this.#attempts.values()) attempt.abort();
    }, CLOSE_MS);
    await this.#worker?.close();
    clearTimeout(late);
    await this.#reconciling;
    await this.#pool.destroy();
    await this.#queue.close();
    this.#subscriber.disconnect();
    this.#redis.disconnect();
  }
}
