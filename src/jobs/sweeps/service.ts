/** What the API does with sweeps. */
import { z } from 'zod';
import { type Issue, TrainyardError } from '../../engine/index.ts';
import { newId } from '../../ids/index.ts';
import { isTerminal, type JobStatus, now } from '../job.ts';
import { keys } from '../keys.ts';
import { issuesOf, METRIC_NAMES, type JobPlan, type JobSpec } from '../spec/index.ts';
import { modeOf } from '../spec/schema.ts';
import { advanceSweep, type SweepSurroundings } from './advance.ts';
import { endSweep, type PlannedTrial, readState, readSweep, storeSweep, type StoredSweep, SWEEP_VERSION, type SweepStatus } from './record.ts';
import { MOST_TRIALS, PathProblem, type Search, searchSchema, trialCount, trialParameters, withParameters } from './search.ts';
import { bestTrial, readTrials, type Trial } from './trials.ts';

export const sweepRequestSchema = z.strictObject({
  spec: z.looseObject({}).describe('The job spec that every trial begins with.'),
  search: searchSchema,
  concurrency: z.int().min(1).max(100).default(2).describe('Trials queued or running at once.'),
  seed: z.int().min(0).max(Number.MAX_SAFE_INTEGER).default(0).describe('Seed of the draws. Trial n depends on this and on n only.'),
  metric: z.enum(METRIC_NAMES).describe('What the best trial is best at, of the figures a job ends with.'),
  mode: z.enum(['min', 'max']).optional().describe('By default min for a loss and max for an accuracy.'),
});

export interface Sweep {
  object: 'sweep';
  id: string;
  status: SweepStatus;
  createdAt: string;
  finishedAt: string | null;
  spec: Record<string, unknown>;
  search: Search;
  seed: number;
  concurrency: number;
  metric: string;
  mode: 'min' | 'max';
  /** trials by state; `waiting` are those without a job */
  trials: { total: number; waiting: number } & Partial<Record<JobStatus, number>>;
  best: Trial | null;
}

export interface SweepService {
  /** Checks every trial before anything is accepted. Throws TrainyardError of kind 'spec' naming trial, path, reason and fix. */
  create(input: unknown): Promise<Sweep>;
  get(id: string): Promise<Sweep>;
  /** Newest first; `after` is the id of the last one seen. */
  list(query: { limit: number; after?: string }): Promise<{ data: Sweep[]; hasMore: boolean }>;
  trials(id: string): Promise<Trial[]>;
  /** A cancelled sweep stays cancelled; a finished one is 'wrong-state'. */
  cancel(id: string): Promise<Sweep>;
}

export interface SweepServiceDependencies extends SweepSurroundings {
  parse(spec: unknown): Promise<{ spec: JobSpec; plan: JobPlan }>;
}

export function createSweepService(dependencies: SweepServiceDependencies): SweepService {
  const { redis, store, parse } = dependencies;

  async function describe(sweep: StoredSweep): Promise<Sweep> {
    const { status, finishedAt } = await readState(redis, sweep.id);
    const trials = await readTrials(dependencies, sweep);
    const counts: Sweep['trials'] = { total: trials.length, waiting: 0 };
    for (const trial of trials) {
      if (trial.status === null) counts.waiting += 1;
      else counts[trial.status] = (counts[trial.status] ?? 0) + 1;
    }
    const { id, createdAt, spec, search, seed, concurrency, metric, mode } = sweep;
    return { object: 'sweep', id, status, createdAt, finishedAt, spec, search, seed, concurrency, metric, mode, trials: counts, best: bestTrial(trials, mode) };
  }

  const get = async (id: string): Promise<Sweep> => describe(await readSweep(store, id));

  async function planTrial(spec: Record<string, unknown>, search: Search, { seed, number }: { seed: number; number: number }): Promise<PlannedTrial> {
    const parameters = trialParameters(search, seed, number);
    try {
      const parsed = await parse(withParameters(spec, parameters));
      return { parameters, spec: parsed.spec, specHash: parsed.plan.specHash, steps: parsed.plan.totalSteps };
    } catch (problem) {
      throw trialProblem(problem, number, parameters);
    }
  }

  return {
    async create(input) {
      const given = parseInput(input);
      const { spec, search, seed, concurrency, metric, mode = modeOf(metric) } = given;
      const count = trialCount(search);
      if (count > MOST_TRIALS) throw problemOf([{ pointer: '#/search/parameters', code: 'invalid-spec', detail: `The grid has ${count} combinations; a sweep has at most ${MOST_TRIALS}.`, hint: 'Give fewer values, or draw at random.' }]);
      const trials: PlannedTrial[] = [];
      for (let number = 0; number < count; number++) trials.push(await planTrial(spec, search, { seed, number }));
      const sweep: StoredSweep = { schemaVersion: SWEEP_VERSION, id: newId('sweep_'), createdAt: now(), spec, search, seed, concurrency, metric, mode, trials };
      await redis.ping(); // before anything is written
      await storeSweep(redis, store, sweep);
      await advanceSweep(dependencies, sweep.id).catch(() => {}); // a consumer goes on with it
      return describe(sweep);
    },

    get,

    async list({ limit, after }) {
      const ids = await redis.zrange(keys.sweeps, after === undefined ? '+' : `(${after}`, '-', 'BYLEX', 'REV', 'LIMIT', 0, limit + 1);
      return { data: await Promise.all(ids.slice(0, limit).map(get)), hasMore: ids.length > limit };
    },

    trials: async (id) => readTrials(dependencies, await readSweep(store, id)),

    async cancel(id) {
      const sweep = await readSweep(store, id);
      await endSweep(redis, store, { id, status: 'cancelled', finishedAt: now() });
      const { status } = await readState(redis, id);
      if (status !== 'cancelled') throw new TrainyardError('wrong-state', `Sweep ${id} has ${status}; only one that is running can be cancelled.`, { hint: 'Nothing needs to be done.' });
      for (const trial of await readTrials(dependencies, sweep)) if (trial.jobId !== null && !isTerminal(trial.status!)) await dependencies.cancelJob(trial.jobId);
      return describe(sweep);
    },
  };
}

function parseInput(input: unknown): z.output<typeof sweepRequestSchema> {
  const parsed = sweepRequestSchema.safeParse(input ?? {});
  if (parsed.success) return parsed.data;
  throw problemOf(issuesOf(parsed.error, sweepRequestSchema, '#', input));
}

function problemOf(issues: readonly Issue[]): TrainyardError {
  const [first] = issues;
  return new TrainyardError(first.code ?? 'invalid-spec', `${first.pointer}: ${first.detail}`, { hint: first.hint, issues });
}

/** The same complaint, with the trial that it is about. */
function trialProblem(problem: unknown, number: number, parameters: Record<string, unknown>): unknown {
  if (problem instanceof PathProblem) return problemOf([{ pointer: `#/search`, code: 'unknown-member', detail: `Trial ${number}: ${problem.message}.`, hint: 'Give a path that the spec has, such as optimizer.learningRate.' }]);
  if (!(problem instanceof TrainyardError) || problem.kind !== 'spec') return problem;
  const set = Object.entries(parameters).map(([name, value]) => `${name} = ${JSON.stringify(value)}`).join(', ');
  return problemOf(problem.issues.map((issue) => ({ ...issue, pointer: `#/spec${issue.pointer.slice(1)}`, detail: `Trial ${number}${set === '' ? '' : ` (${set.slice(0, 200)})`}: ${issue.detail}` })));
}
