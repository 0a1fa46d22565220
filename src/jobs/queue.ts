/** BullMQ entries are leases: an id that lets one consumer start one attempt. The record says everything else. */
import { type ConnectionOptions, Queue } from 'bullmq';
import type { Redis } from 'ioredis';
import { redisOptions } from '../redis/index.ts';
import type { JobRecord } from './record.ts';
import { QUEUE_NAME, QUEUE_PREFIX } from './keys.ts';

export interface Lease {
  id: string;
}

/** A lease as a consumer holds it: which job, and the number under which it was offered. */
export interface HeldLease {
  id: string;
  lease: number;
}

/** BullMQ serves small numbers first, from 1; a spec's priority runs from -1000 to 1000, high first. */
const bullPriority = (priority: number): number => 1001 - priority;

const leaseId = (id: string, lease: number): string => `${id}-a${lease}`;

/** The number under which an entry of the queue was offered. */
export const leaseNumber = (entry: string): number => Number(entry.slice(entry.lastIndexOf('-a') + 2));

/** BullMQ describes connections more narrowly than ioredis does; the values are the same. */
export function bullConnection(url: string, options: Record<string, unknown>): ConnectionOptions {
  return { ...redisOptions(url), ...options } as ConnectionOptions;
}

export function openQueue(url: string, failFast: boolean): Queue<Lease> {
  const patience = failFast ? { enableOfflineQueue: false, maxRetriesPerRequest: 1 } : { maxRetriesPerRequest: null };
  const queue = new Queue<Lease>(QUEUE_NAME, { connection: bullConnection(url, patience), prefix: QUEUE_PREFIX, streams: { events: { maxLen: 1000 } } });
  queue.on('error', () => {}); // each call reports its own failure
  return queue;
}

/** Adding the same lease twice is one lease: the entry's id is made of the job's id and the lease's number. */
export async function offerLease(queue: Queue<Lease>, { id, lease, spec }: Pick<JobRecord, 'id' | 'lease' | 'spec'>): Promise<void> {
  await queue.add('attempt', { id }, { jobId: leaseId(id, lease), priority: bullPriority(spec.priority), attempts: 1, removeOnComplete: true, removeOnFail: true });
}

/** Whether somebody has the lease of a job, or may take it; 'none': it has to be offered. */
export async function leaseState(queue: Queue<Lease>, { id, lease }: Pick<JobRecord, 'id' | 'lease'>): Promise<'held' | 'offered' | 'none'> {
  const state = await queue.getJobState(leaseId(id, lease));
  if (state === 'unknown' || state === 'completed' || state === 'failed') return 'none';
  return state === 'active' ? 'held' : 'offered';
}

export async function withdrawLease(queue: Queue<Lease>, { id, lease }: Pick<JobRecord, 'id' | 'lease'>): Promise<void> {
  await queue.remove(leaseId(id, lease)).catch(() => 0); // taken by a consumer in the meantime: it will see the state
}

export async function waitingLeases(queue: Queue<Lease>): Promise<number> {
  return (await queue.getPrioritizedCount()) + (await queue.getWaitingCount());
}

/** How many entries come before a waiting one; null when it does not wait. Those whose consumer died lie in a list of their own, which is served first, from its end. */
export async function queuePosition(redis: Redis, queue: Queue<Lease>, { id, lease }: Pick<JobRecord, 'id' | 'lease'>): Promise<number | null> {
  const name = leaseId(id, lease);
  const [left, place, rank] = await Promise.all([redis.llen(queue.toKey('wait')), redis.lpos(queue.toKey('wait'), name), redis.zrank(queue.toKey('prioritized'), name)]);
  if (place !== null) return Math.max(0, left - 1 - place);
  return rank === null ? null : left + rank;
}
