import type { Queue } from 'bullmq';
import type { Redis } from 'ioredis';
import { monotonicFactory } from 'ulid';
import type { Logger } from 'pino';
import { specError } from '../engine/index.ts';
import { type DatasetContext, knownDatasets } from '../datasets/index.ts';
import type { KernelsChoice } from '../kernels/load.ts';
import { openModelRegistry, type Store } from '../models/index.ts';
import { specKey } from './archive.ts';
import { cancelJob, cancelUnlessEnded, pauseJob, resumeJob, stopJob, type Surroundings, wrongState } from './verbs/index.ts';
import { type CheckpointEntry, checkpointSteps, copyCheckpoint, describeCheckpoints } from './checkpoints.ts';
import { countsReader, type JobCounts } from './counts.ts';
import { Feed, type FeedPage } from './feed.ts';
import { Followers } from './followers.ts';
import { type Health, queueHealth, REDIS_AWAY } from './health.ts';
import { type ConsumerInfo, listConsumers } from './heartbeats.ts';
import type { Insights } from './insights/index.ts';
import type { MetricPoint } from './history.ts';
import { isTerminal, type Job, type JobEvent, type JobStatus, now, TERMINAL_STATUSES } from './job.ts';
import { Idempotency } from './idempotency.ts';
import { encode } from './json.ts';
import { keys } from './keys.ts';
import { type Lease, offerLease, openQueue, queuePosition } from './queue.ts';
import { type Owner, requireRoom } from './owners.ts';
import { createReader, type JobReader } from './reader.ts';
import { createRecord, findRecord, type JobRecord, newRecord, RECORD_VERSION, toJob } from './record.ts';
import { type ForkRequest, forkedSpec, forkStep, inMember } from './fork.ts';
import { forkedFrom, type StoredSpec } from './reconcile.ts';
import { failFastRedis, patientRedis, withRedis } from './redis.ts';
import { unlessNewer } from './schema.ts';
import { type Learned, type Snapshot, Snapshots } from './snapshot.ts';
import { type JobPlan, parseJobSpec, resolveModelNetwork, resolveStart, specHash } from './spec/index.ts';
import { createSweepService, type SweepService } from './sweeps/index.ts';

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

export interface JobQuery {
  status?: string;
  model?: string;
  limit: number;
  after?: string;
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

const nextUlid = monotonicFactory();

class RedisJobService implements JobService {
  readonly #dependencies: JobServiceDependencies;
  readonly #redis: Redis;
  readonly #queue: Queue<Lease>;
  readonly #followers: Followers;
  readonly #feed: Feed;
  readonly #reader: JobReader;
  readonly #snapshots: Snapshots;
  readonly sweeps: SweepService;
  readonly idempotency: Idempotency;
  readonly #counts: () => Promise<JobCounts>;

