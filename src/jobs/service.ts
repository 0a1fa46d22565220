/** What the API does with jobs, put together from its parts. */
import type { Queue } from 'bullmq';
import type { Redis } from 'ioredis';
import type { Logger } from 'pino';
import type { DatasetContext } from '../datasets/index.ts';
import type { KernelsChoice } from '../kernels/load.ts';
import type { Store } from '../models/index.ts';
import { type Acceptance, createAcceptance } from './acceptance.ts';
import { type CheckpointEntry, checkpointSteps, describeCheckpoints } from './checkpoints.ts';
import { countsReader, type JobCounts } from './counts.ts';
import { Feed, type FeedPage } from './feed.ts';
import { Followers } from './followers.ts';
import type { ForkRequest } from './fork.ts';
import { type Health, queueHealth, REDIS_AWAY } from './health.ts';
import { type ConsumerInfo, listConsumers } from './heartbeats.ts';
import type { MetricPoint } from './history.ts';
import { Idempotency } from './idempotency.ts';
import type { Insights } from './insights/index.ts';
import type { Job, JobEvent } from './job.ts';
import { keys } from './keys.ts';
import { type JobQuery, listRecords, unfinishedOn } from './lists.ts';
import type { Owner } from './owners.ts';
import { type Lease, openQueue } from './queue.ts';
import { createReader, type JobReader } from './reader.ts';
import { findRecord, type JobRecord } from './record.ts';
import { failFastRedis, patientRedis, withRedis } from './redis.ts';
import { unlessNewer } from './schema.ts';
import { type Learned, type Snapshot, Snapshots } from './snapshot.ts';
import type { JobPlan } from './spec/index.ts';
import { standing } from './standing.ts';
import { createSweepService, type SweepService } from './sweeps/index.ts';
import { cancelJob, cancelUnlessEnded, pauseJob, resumeJob, stopJob, type Surroundings, wrongState } from './verbs/index.ts';

export interface JobServiceDependencies {
  redisUrl: string;
  store: Store;
  datasetContext: DatasetContext;
  limits: { memoryBytes: number };
  /** of the consumers, for what a plan says of its execution: the same settings are expected there */
  kernels: KernelsChoice;
  threads: number;
  log: Pick<Logger, 'info' | 'warn' | 'error'>;
}

/** What the API does with jobs. Every method throws 'queue-unavailable' when Redis is away. */
export interface JobService {
  /** Checks a spec and says what it would do. Throws TrainyardError of kind 'spec'. */
  plan(input: unknown): Promise<JobPlan>;
  /** Accepts a job: its spec is on disk and its record in Redis when the promise settles. One that has the wanted id already is answered as it is. Throws 'too-many-jobs' when its owner may have no more. */
  submit(input: unknown, wanted?: { id?: string; owner?: Owner }): Promise<Job>;
  readonly idempotency: Idempotency;
  get(id: string): Promise<Job>;
  /** Newest first; `after` is the id of the last one seen. */
  list(query: JobQuery): Promise<{ data: Job[]; hasMore: boolean }>;
  /** A cancelled job stays cancelled; a finished one is 'wrong-state'. */
  cancel(id: string): Promise<Job>;
  /** The same again, as a new job with this one as parent. */
  retry(id: string, owner?: Owner): Promise<Job>;
  /** The same, of one that succeeded: the new job says whether its bytes are identical. */
  reproduce(id: string, owner?: Owner): Promise<Job>;
  /** Those that are kept, oldest first. */
  checkpoints(id: string): Promise<CheckpointEntry[]>;
  /** What it predicts with: its result once it has succeeded, else its newest checkpoint. Throws 'wrong-state' while there is none. */
  snapshot(id: string): Promise<Snapshot | Learned>;
  /** A new job that goes on from a checkpoint, the newest by default, with members of the spec changed. */
  fork(id: string, changes: ForkRequest, owner?: Owner): Promise<Job>;
  /** A running job saves first. */
  pause(id: string): Promise<Job>;
  resume(id: string, changes: { threads?: number | null }): Promise<Job>;
  /** Ends early and keeps the best so far; 'wrong-state' where there is nothing to keep. */
  stop(id: string): Promise<Job>;
  /** Ids of the jobs that are not finished and train on a dataset. */
  unfinishedOn(dataset: string): Promise<string[]>;
  events(id: string, after: number): Promise<JobEvent[]>;
  /** Events after a sequence number as they come, each once and in order; ends after 'end' or when the signal fires. */
  follow(id: string, after: number, signal: AbortSignal): AsyncIterable<JobEvent>;
  /** The same, as many at a time as had gathered. */
  followPages(id: string, after: number, signal: AbortSignal): AsyncIterable<readonly JobEvent[]>;
  /** The course of a finished job from its archive, each series down-sampled; of one that is not archived yet from Redis. Null where nothing is known of it. */
  curve(id: string, maxPoints: number): Promise<Record<string, MetricPoint[]> | null>;
  /** Tells every API process that something beside jobs changed: who listens with onActivity is called. Best effort. */
  announce(what: string): void;
  /** The newest jobs, then each that changes; until the signal fires. */
  watch(signal: AbortSignal): AsyncIterable<FeedPage>;
  /** Calls whenever something happened to some job, before anybody who follows it hears of that. */
  onActivity(listener: () => void): void;
  metrics(id: string, query: { keys?: string[]; maxPoints?: number }): Promise<Record<string, MetricPoint[]>>;
  /** What the run was seen to do, at a step or the newest. Throws 'not-found' for a step that was not looked at. */
  insights(id: string, step: number | null): Promise<Insights>;
  readonly sweeps: SweepService;
  health(): Promise<Health>;
  counts(): Promise<JobCounts>;
  consumers(): Promise<ConsumerInfo[]>;
  close(): Promise<void>;
}

