/** A job whose record says that somebody runs it while nobody does: whoever had it was killed, or lost its lease. */
import { finish } from './finish.ts';
import { type Attempt, now } from './job.ts';
import type { ConsumerObserver } from './observer.ts';
import { withdrawLease } from './queue.ts';
import { change, type EventDraft, type JobRecord } from './record.ts';
import type { Surroundings } from './verbs/surroundings.ts';

interface Consuming extends Surroundings {
  observer: ConsumerObserver;
}

/** Its lease lies in the queue, where it stays for as long as every thread is busy. Its state says so, and what was asked of it is done without a thread. */
export async function releaseAbandoned(surroundings: Consuming, record: JobRecord): Promise<void> {
  if (record.status === 'running') await requeueAbandoned(surroundings, record, []);
  else if (await endAbandoned(surroundings, record)) await withdrawLease(surroundings.queue, record);
}

/** Its last attempt is lost, and it waits. False: its state has changed. */
export async function requeueAbandoned({ redis }: Pick<Surroundings, 'redis'>, record: JobRecord, events: EventDraft[]): Promise<boolean> {
  const set = { status: 'queued' as const, restartStep: record.checkpointStep, ...withLost(record) };
  return (await change(redis, record.id, { from: ['running'], attempt: record.attempt, set, events: [statusEvent(record, 'queued'), ...events] })).ok;
}

/** Whether somebody asked that it ends here; `endAbandoned` sees to it. */
export const isEnding = ({ status }: JobRecord): boolean => status === 'cancelling' || status === 'pausing';

/** One that was being cancelled is cancelled, one that was being paused is paused. False: its state has changed. */
export async function endAbandoned(surroundings: Pick<Consuming, 'redis' | 'store' | 'observer'>, record: JobRecord): Promise<boolean> {
  if (record.status === 'cancelling') return finish(surroundings, record, { status: 'cancelled' });
  const set = { status: 'paused' as const, restartStep: record.checkpointStep, ...withLost(record) };
  return (await change(surroundings.redis, record.id, { from: ['pausing'], attempt: record.attempt, set, events: [statusEvent(record, 'paused')] })).ok;
}

/** An attempt that never said how it ended was lost; a checkpoint newer than the last loss wipes the slate. */
export function withLost({ attempts, restarts, checkpointStep, restartStep }: JobRecord): { attempts: Attempt[]; restarts: number } {
  const last = attempts.at(-1);
  if (!last || last.ended !== null) return { attempts, restarts };
  const since = checkpointStep > restartStep ? 0 : restarts;
  return { attempts: [...attempts.slice(0, -1), { ...last, ended: 'lost', endedAt: now() }], restarts: since + 1 };
}

/** At its last checkpoint, where the next attempt goes on. */
export const statusEvent = ({ attempt, checkpointStep, progress }: JobRecord, status: string): EventDraft => ({ type: 'status', attempt, step: checkpointStep, epoch: progress.epoch, data: { status } });
