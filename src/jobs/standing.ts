/** A job as it stands: its record, and where it waits in the queue. */
import type { Queue } from 'bullmq';
import type { Redis } from 'ioredis';
import type { Job } from './job.ts';
import { type Lease, queuePosition } from './queue.ts';
import { type JobRecord, toJob } from './record.ts';

export async function standing({ redis, queue }: { redis: Redis; queue: Queue<Lease> }, record: JobRecord): Promise<Job> {
  if (record.status !== 'queued') return toJob(record);
  const position = await queuePosition(redis, queue, record);
  const { threads } = record.spec;
  const taken = threads === null || threads === 1 ? 'a consumer is about to start it' : `a consumer has it and starts it when ${threads} of its threads, or all it has, are free`;
  const reason = position === null ? taken : position === 0 ? 'waiting for a consumer with a free thread' : `${position} before it`;
  return { ...toJob(record), queue: { position, reason } };
}