export function createJobService(dependencies: JobServiceDependencies): JobService {
  return new RedisJobService(dependencies);
}

/** Jobs with which a watched list begins. */
const WATCHED = 100;

class RedisJobService implements JobService {
  readonly #surroundings: Surroundings;
  readonly #redis: Redis;
  readonly #queue: Queue<Lease>;
  readonly #followers: Followers;
  readonly #feed: Feed;
  readonly #reader: JobReader;
  readonly #snapshots: Snapshots;
  readonly #acceptance: Acceptance;
  readonly sweeps: SweepService;
  readonly idempotency: Idempotency;
  readonly #counts: () => Promise<JobCounts>;

  constructor(dependencies: JobServiceDependencies) {
    const { redisUrl, store, datasetContext } = dependencies;
    const use = <T>(command: () => Promise<T>): Promise<T> => this.#use(command);
    this.#redis = failFastRedis(redisUrl);
    this.#queue = openQueue(redisUrl, true);
    this.#surroundings = { redis: this.#redis, queue: this.#queue, store };
    this.#followers = new Followers(this.#redis, patientRedis(redisUrl));
    this.#reader = createReader(this.#redis, store, use);
    this.#snapshots = new Snapshots(store, datasetContext);
    this.#acceptance = createAcceptance({ ...dependencies, ...this.#surroundings, reader: this.#reader, use });
    this.#counts = countsReader(this.#redis);
    this.#feed = new Feed({ newest: async () => (await this.list({ limit: WATCHED })).data, read: (id) => this.#read(id) });
    this.#followers.onActivity((id) => this.#feed.heard(id));
    this.#followers.onConnected(() => this.#feed.missed());
    this.idempotency = new Idempotency(this.#redis, use);
    const sweeps = createSweepService({ ...this.#surroundings, cancelJob: (id) => cancelUnlessEnded(this.#surroundings, id), parse: this.#acceptance.parse });
    this.sweeps = {
      create: (input) => use(() => sweeps.create(input)),
      get: (id) => use(() => sweeps.get(id)),
      list: (query) => use(() => sweeps.list(query)),
      trials: (id) => use(() => sweeps.trials(id)),
      cancel: (id) => use(() => sweeps.cancel(id)),
    };
  }

  async plan(input: unknown): Promise<JobPlan> {
    return (await this.#acceptance.parse(input)).plan;
  }

  submit(input: unknown, wanted: { id?: string; owner?: Owner } = {}): Promise<Job> {
    return this.#acceptance.submit(input, wanted);
  }

  retry(id: string, owner?: Owner): Promise<Job> {
    return this.#acceptance.retry(id, owner);
  }

  reproduce(id: string, owner?: Owner): Promise<Job> {
    return this.#acceptance.reproduce(id, owner);
  }

  fork(id: string, changes: ForkRequest, owner?: Owner): Promise<Job> {
    return this.#acceptance.fork(id, changes, owner);
  }

  async checkpoints(id: string): Promise<CheckpointEntry[]> {
    const events = await this.#reader.events(id, 0);
    return describeCheckpoints(await checkpointSteps(this.#surroundings.store, id), events);
  }

  async snapshot(id: string): Promise<Snapshot | Learned> {
    const record = await this.#reader.record(id);
    return record.result ? { model: record.result.model, version: record.result.version, step: record.progress.step } : this.#snapshots.of(record);
  }

  async get(id: string): Promise<Job> {
    const record = await this.#reader.record(id);
    return this.#use(() => standing(this.#surroundings, record));
  }

  /** Null: it has left Redis, or a newer program wrote it. */
  async #read(id: string): Promise<Job | null> {
    const record = await this.#use(() => unlessNewer(findRecord(this.#redis, id)));
    return record && this.#use(() => standing(this.#surroundings, record));
  }

  async list(query: JobQuery): Promise<{ data: Job[]; hasMore: boolean }> {
    return this.#use(async () => {
      const { records, hasMore } = await listRecords(this.#redis, query);
      return { data: await Promise.all(records.map((record) => standing(this.#surroundings, record))), hasMore };
    });
  }

  pause(id: string): Promise<Job> {
    return this.#verb(id, (surroundings) => pauseJob(surroundings, id));
  }

  resume(id: string, changes: { threads?: number | null }): Promise<Job> {
    return this.#verb(id, (surroundings) => resumeJob(surroundings, id, changes));
  }

  stop(id: string): Promise<Job> {
    return this.#verb(id, (surroundings) => stopJob(surroundings, id));
  }

  async #verb(id: string, act: (surroundings: Surroundings) => Promise<JobRecord>): Promise<Job> {
    const ended = await this.#reader.archived(id);
    if (ended) throw wrongState(ended, 'it ended so long ago that only its archive is left', 'Retry makes a new job of its spec.');
    return this.#use(async () => standing(this.#surroundings, await act(this.#surroundings)));
  }

  async cancel(id: string): Promise<Job> {
    return this.#verb(id, (surroundings) => cancelJob(surroundings, id));
  }

  unfinishedOn(dataset: string): Promise<string[]> {
    return this.#use(() => unfinishedOn(this.#redis, dataset));
  }

  events(id: string, after: number): Promise<JobEvent[]> {
    return this.#reader.events(id, after);
  }

  async* follow(id: string, after: number, signal: AbortSignal): AsyncIterable<JobEvent> {
    for await (const page of this.followPages(id, after, signal)) yield* page;
  }

  async* followPages(id: string, after: number, signal: AbortSignal): AsyncIterable<readonly JobEvent[]> {
    if (await this.#reader.archived(id)) yield await this.#reader.events(id, after);
    else yield* this.#followers.follow(id, after, signal);
  }

  curve(id: string, maxPoints: number): Promise<Record<string, MetricPoint[]> | null> {
    return this.#reader.curve(id, maxPoints);
  }

  announce(what: string): void {
    if (this.#redis.status === 'ready') void this.#redis.publish(keys.wake, what).catch(() => {});
  }

  watch(signal: AbortSignal): AsyncIterable<FeedPage> {
    return this.#feed.watch(signal);
  }

  onActivity(listener: () => void): void {
    this.#followers.onActivity(listener);
  }

  metrics(id: string, query: { keys?: string[]; maxPoints?: number }): Promise<Record<string, MetricPoint[]>> {
    return this.#reader.metrics(id, query);
  }

  insights(id: string, step: number | null): Promise<Insights> {
    return this.#reader.insights(id, step);
  }

  health(): Promise<Health> {
    return this.#use(() => queueHealth(this.#redis)).catch(() => ({ ok: false, reasons: [REDIS_AWAY], warnings: [] }));
  }

  counts(): Promise<JobCounts> {
    return this.#use(this.#counts);
  }

  consumers(): Promise<ConsumerInfo[]> {
    return this.#use(() => listConsumers(this.#redis));
  }

  async close(): Promise<void> {
    this.#followers.close();
    await this.#queue.close().catch(() => {}); // with Redis away there is nobody to say goodbye to
    this.#redis.disconnect();
  }

  #use<T>(command: () => Promise<T>): Promise<T> {
    return withRedis(this.#redis, command);
  }
}
