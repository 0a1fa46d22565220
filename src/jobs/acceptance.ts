/** New jobs: from a spec, or from an old job. What is answered here is on disk and in Redis, and may not get lost. */
import type { Queue } from 'bullmq';
import type { Redis } from 'ioredis';
import type { Logger } from 'pino';
import { type DatasetContext, knownDatasets } from '../datasets/index.ts';
import { specError } from '../engine/index.ts';
import { risingIds } from '../ids/index.ts';
import type { KernelsChoice } from '../kernels/load.ts';
import { openModelRegistry, type Store } from '../models/index.ts';
import { specKey } from './archive.ts';
import { checkpointSteps, copyCheckpoint } from './checkpoints.ts';
import { type ForkRequest, forkedSpec, forkStep, inMember } from './fork.ts';
import { isTerminal, type Job, type JobStatus, now, TERMINAL_STATUSES } from './job.ts';
import { encode } from './json.ts';
import { type Owner, requireRoom } from './owners.ts';
import { type Lease, offerLease } from './queue.ts';
import type { JobReader } from './reader.ts';
import { createRecord, findRecord, type JobRecord, newRecord, RECORD_VERSION } from './record.ts';
import { forkedFrom, type StoredSpec } from './reconcile.ts';
import { parseJobSpec, resolveModelNetwork, resolveStart, specHash } from './spec/index.ts';
import { standing } from './standing.ts';
import { wrongState } from './verbs/index.ts';

export interface AcceptanceDependencies {
  redis: Redis;
  queue: Queue<Lease>;
  store: Store;
  reader: Pick<JobReader, 'record'>;
  datasetContext: DatasetContext;
  limits: { memoryBytes: number };
  kernels: KernelsChoice;
  threads: number;
  log: Pick<Logger, 'warn'>;
  /** says in the service's words that Redis is away */
  use<T>(command: () => Promise<T>): Promise<T>;
}

export type ParsedSpec = ReturnType<typeof parseJobSpec>;

/** As the service's methods of these names. */
export interface Acceptance {
  parse(input: unknown): Promise<ParsedSpec>;
  submit(input: unknown, wanted: { id?: string; owner?: Owner }): Promise<Job>;
  retry(id: string, owner?: Owner): Promise<Job>;
  reproduce(id: string, owner?: Owner): Promise<Job>;
  fork(id: string, changes: ForkRequest, owner?: Owner): Promise<Job>;
}

type Origin = Pick<StoredSpec, 'parent' | 'reproduces' | 'forkedAt'>;

const nextJobId = risingIds('job_');

export function createAcceptance(dependencies: AcceptanceDependencies): Acceptance {
  const { redis, store, reader, use } = dependencies;

  const parse = (input: unknown): Promise<ParsedSpec> => parseSpec(dependencies, input);

  async function ended(id: string, states: readonly JobStatus[], what: string): Promise<JobRecord> {
    const record = await reader.record(id);
    if (!states.includes(record.status)) throw wrongState(record, what, isTerminal(record.status) ? 'Retry it, or submit its spec.' : 'Wait for its end, or submit its spec as a new job.');
    return record;
  }

  return {
    parse,

    async submit(input, { id, owner }) {
      const there = id !== undefined && (await use(() => findRecord(redis, id)));
      if (there) return use(() => standing(dependencies, there));
      return accept(dependencies, await parse(input), { id, owner });
    },

    async retry(id, owner) {
      const { spec } = await ended(id, TERMINAL_STATUSES, 'only one that has ended can be tried again');
      return accept(dependencies, await parse(spec), { owner, origin: { parent: id } });
    },

    async reproduce(id, owner) {
      const { spec, result } = await ended(id, ['succeeded'], 'only one that has succeeded can be reproduced');
      return accept(dependencies, await parse(spec), { owner, origin: { parent: id, reproduces: { id, weightsSha256: result!.weightsSha256 } } });
    },

    async fork(id, { step, spec: changes = {} }, owner) {
      const parent = await reader.record(id);
      const from = forkStep(await checkpointSteps(store, id), parent, step);
      const parsed = await parse(forkedSpec(parent.spec, changes)).catch((error: unknown) => {
        throw inMember(error, 'spec');
      });
      if (parsed.plan.totalSteps <= from) throw specError('invalid-spec', '#/spec', `The fork would end at step ${parsed.plan.totalSteps}, before it begins at step ${from}.`, 'Give more epochs or steps.');
      return accept(dependencies, parsed, { owner, origin: { parent: id, forkedAt: from } });
    },
  };
}

async function parseSpec({ store, datasetContext, limits, kernels, threads }: AcceptanceDependencies, input: unknown): Promise<ParsedSpec> {
  const [models, datasets] = [openModelRegistry(store), await knownDatasets(datasetContext)];
  const parsed = parseJobSpec(await resolveModelNetwork(input, { models, datasets }), { memoryLimit: limits.memoryBytes, datasets, kernels, threads });
  const spec = await resolveStart(parsed.spec, parsed.plan.plan, models);
  return { spec, plan: { ...parsed.plan, spec, specHash: specHash(spec) } };
}

/** From here on a job may not get lost. */
async function accept(dependencies: AcceptanceDependencies, { spec, plan }: ParsedSpec, { id = nextJobId(), owner, origin = {} }: { id?: string; owner?: Owner; origin?: Origin }): Promise<Job> {
  const { redis, queue, store, use, log } = dependencies;
  const fresh = newRecord(id, { spec, specHash: plan.specHash, steps: plan.totalSteps, createdAt: now() });
  const record = { ...fresh, parent: origin.parent ?? null, reproduces: origin.reproduces ?? null, owner: owner?.keyId ?? null, ...forkedFrom(origin.forkedAt) };
  await use(async () => (owner ? requireRoom(redis, owner) : redis.ping())); // before anything is written
  const stored: StoredSpec = { schemaVersion: RECORD_VERSION, id, createdAt: record.createdAt, steps: plan.totalSteps, spec, ...origin, ...(owner && { owner: owner.keyId }) };
  try {
    if (origin.forkedAt !== undefined) await copyCheckpoint(store, { from: origin.parent!, to: id, step: origin.forkedAt });
    await store.put(specKey(id), encode(stored));
    await use(() => createRecord(redis, record, owner?.limits));
  } catch (error) {
    await store.remove(`jobs/${id}`); // the caller is told that nothing was accepted
    throw error;
  }
  // from here on the job is accepted: a lease that cannot be offered now is offered by a consumer
  await offerLease(queue, record).catch((error: unknown) => log.warn({ job: id, error: String(error) }, 'the lease is left to the reconciler'));
  return use(() => standing(dependencies, record)); // as it was accepted, though a consumer may have begun it by now
}
