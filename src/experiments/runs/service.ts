/** What the API does with experiments: start their parts as ordinary jobs and sweeps, and report once all have ended. */
import { Piscina } from 'piscina';
import { newId } from '../../ids/index.ts';
import type { Logger } from 'pino';
import type { DatasetContext } from '../../datasets/index.ts';
import { TrainyardError } from '../../engine/index.ts';
import { isTerminal, type JobService } from '../../jobs/index.ts';
import type { KernelsChoice } from '../../kernels/load.ts';
import type { Store } from '../../models/index.ts';
import type { Experiment } from '../definition.ts';
import { findExperiment } from '../find.ts';
import type { ReportAnswer, ReportTask } from '../task.ts';
import { type Judged, judge } from '../verdict.ts';
import { collect } from './collect.ts';
import { listRuns, readFigure, readReport, readRun, type RunPart, type StartedPart, type StoredReport, type StoredRun, storeReport, storeRun } from './record.ts';

export interface ExperimentRun {
  object: 'experiment.run';
  id: string;
  experiment: string;
  /** `failed`: a part did not succeed though the experiment needs it */
  status: 'running' | 'succeeded' | 'failed';
  seeds: number[];
  createdAt: string;
  finishedAt: string | null;
  parts: RunPart[];
  /** seconds of one seed, on average */
  seconds: number | null;
  verdict: 'inside' | 'outside' | null;
  bands: Judged[];
  /** of a failed run */
  reason: string | null;
}

export interface ExperimentService {
  /** Checks all parts, then starts them. Throws 'not-found', and what the jobs say of their specs. */
  start(id: string, seeds: readonly number[]): Promise<ExperimentRun>;
  /** With the report where every part has ended; the first to ask waits while it is written. */
  get(run: string): Promise<ExperimentRun>;
  list(experiment: string): Promise<ExperimentRun[]>;
  /** An SVG document. Throws 'wrong-state' while the run has no report. */
  figure(run: string): Promise<string>;
  close(): Promise<void>;
}

export interface ExperimentServiceDependencies {
  jobs: JobService;
  store: Store;
  datasetContext: DatasetContext;
  kernels: KernelsChoice;
  /** `workers/report.ts` */
  workerUrl: URL;
  now(): string;
  log: Pick<Logger, 'error'>;
}

const MAX_WAITING = 64;

export function createExperimentService({ jobs, store, datasetContext: { log: _log, ...datasetContext }, kernels, workerUrl, now, log }: ExperimentServiceDependencies): ExperimentService {
  const pool = new Piscina<ReportTask, ReportAnswer>({ filename: workerUrl.href, name: 'report', minThreads: 0, maxThreads: 1, maxQueue: MAX_WAITING, idleTimeout: 10_000 });
  pool.on('error', (error: unknown) => log.error({ err: error }, 'the report thread failed'));
  /** reports that are being written */
  const writing = new Map<string, Promise<StoredReport>>();

  async function write(run: StoredRun, parts: readonly RunPart[]): Promise<StoredReport> {
    const { results, jobSeconds } = await collect(jobs, run, parts);
    const { values, figure, seconds } = await pool.run({ experiment: run.experiment, results, storeLocation: store.location, datasetContext, kernels });
    const report = { parts: [...parts], values: values.map(encodeValues), seconds: (jobSeconds + seconds) / run.seeds.length, finishedAt: now() };
    await storeReport(store, run.id, { ...report, figure });
    return report;
  }

  function reportOf(run: StoredRun, parts: readonly RunPart[]): Promise<StoredReport> {
    const begun = writing.get(run.id);
    if (begun) return begun;
    const report = write(run, parts).finally(() => writing.delete(run.id));
    writing.set(run.id, report);
    return report;
  }

  async function describe(run: StoredRun): Promise<ExperimentRun> {
    const experiment = findExperiment(run.experiment);
    const written = await readReport(store, run.id);
    const parts = written?.parts ?? (await Promise.all(run.parts.map(async (part): Promise<RunPart> => ({ ...part, status: (await (part.kind === 'job' ? jobs.get(part.id) : jobs.sweeps.get(part.id))).status }))));
    const base = { object: 'experiment.run' as const, id: run.id, experiment: run.experiment, seeds: run.seeds, createdAt: run.createdAt, parts, finishedAt: null, seconds: null, verdict: null, bands: [], reason: null };
    if (!written && !parts.every(({ status }) => isTerminal(status))) return { ...base, status: 'running' };
    const lost = parts.find(({ status }) => status !== 'succeeded' && !experiment.mayFail);
    if (lost) return { ...base, status: 'failed', reason: await whyLost(jobs, lost) };
    const { values, seconds, finishedAt } = written ?? (await reportOf(run, parts));
    const bands = judge(experiment.bands, values.map(decodeValues));
    return { ...base, status: 'succeeded', finishedAt, seconds, bands, verdict: bands.every(({ inside }) => inside) ? 'inside' : 'outside' };
  }

  return {
    async start(id, seeds) {
      const experiment = findExperiment(id);
      for (const seed of seeds) await checkParts(jobs, experiment, seed);
      const parts: StartedPart[] = [];
      try {
        for (const seed of seeds) {
          for (const [name, part] of Object.entries(experiment.parts(seed))) {
            if (part.kind === 'job') parts.push({ seed, name, kind: 'job', id: (await jobs.submit(part.spec)).id });
            if (part.kind === 'sweep') parts.push({ seed, name, kind: 'sweep', id: (await jobs.sweeps.create(part.request)).id });
          }
        }
        const run: StoredRun = { id: newId('run_'), experiment: id, seeds: [...seeds], createdAt: now(), parts };
        await storeRun(store, run);
        return await describe(run);
      } catch (error) {
        // the caller is told that nothing was started
        await Promise.allSettled(parts.map((part) => (part.kind === 'job' ? jobs.cancel(part.id) : jobs.sweeps.cancel(part.id))));
        throw error;
      }
    },

    get: async (id) => describe(await readRun(store, id)),

    async list(experiment) {
      findExperiment(experiment);
      return Promise.all((await listRuns(store, experiment)).map(describe));
    },

    async figure(id) {
      const run = await readRun(store, id);
      const { status } = await describe(run);
      if (status !== 'succeeded') throw new TrainyardError('wrong-state', `Run ${id} is ${status}: it has no figure.`, { hint: status === 'running' ? 'Ask again when it has succeeded.' : 'GET the run: it says why it failed.' });
      return readFigure(store, id);
    },

    close: () => pool.destroy(),
  };
}

/** Before anything is started: a spec that cannot work, such as one whose dataset is not to be had, stops the run as a whole. */
async function checkParts(jobs: JobService, experiment: Experiment, seed: number): Promise<void> {
  for (const part of Object.values(experiment.parts(seed))) if (part.kind === 'job') await jobs.plan(part.spec);
}

async function whyLost(jobs: JobService, { kind, id, name, seed, status }: RunPart): Promise<string> {
  const error = kind === 'job' ? (await jobs.get(id)).error : null;
  return `${kind} ${id} (${name}, seed ${seed}) ${status === 'cancelled' ? 'was cancelled' : 'failed'}${error ? `: ${error.message} ${error.hint}` : ''}`;
}

const encodeValues = (values: Record<string, number>): Record<string, number | string> => Object.fromEntries(Object.entries(values).map(([name, value]) => [name, Number.isFinite(value) ? value : String(value)]));
const decodeValues = (values: Record<string, number | string>): Record<string, number> => Object.fromEntries(Object.entries(values).map(([name, value]) => [name, Number(value)]));
