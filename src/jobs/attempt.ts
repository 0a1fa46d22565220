/** One attempt as its consumer sees it: a thread computes, its messages become fenced changes of the record. */
import { MessageChannel } from 'node:worker_threads';
import type { Redis } from 'ioredis';
import type { Piscina } from 'piscina';
import type { Logger } from 'pino';
import type { DatasetContext } from '../datasets/index.ts';
import type { KernelsChoice } from '../kernels/load.ts';
import type { Store } from '../models/index.ts';
import { CONTROL, createControl, readPhase, request } from './control.ts';
import { type Ending, finish } from './finish.ts';
import { OUTCOME, summary } from './insights/index.ts';
import { isTerminal, type JobStatus, now, type Progress } from './job.ts';
import type { Outcome, TrainMessage, TrainTask } from './messages.ts';
import type { ConsumerObserver } from './observer.ts';
import { type Change, change, type EventDraft, type JobRecord } from './record.ts';

export interface AttemptDependencies {
  redis: Redis;
  pool: Piscina;
  store: Store;
  kernels: KernelsChoice;
  datasetContext: DatasetContext;
  consumer: string;
  observer: ConsumerObserver;
  log: Pick<Logger, 'info' | 'warn' | 'error'>;
}

/** How long a thread may take to notice that it should stop. */
const GRACE_MS = 2000;
const RUNNING: readonly JobStatus[] = ['running', 'pausing', 'cancelling'];

export type AttemptEnd = 'finished' | 'handedBack' | 'paused' | 'lost';

export class RunningAttempt {
  readonly id: string;
  readonly #dependencies: AttemptDependencies;
  readonly #control = createControl();
  readonly #abort = new AbortController();
  #record: JobRecord;
  #lost = false;
  /** up to which the thread said that it has come; null before its first word */
  #heardStep: number | null = null;
  /** changes are written one after the other, in the order of the messages */
  #writes: Promise<void> = Promise.resolve();

  constructor(dependencies: AttemptDependencies, record: JobRecord) {
    this.#dependencies = dependencies;
    this.#record = record;
    this.id = record.id;
  }

