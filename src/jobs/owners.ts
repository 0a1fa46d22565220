/**
 * Whose a job is, for the limits of keys: how many a key may have waiting, and not finished. Trials of sweeps and jobs of experiments are nobody's:
 * a sweep starts as many at once as its own concurrency says.
 */
import type { Redis } from 'ioredis';
import { TrainyardError } from '../engine/index.ts';
import { keys } from './keys.ts';

export interface Owner {
  keyId: string;
  limits: JobLimits;
}

/** null: any number */
export interface JobLimits {
  queued: number | null;
  running: number | null;
}

/** Answers '', or what there is too much of and how much. The jobs are looked at only when there are as many as a limit; those that have ended are forgotten then. */
export const ROOM = `
local function room(owned, prefix, most_queued, most_open)
  most_queued, most_open = tonumber(most_queued) or math.huge, tonumber(most_open) or math.huge
  if redis.call('SCARD', owned) < math.min(most_queued, most_open) then return '' end
  local queued, open = 0, 0
  for _, id in ipairs(redis.call('SMEMBERS', owned)) do
    local status = redis.call('HGET', prefix .. id, 'status')
    if not status or status == 'succeeded' or status == 'failed' or status == 'cancelled' then
      redis.call('SREM', owned, id)
    else
      open = open + 1
      if status == 'queued' then queued = queued + 1 end
    end
  end
  if queued >= most_queued then return 'queued ' .. queued end
  if open >= most_open then return 'unfinished ' .. open end
  return ''
end
`;

const RETRY_SECONDS = 10;

/** The arguments of `room`. */
export const roomArguments = (limits: JobLimits | undefined): string[] => [keys.job(''), String(limits?.queued ?? ''), String(limits?.running ?? '')];

/** Throws 'too-many-jobs' when one more would be too many. */
export async function requireRoom(redis: Redis, { keyId, limits }: Owner): Promise<void> {
  refuse((await redis.eval(`${ROOM} return room(KEYS[1], unpack(ARGV))`, 1, keys.owned(keyId), ...roomArguments(limits))) as string);
}

export function refuse(full: string): void {
  if (full === '') return;
  const [what, count] = full.split(' ');
  throw new TrainyardError('too-many-jobs', `This key has ${count} ${what} jobs, and may have no more.`, {
    hint: 'Nothing was accepted. Wait until some have ended, cancel some, or use a key with a higher limit.', retryAfter: RETRY_SECONDS,
  });
}
