/** What the parts of a run came to, as plain data for the thread that writes the report. */
import type { Job, JobService } from '../../jobs/index.ts';
import type { JobResult } from '../definition.ts';
import type { ReportTask } from '../task.ts';
import type { StartedPart, StoredRun } from './record.ts';

/** Enough for every curve; the history of a job has about five hundred points of the training loss. */
const MOST_POINTS = 2000;

export async function collect(jobs: JobService, run: StoredRun, parts: readonly StartedPart[]): Promise<{ results: ReportTask['results']; jobSeconds: number }> {
  const results = run.seeds.map((seed): ReportTask['results'][number] => ({ seed, jobs: {}, sweeps: {} }));
  let jobSeconds = 0;
  const take = async (id: string, parameters: Record<string, unknown>): Promise<JobResult> => {
    const result = resultOf(await jobs.get(id), await jobs.metrics(id, { maxPoints: MOST_POINTS }), parameters);
    jobSeconds += result.seconds;
    return result;
  };
  for (const { seed, name, kind, id } of parts) {
    const of = results[run.seeds.indexOf(seed)];
    if (kind === 'job') {
      of.jobs[name] = await take(id, {});
      continue;
    }
    of.sweeps[name] = [];
    for (const { jobId, parameters } of await jobs.sweeps.trials(id)) if (jobId !== null) of.sweeps[name].push(await take(jobId, parameters));
  }
  return { results, jobSeconds };
}

function resultOf({ id, status, metrics, result, startedAt, finishedAt }: Job, series: JobResult['series'], parameters: Record<string, unknown>): JobResult {
  const seconds = startedAt && finishedAt ? (Date.parse(finishedAt) - Date.parse(startedAt)) / 1000 : 0;
  return { id, status, parameters, metrics, series, seconds, result: result && { model: result.model, version: result.version } };
}
