/**
 * How many jobs are in each state, and how often jobs came into each. Kept by the scripts that change states, so that a reader touches
 * a handful of numbers however many jobs there are, and a consumer that dies leaves nothing to correct.
 */
import type { Redis } from 'ioredis';
import { JOB_STATUSES, type JobStatus } from './job.ts';
import { keys } from './keys.ts';

export interface JobCounts {
  /** jobs that are in a state now */
  inState: Record<JobStatus, number>;
  /** times a job came into a state, since Redis has its data */
  entered: Record<JobStatus, number>;
}

/** Part of the scripts of record.ts: `before` is the state before, KEYS[1] the record, KEYS[5] and KEYS[6] the counts. The first lives from its first reader on. */
export const COUNT_CHANGE = `
local after = redis.call('HGET', KEYS[1], 'status')
if after ~= before then
  redis.call('HINCRBY', KEYS[6], after, 1)
  if redis.call('EXISTS', KEYS[5]) == 1 then
    if before then redis.call('HINCRBY', KEYS[5], before, -1) end
    redis.call('HINCRBY', KEYS[5], after, 1)
  end
end`;

const READ = `
if ARGV[2] == 'recount' then redis.call('DEL', KEYS[1]) end
if redis.call('EXISTS', KEYS[1]) == 0 then
  for _, id in ipairs(redis.call('ZRANGE', KEYS[3], 0, -1)) do
    local status = redis.call('HGET', ARGV[1] .. id, 'status')
    if status then redis.call('HINCRBY', KEYS[1], status, 1) end
  end
end
return {redis.call('HGETALL', KEYS[1]), redis.call('HGETALL', KEYS[2])}
`;

/** Reads the counts. The first reading looks at every job (a millisecond for a thousand), as an older version may have changed states without counting. */
export function countsReader(redis: Redis): () => Promise<JobCounts> {
  let counted = false;
  return async () => {
    const [inState, entered] = (await redis.eval(READ, 3, keys.inState, keys.entered, keys.index, keys.job(''), counted ? '' : 'recount')) as [string[], string[]];
    counted = true;
    return { inState: byState(inState), entered: byState(entered) };
  };
}

function byState(pairs: readonly string[]): Record<JobStatus, number> {
  const count = (status: JobStatus): number => {
    const at = pairs.findIndex((text, index) => index % 2 === 0 && text === status);
    return at < 0 ? 0 : Number(pairs[at + 1]);
  };
  return Object.fromEntries(JOB_STATUSES.map((status) => [status, count(status)])) as Record<JobStatus, number>;
}
