import type { Queue } from 'bullmq';
import type { Redis } from 'ioredis';
import { TrainyardError } from '../../engine/index.ts';
import type { Store } from '../../models/index.ts';
import type { EventDraft, JobRecord } from '../record.ts';
import type { Lease } from '../queue.ts';

/** What a verb works with. */
export interface Surroundings {
  redis: Redis;
  queue: Queue<Lease>;
  store: Store;
}

/** Of a verb that does not fit the state. */
export function wrongState({ id, status }: JobRecord, what: string, hint: string): TrainyardError {
  const has = status === 'succeeded' || status === 'failed';
  return new TrainyardError('wrong-state', `Job ${id} ${has ? 'has' : 'is'} ${status}; ${what}.`, { hint });
}

export const statusEvent = ({ attempt, progress: { step, epoch } }: JobRecord, status: string): EventDraft => ({ type: 'status', attempt, step, epoch, data: { status } });
