/** From a lease to a running attempt: taken over from whoever had the job, or waited for until threads are free. */
import { endAbandoned, isEnding, requeueAbandoned, statusEvent, withLost } from './abandoned.ts';
import { type AttemptDependencies, RunningAttempt } from './attempt.ts';
import { finish } from './finish.ts';
import { type Attempt, type JobError, now } from './job.ts';
import { secondsBetween } from './observer.ts';
import type { HeldLease } from './queue.ts';
import { change, findRecord, type JobRecord, readRecord } from './record.ts';

/** Takes a job over from whoever had it; null when there is nothing to do, or the job is offered under a later number. Counts the attempts that were lost on the way. */
export async function beginAttempt(dependencies: AttemptDependencies, { id, lease }: HeldLease, threads: number): Promise<RunningAttempt | null> {
  const { redis, consumer, observer, log } = dependencies;
  for (;;) {
    const before = await readRecord(redis, id);
    if (lease < before.lease) return null;
    if (isEnding(before)) {
      if (await endAbandoned(dependencies, before)) return null;
      continue;
    }
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

/** Says in the job's log that it waits; one whose attempt was lost is queued again meanwhile. False: nobody waits for it any more, or it is offered under a later number. */
export async function noteWaiting({ redis, consumer }: Pick<AttemptDependencies, 'redis' | 'consumer'>, { id, lease }: HeldLease, threads: number): Promise<boolean> {
  for (;;) {
    const before = await findRecord(redis, id);
    if (!before || lease < before.lease || (before.status !== 'queued' && before.status !== 'running')) return false;
    const waits = { type: 'log' as const, attempt: before.attempt, step: before.checkpointStep, epoch: before.progress.epoch, data: { message: `waiting for ${threads} free threads of consumer ${consumer}` } };
    const noted = before.status === 'running' ? await requeueAbandoned({ redis }, before, [waits]) : (await change(redis, id, { from: ['queued'], attempt: before.attempt, events: [waits] })).ok;
    if (noted) return true;
  }
}

/** Steps beyond `step` that were reported done. */
const repeatedFrom = ({ progress }: Pick<JobRecord, 'progress'>, step: number): number => Math.max(0, progress.step - step);
