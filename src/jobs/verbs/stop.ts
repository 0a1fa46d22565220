import { change, type JobRecord, readRecord } from '../record.ts';
import { sendSignal } from '../signals.ts';
import { resumeJob } from './resume.ts';
import { type Surroundings, wrongState } from './surroundings.ts';

/**
 * Ends a job early and keeps what it has: it succeeds with stopReason "user", and its model is the best so far where the spec keeps the best, else the
 * last. The wish is part of the record: it holds though the consumer dies. One that was stopped stays so; others that have ended are 'wrong-state',
 * and so is one that has not learnt anything yet.
 */
export async function stopJob(surroundings: Surroundings, id: string): Promise<JobRecord> {
  const { redis } = surroundings;
  for (;;) {
    const record = await readRecord(redis, id);
    const { status } = record;
    if (status === 'succeeded' && record.stopReason === 'user') return record;
    if (status === 'pausing') throw wrongState(record, 'it can be stopped when it is paused', 'Ask again in a moment.');
    if (status !== 'queued' && status !== 'running' && status !== 'paused') throw wrongState(record, 'only one that is not finished can be stopped', 'Nothing needs to be done.');
    if (status !== 'running' && record.checkpointStep === 0) throw wrongState(record, 'it has no checkpoint, so there is nothing to keep', 'Cancel it, or stop it while it runs.');
    if (record.stopRequested) return record;
    const { ok } = await change(redis, id, {
      from: [status], attempt: record.attempt, set: { stopRequested: true },
      events: [{ type: 'log', attempt: record.attempt, step: record.progress.step, epoch: record.progress.epoch, data: { message: 'asked to stop and to keep what there is' } }],
    });
    if (!ok) continue;
    if (status === 'paused') return resumeJob(surroundings, id);
    await sendSignal(redis, { verb: 'stop', id });
    return readRecord(redis, id);
  }
}
