import { change, type JobRecord, readRecord } from '../record.ts';
import { offerLease } from '../queue.ts';
import { statusEvent, type Surroundings, wrongState } from './surroundings.ts';

/** A paused job waits again, on other threads where they are given; one that waits or runs already does so. Others are 'wrong-state'. */
export async function resumeJob({ redis, queue }: Surroundings, id: string, { threads }: { threads?: number | null } = {}): Promise<JobRecord> {
  for (;;) {
    const record = await readRecord(redis, id);
    const { status, spec, lease } = record;
    if (status === 'queued' || status === 'running') return record;
    if (status === 'pausing') throw wrongState(record, 'it can be resumed when it is paused', 'Ask again in a moment.');
    if (status !== 'paused') throw wrongState(record, 'only a paused job can be resumed', 'Retry makes a new job of its spec.');
    const set = { status: 'queued' as const, lease: lease + 1, ...(threads === undefined ? {} : { spec: { ...spec, threads } }) };
    const { ok } = await change(redis, id, { from: ['paused'], attempt: record.attempt, set, events: [statusEvent(record, 'queued')] });
    if (!ok) continue;
    const resumed = await readRecord(redis, id);
    await offerLease(queue, resumed).catch(() => {}); // the reconciler offers it otherwise
    return resumed;
  }
}
