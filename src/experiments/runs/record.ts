/** A run of an experiment at rest: what it started never changes; its report is added once everything has ended. Both lie in the store. */
import { TrainyardError } from '../../engine/index.ts';
import type { JobStatus } from '../../jobs/index.ts';
import type { Store } from '../../models/index.ts';

/** One thing that a run started, for one seed. Functions and gradient checks have no id: the report computes them. */
export interface StartedPart {
  seed: number;
  name: string;
  kind: 'job' | 'sweep';
  id: string;
}

export interface StoredRun {
  id: string;
  experiment: string;
  seeds: number[];
  createdAt: string;
  parts: StartedPart[];
}

/** A part as it stands. */
export interface RunPart extends StartedPart {
  status: JobStatus;
}

export interface StoredReport {
  /** as they ended: records in Redis may be gone one day */
  parts: RunPart[];
  /** per seed, by band; NaN and infinities as text */
  values: Record<string, number | string>[];
  /** of the jobs and of the report, for one seed on average */
  seconds: number;
  finishedAt: string;
}

const ROOM = 'experiment-runs';
const runKey = (id: string): string => `${ROOM}/${id}/run.json`;
const reportKey = (id: string): string => `${ROOM}/${id}/report.json`;
const figureKey = (id: string): string => `${ROOM}/${id}/figure.svg`;

const text = async (store: Store, key: string): Promise<string> => new TextDecoder().decode(await store.get(key));

export const storeRun = (store: Store, run: StoredRun): Promise<void> => store.put(runKey(run.id), JSON.stringify(run));

/** Throws 'not-found'. */
export async function readRun(store: Store, id: string): Promise<StoredRun> {
  if (!/^run_[0-9A-HJKMNP-TV-Z]{26}$/.test(id) || !(await store.has(runKey(id)))) throw new TrainyardError('not-found', `There is no run "${id}".`, { hint: 'GET /api/v1/catalogue/experiments/{id}/runs lists what there is.' });
  return JSON.parse(await text(store, runKey(id))) as StoredRun;
}

/** Newest first. */
export async function listRuns(store: Store, experiment: string): Promise<StoredRun[]> {
  const ids = (await store.list(ROOM)).filter((id) => id.startsWith('run_'));
  const runs = await Promise.all(ids.map((id) => readRun(store, id).catch(() => null)));
  return runs.filter((run) => run?.experiment === experiment).map((run) => run!).reverse();
}

/** The figure first: a report that is there has one. */
export async function storeReport(store: Store, id: string, { figure, ...report }: StoredReport & { figure: string }): Promise<void> {
  await store.put(figureKey(id), figure);
  await store.put(reportKey(id), JSON.stringify(report));
}

export async function readReport(store: Store, id: string): Promise<StoredReport | null> {
  return (await store.has(reportKey(id))) ? (JSON.parse(await text(store, reportKey(id))) as StoredReport) : null;
}

export const readFigure = (store: Store, id: string): Promise<string> => text(store, figureKey(id));
