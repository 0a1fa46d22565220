import { change, type JobRecord, readRecord } from '../record.ts';
import { withdrawLease } from '../queue.ts';
import { sendSignal } from '../signals.ts';
import { statusEvent, type Surroundings, wrongState } from './surroundings.ts';

/** A waiting job is paused here; a running one is saved by its consumer first. One that is paused, or being so, stays it. Others are 'wrong-state'. */
export async function pauseJob({ redis, queue }: Surroundings, id: string): Promise<JobRecord> {
  for (;;) {
    const record = await readRecord(redis, id);
    const { status } = record;
    if (status === 'paused' || status === 'pausing') return record;
    if (status !== 'queued' && status !== 'running') throw wrongState(record, 'only one that waits or runs can be paused', 'Nothing needs to be done.');
    const next = status === 'queued' ? 'paused' : 'pausing';
    const { ok } = await change(redis, id, { from: [status], attempt: record.attempt, set: { status: next }, events: [statusEvent(record, next)] });
    if (!ok) continue;
    if (next === 'paused') await withdrawLease(queue, record);
    await sendSignal(redis, { verb: 'pause', id }); // a consumer may have it: running, or waiting for threads
    return readRecord(redis, id);
  }
}
