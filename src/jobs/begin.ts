/** From a lease to a running attempt: taken over from whoever had the job, or waited for until threads are free. */
import { endAbandoned, requeueAbandoned, statusEvent, withLost } from './abandoned.ts';
import { type AttemptDependencies, RunningAttempt } from './attempt.ts';
import { finish } from './finish.ts';
import { type Attempt, type JobError, now } from './job.ts';
import { secondsBetween } from './observer.ts';
import { change, findRecord, type JobRecord, readRecord } from './record.ts';

/** Takes a job over from whoever had it; null when there is nothing to do. Counts the attempts that were lost on the way. */
export async function beginAttempt(dependencies: AttemptDependencies, id: string, threads: number): Promise<RunningAttempt | null> {
  const { redis, consumer, observer, log } = dependencies;
  for (;;) {
    const before = await readRecord(redis, id);
    if (await endAbandoned(dependencies, before)) return null;
    if (before.status !== 'queued' && before.status !== 'running') return null;
    const { attempts, restarts } = withLost(before);
    const exhausted = restarts > before.spec.limits.maxRestarts;
    if (exhausted) {
      const error: JobError = { code: 'restarts-exhausted', message: `${restarts} attempts in a row ended without a new checkpoint`, hint: 'see the log of the consumer; checkpoint more often (checkpoint.everySeconds) or raise limits.maxRestarts' };
      await finish(dependencies, { ...before, attempts }, { status: 'failed', error });
      return null;
    }
    const number = before.attempt + 1;
    const begunAt = now();
    const attempt: Attempt = { number, consumer, threads, startedAt: begunAt, endedAt: null, fromStep: before.checkpointStep, repeatedSteps: repeatedFrom(before, before.checkpointStep), ended: null };
    const set = { status: 'running' as const, attempt: number, attempts: [...attempts, attempt], restarts, restartStep: before.checkpointStep, startedAt: before.startedAt ?? begunAt };
    const { ok } = await change(redis, id, { from: [before.status], attempt: before.attempt, set, events: [statusEvent({ ...before, attempt: number }, 'running')] });
    if (!ok) continue;
    const last = attempts.at(-1);
    if (last) observer.restarted(last.ended === 'lost' ? 'lost' : 'handed-back');
    else observer.began(secondsBetween(before.createdAt, begunAt));
    log.info({ job: id, attempt: number, threads, fromStep: before.checkpointStep }, 'an attempt begins');
    return new RunningAttempt(dependencies, { ...before, ...set });
  }
}

/** Says in the job's log that it waits; one whose attempt was lost is queued again meanwhile. False: nobody waits for it any more. */
export async function noteWaiting({ redis, consumer }: Pick<AttemptDependencies, 'redis' | 'consumer'>, id: string, threads: number): Promise<boolean> {
  const before = await findRecord(redis, id);
  if (before?.status !== 'queued' && before?.status !== 'running') return false;
  const waits = { type: 'log' as const, attempt: before.attempt, step: before.checkpointStep, epoch: before.progress.epoch, data: { message: `waiting for ${threads} free threads of consumer ${consumer}` } };
  if (before.status === 'running') return requeueAbandoned({ redis }, before, [waits]);
  return (await change(redis, id, { from: ['queued'], attempt: before.attempt, set: {}, events: [waits] })).ok;
}

/** Steps beyond `step` that were reported done. */
const repeatedFrom = ({ progress }: Pick<JobRecord, 'progress'>, step: number): number => Math.max(0, progress.step - step);