  constructor(dependencies: JobServiceDependencies) {
    this.#dependencies = dependencies;
    this.#redis = failFastRedis(dependencies.redisUrl);
    this.#queue = openQueue(dependencies.redisUrl, true);
    this.#followers = new Followers(this.#redis, patientRedis(dependencies.redisUrl));
    this.#reader = createReader(this.#redis, dependencies.store, (work) => this.#use(work));
    this.#snapshots = new Snapshots(dependencies.store, dependencies.datasetContext);
    this.#counts = countsReader(this.#redis);
    this.#feed = new Feed({ newest: async () => (await this.list({ limit: WATCHED })).data, read: (id) => this.#read(id) });
    this.#followers.onActivity((id) => this.#feed.heard(id));
    this.#followers.onConnected(() => this.#feed.missed());
    this.idempotency = new Idempotency(this.#redis, (work) => this.#use(work));
    const surroundings = { redis: this.#redis, queue: this.#queue, store: dependencies.store };
    const sweeps = createSweepService({ ...surroundings, cancelJob: (id) => cancelUnlessEnded(surroundings, id), parse: (spec) => this.#parse(spec) });
    this.sweeps = {
      create: (input) => this.#use(() => sweeps.create(input)),
      get: (id) => this.#use(() => sweeps.get(id)),
      list: (query) => this.#use(() => sweeps.list(query)),
      trials: (id) => this.#use(() => sweeps.trials(id)),
      cancel: (id) => this.#use(() => sweeps.cancel(id)),
    };
  }

  async plan(input: unknown): Promise<JobPlan> {
    return (await this.#parse(input)).plan;
  }

  async #parse(input: unknown): Promise<ReturnType<typeof parseJobSpec>> {
    const { limits, kernels, threads, datasetContext, store } = this.#dependencies;
    const [models, datasets] = [openModelRegistry(store), await knownDatasets(datasetContext)];
    const parsed = parseJobSpec(await resolveModelNetwork(input, { models, datasets }), { memoryLimit: limits.memoryBytes, datasets, kernels, threads });
    const spec = await resolveStart(parsed.spec, parsed.plan.plan, models);
    return { spec, plan: { ...parsed.plan, spec, specHash: specHash(spec) } };
  }

  async submit(input: unknown, { id, owner }: { id?: string; owner?: Owner } = {}): Promise<Job> {
    const there = id !== undefined && (await this.#use(() => findRecord(this.#redis, id)));
    if (there) return this.#use(() => this.#withPosition(there));
    return this.#accept(await this.#parse(input), {}, { id, owner });
  }

  async retry(id: string, owner?: Owner): Promise<Job> {
    const { spec } = await this.#ended(id, TERMINAL_STATUSES, 'only one that has ended can be tried again');
    return this.#accept(await this.#parse(spec), { parent: id }, { owner });
  }

  async reproduce(id: string, owner?: Owner): Promise<Job> {
    const { spec, result } = await this.#ended(id, ['succeeded'], 'only one that has succeeded can be reproduced');
    return this.#accept(await this.#parse(spec), { parent: id, reproduces: { id, weightsSha256: result!.weightsSha256 } }, { owner });
  }

  async checkpoints(id: string): Promise<CheckpointEntry[]> {
    const events = await this.#reader.events(id, 0);
    return describeCheckpoints(await checkpointSteps(this.#dependencies.store, id), events);
  }

  async snapshot(id: string): Promise<Snapshot | Learned> {
    const record = await this.#reader.record(id);
    return record.result ? { model: record.result.model, version: record.result.version, step: record.progress.step } : this.#snapshots.of(record);
  }

  async fork(id: string, { step, spec: changes = {} }: ForkRequest, owner?: Owner): Promise<Job> {
    const { store } = this.#dependencies;
    const parent = await this.#reader.record(id);
    const from = forkStep(await checkpointSteps(store, id), parent, step);
    const parsed = await this.#parse(forkedSpec(parent.spec, changes)).catch((error: unknown) => {
      throw inMember(error, 'spec');
    });
    if (parsed.plan.totalSteps <= from) throw specError('invalid-spec', '#/spec', `The fork would end at step ${parsed.plan.totalSteps}, before it begins at step ${from}.`, 'Give more epochs or steps.');
    return this.#accept(parsed, { parent: id, forkedAt: from }, { owner });
  }

  async #ended(id: string, states: readonly JobStatus[], what: string): Promise<JobRecord> {
    const record = await this.#reader.record(id);
    if (!states.includes(record.status)) throw wrongState(record, what, isTerminal(record.status) ? 'Retry it, or submit its spec.' : 'Wait for its end, or submit its spec as a new job.');
    return record;
  }

  /** From here on a job may not get lost. */
  async #accept({ spec, plan }: ReturnType<typeof parseJobSpec>, origin: Pick<StoredSpec, 'parent' | 'reproduces' | 'forkedAt'> = {}, { id = `job_${nextUlid()}`, owner }: { id?: string; owner?: Owner } = {}): Promise<Job> {
    const { store } = this.#dependencies;
    const fresh = newRecord(id, { spec, specHash: plan.specHash, steps: plan.totalSteps, createdAt: now() });
    const record = { ...fresh, parent: origin.parent ?? null, reproduces: origin.reproduces ?? null, owner: owner?.keyId ?? null, ...forkedFrom(origin.forkedAt) };
    await this.#use(async () => (owner ? requireRoom(this.#redis, owner) : this.#redis.ping())); // before anything is written
    const stored: StoredSpec = { schemaVersion: RECORD_VERSION, id, createdAt: record.createdAt, steps: plan.totalSteps, spec, ...origin, ...(owner && { owner: owner.keyId }) };
    try {
      if (origin.forkedAt !== undefined) await copyCheckpoint(store, { from: origin.parent!, to: id, step: origin.forkedAt });
      await store.put(specKey(id), encode(stored));
      await this.#use(() => createRecord(this.#redis, record, owner?.limits));
    } catch (error) {
      await store.remove(`jobs/${id}`); // the caller is told that nothing was accepted
      throw error;
    }
    // from here on the job is accepted: a lease that cannot be offered now is offered by a consumer
    await offerLease(this.#queue, record).catch((error: unknown) => this.#dependencies.log.warn({ job: id, error: String(error) }, 'the lease is left to the reconciler'));
    return this.#use(() => this.#withPosition(record)); // as it was accepted, though a consumer may have begun it by now
  }

  async get(id: string): Promise<Job> {
    const record = await this.#reader.record(id);
    return this.#use(() => this.#withPosition(record));
  }

  /** Null: it has left Redis, or a newer program wrote it. */
  async #read(id: string): Promise<Job | null> {
    const record = await this.#use(() => unlessNewer(findRecord(this.#redis, id)));
    return record && this.#use(() => this.#withPosition(record));
  }

  async list({ status, model, limit, after }: JobQuery): Promise<{ data: Job[]; hasMore: boolean }> {
    return this.#use(async () => {
      const data: Job[] = [];
      let from = after === undefined ? '+' : `(${after}`;
      for (;;) {
        const ids = await this.#redis.zrange(keys.index, from, '-', 'BYLEX', 'REV', 'LIMIT', 0, 100);
        for (const id of ids) {
          from = `(${id}`;
          const record = await unlessNewer(findRecord(this.#redis, id));
          if (!record || (status !== undefined && record.status !== status) || (model !== undefined && record.spec.model !== model)) continue;
          if (data.length === limit) return { data, hasMore: true };
          data.push(await this.#withPosition(record));
        }
        if (ids.length < 100) return { data, hasMore: false };
      }
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
    return this.#use(async () => this.#withPosition(await act({ redis: this.#redis, queue: this.#queue, store: this.#dependencies.store })));
  }

  async cancel(id: string): Promise<Job> {
    return this.#verb(id, (surroundings) => cancelJob(surroundings, id));
  }

  async unfinishedOn(dataset: string): Promise<string[]> {
    return this.#use(async () => {
      const open = await Promise.all((await this.#redis.smembers(keys.open)).map((id) => unlessNewer(findRecord(this.#redis, id))));
      return open.filter((record) => record !== null && !isTerminal(record.status) && record.spec.dataset.name === dataset).map((record) => record!.id).sort();
    });
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

  async #withPosition(record: JobRecord): Promise<Job> {
    if (record.status !== 'queued') return toJob(record);
    const position = await queuePosition(this.#redis, this.#queue, record);
    const { threads } = record.spec;
    const taken = threads === null || threads === 1 ? 'a consumer is about to start it' : `a consumer has it and starts it when ${threads} of its threads, or all it has, are free`;
    const reason = position === null ? taken : position === 0 ? 'waiting for a consumer with a free thread' : `${position} before it`;
    return { ...toJob(record), queue: { position, reason } };
  }

  #use<T>(command: () => Promise<T>): Promise<T> {
    return withRedis(this.#redis, command);
  }
}
