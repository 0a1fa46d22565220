import { TrainyardError } from '../engine/index.ts';
import type { Job, JobService } from '../jobs/index.ts';
import type { ModelVersion } from '../models/index.ts';

/** The job that trained a version; null where there is none, or its record is gone. */
export async function jobOf(jobs: Pick<JobService, 'get'>, { jobId }: ModelVersion): Promise<Job | null> {
  if (jobId === null) return null;
  return jobs.get(jobId).catch((error: unknown) => {
    if (error instanceof TrainyardError && error.code === 'not-found') return null;
    throw error;
  });
}
