import { TrainyardError } from '../../engine/index.ts';
import { archive } from '../archive.ts';
import { isTerminal, now } from '../job.ts';
import { withdrawLease } from '../queue.ts';
import { change, type JobRecord, readRecord } from '../record.ts';
import { sendSignal } from '../signals.ts';
import { type Surroundings, wrongState } from './surroundings.ts';

/** A cancelled job stays cancelled; a finished one is 'wrong-state'. */
export async function cancelJob(surroundings: Surroundings, id: string): Promise<JobRecord> {
  for (;;) {
    const record = await readRecord(surroundings.redis, id);
    if (record.status === 'cancelled' || record.status === 'cancelling') return record;
    if (isTerminal(record.status)) throw wrongState(record, 'only a job that is not finished can be cancelled', 'Nothing needs to be done.');
    if (await cancelFrom(surroundings, record)) return readRecord(surroundings.redis, id);
  }
}

/** The same, where one that has ended is as good. */
export async function cancelUnlessEnded(surroundings: Surroundings, id: string): Promise<void> {
  await cancelJob(surroundings, id).catch((error: unknown) => {
    if (!(error instanceof TrainyardError && error.code === 'wrong-state')) throw error;
  });
}

/** A waiting job ends here; a running one is ended by its consumer. False: its state changed in the meantime. */
async function cancelFrom({ redis, queue, store }: Surroundings, record: JobRecord): Promise<boolean> {
  const { id } = record;
  const waiting = record.status === 'queued' || record.status === 'paused';
  const position = { attempt: record.attempt, step: record.progress.step, epoch: record.progress.epoch };
  const status = waiting ? 'cancelled' : 'cancelling';
  const ends = waiting ? [{ type: 'end' as const, ...position, data: { status } }] : [];
  const { ok } = await change(redis, id, {
    from: [record.status], attempt: null,
    set: { status, ...(waiting ? { finishedAt: now() } : {}) },
    events: [{ type: 'status', ...position, data: { status } }, ...ends],
  });
  if (!ok) return false;
  if (waiting) {
    await withdrawLease(queue, record);
    await archive(redis, store, id);
  }
  await sendSignal(redis, { verb: 'cancel', id }); // a consumer may have it: running, or waiting for threads
  return true;
}