  /** Settles when the job is finished, handed back, or no longer ours. Throws when the thread died: the lease is given up. */
  async run(): Promise<AttemptEnd> {
    const outcome = await this.#compute();
    await this.#writes;
    if (this.#lost) return 'lost';
    if (!outcome) throw new Error(`the training thread died while ${readPhase(this.#control)}`);
    switch (outcome.kind) {
      case 'succeeded': {
        const { result, stopReason, metrics, progress } = outcome;
        this.#heardOf(progress);
        await this.#finish({ status: 'succeeded', set: { result, stopReason, metrics, progress } });
        return 'finished';
      }
      case 'failed':
        // neither is the job's fault: another attempt goes on from the last checkpoint
        if (outcome.errorKind === 'internal' || outcome.error.code === 'store-unavailable') throw new Error(outcome.error.message);
        await this.#finish({ status: 'failed', error: outcome.error });
        return 'finished';
      case 'cancelled':
        await this.#finish({ status: 'cancelled' });
        return 'finished';
      case 'handedBack':
        return this.#handBack();
    }
  }

  /** The job is cancelled at once where its result is not being published; the thread stops at its next step, or is stopped. */
  async cancel(): Promise<void> {
    if (!request(this.#control, CONTROL.cancel)) return;
    this.#abortLater();
    await this.#finish({ status: 'cancelled' });
  }

  /** Asks the thread to save and stop, so that another consumer goes on. */
  handBack(): void {
    request(this.#control, CONTROL.handBack);
  }

  /** Asks the thread to end and to publish what it has. */
  stop(): void {
    request(this.#control, CONTROL.stop);
  }

  /** The lease is gone: whatever this attempt still writes would be refused. */
  abandon(): void {
    this.#lost = true;
    request(this.#control, CONTROL.cancel);
    this.#abortLater();
  }

  abort(): void {
    this.#abort.abort();
  }

  #abortLater(): void {
    setTimeout(() => this.#abort.abort(), GRACE_MS).unref();
  }

  /** Null when the thread died or was aborted before it said how it ended. */
  async #compute(): Promise<Outcome | null> {
    const { pool, store, kernels, datasetContext: { log: _log, ...datasetContext }, log } = this.#dependencies;
    const { port1, port2 } = new MessageChannel();
    const { promise, resolve } = Promise.withResolvers<Outcome | null>();
    port1.on('message', (message: TrainMessage) => {
      if (message.type === 'outcome') resolve(message.outcome);
      else this.#writes = this.#writes.then(() => this.#handle(message)).catch((error: unknown) => log.error({ job: this.id, error: String(error) }, 'a message of the thread was not written'));
    });
    const { threads } = this.#record.attempts.at(-1)!;
    const { reproduces } = this.#record;
    const task: TrainTask = { id: this.id, threads, spec: this.#record.spec, specHash: this.#record.specHash, storeLocation: store.location, datasetContext, kernels, spentSeconds: this.#record.spentSeconds, forkedAt: this.#record.forkedAt, reproduces: reproduces && { jobId: reproduces.id, weightsSha256: reproduces.weightsSha256 }, warned: this.#record.warnings.map(({ code }) => code), control: this.#control, port: port2 };
    pool.run(task, { transferList: [port2], signal: this.#abort.signal }).catch((error: unknown) => {
      if (!this.#abort.signal.aborted) log.error({ job: this.id, error: String(error) }, 'the training thread died');
      resolve(null);
    });
    const outcome = await promise;
    port1.close();
    return outcome;
  }

  async #handle(message: Exclude<TrainMessage, { type: 'outcome' }>): Promise<void> {
    const position = this.#record.progress;
    const event = (type: EventDraft['type'], data: Record<string, unknown>, at: { step: number; epoch: number } = position): EventDraft => ({ type, attempt: this.#record.attempt, step: at.step, epoch: at.epoch, data });
    switch (message.type) {
      case 'started': {
        const { build, code, dataHash, progress } = message;
        this.#heardOf(progress);
        const attempts = this.#record.attempts.map((attempt) => (attempt.ended === null ? { ...attempt, fromStep: progress.step, repeatedSteps: Math.max(0, position.step - progress.step) } : attempt));
        const { threads } = attempts.at(-1)!;
        const on = `${threads} ${threads === 1 ? 'thread' : 'threads'}`;
        return this.#write({ set: { build, code, dataHash, progress, attempts }, events: [event('log', { message: `computing with ${build} on ${on}, from step ${progress.step}` }, progress)] });
      }
      case 'progress': {
        const { progress, loss, spentSeconds } = message;
        this.#heardOf(progress);
        return this.#write({ set: { progress, spentSeconds }, events: [event('progress', { ...progress, loss }, progress)] });
      }
      case 'metrics':
        return this.#write({ set: { metrics: message.latest }, points: message.points, events: message.points.map((point) => event('metrics', { ...point.values }, point)) });
      case 'checkpoint': {
        const { step, epoch, bytes, sha256, metrics, seconds } = message;
        this.#heardOf(message);
        this.#dependencies.observer.saved(seconds);
        return this.#write({ set: { checkpointStep: step, metrics, progress: { ...position, step, epoch } }, events: [event('checkpoint', { bytes, sha256, metrics }, message)] });
      }
      case 'insight':
        return this.#write({ insights: [{ field: String(message.step), document: message.insight }], events: [event('insights', summary(message.insight), message)] });
      case 'outcome-insight':
        return this.#write({ insights: [{ field: OUTCOME, document: message.outcome }], events: [event('insights', { classes: message.outcome.classes, confusion: message.outcome.confusion }, message)] });
      case 'warning':
        return this.#write({ set: { warnings: [...this.#record.warnings, message.warning] }, events: [event('warning', { ...message.warning }, message)] });
      case 'log':
        return this.#write({ events: [event('log', { message: message.message })] });
    }
  }

  #heardOf({ step }: Pick<Progress, 'step'>): void {
    const { observer } = this.#dependencies;
    if (this.#heardStep !== null) observer.trained(Math.max(0, step - this.#heardStep) * this.#record.spec.batchSize);
    this.#heardStep = step;
  }

  async #write(given: Omit<Change, 'from' | 'attempt'>): Promise<void> {
    if (this.#lost) return;
    const { redis } = this.#dependencies;
    const result = await change(redis, this.id, { from: RUNNING, attempt: this.#record.attempt, ...given });
    if (result.ok) this.#record = { ...this.#record, ...given.set };
    // a finished job simply takes no more; one that is open is somebody else's, or was given up for lost
    else if (result.status === null || !isTerminal(result.status)) this.abandon();
  }

  async #finish(ending: Ending): Promise<void> {
    await finish(this.#dependencies, this.#record, ending);
  }

  /** A job that is being paused stays where it is; others wait for the next consumer. */
  async #handBack(): Promise<'handedBack' | 'paused'> {
    const { redis } = this.#dependencies;
    const attempts = this.#record.attempts.map((attempt) => (attempt.ended === null ? { ...attempt, ended: 'handed-back' as const, endedAt: now() } : attempt));
    const { step, epoch } = this.#record.progress;
    for (const [from, status] of [['running', 'queued'], ['pausing', 'paused']] as const) {
      const { ok } = await change(redis, this.id, { from: [from], attempt: this.#record.attempt, set: { status, attempts }, events: [{ type: 'status', attempt: this.#record.attempt, step, epoch, data: { status } }] });
      if (ok && status === 'paused') return 'paused';
    }
    return 'handedBack';
  }
}
