import type { Redis } from 'ioredis';
import { listConsumers, SILENT_MS } from './heartbeats.ts';

/** `reasons` keep a service from doing its work; `warnings` are for somebody to look at. */
export interface Health {
  ok: boolean;
  reasons: string[];
  warnings: string[];
}

/** Of the queue as the API sees it. Without a consumer jobs are accepted and wait: a warning. */
export async function queueHealth(redis: Redis): Promise<Health> {
  const reasons: string[] = [];
  const warnings: string[] = [];
  try {
    await redis.ping();
    const [, policy] = (await redis.config('GET', 'maxmemory-policy').catch(() => ['', 'noeviction'])) as string[]; // hosted Redis may forbid CONFIG
    if (policy !== 'noeviction') reasons.push(`Redis may drop keys (maxmemory-policy ${policy}): set it to noeviction`);
    if (!(await listConsumers(redis)).some(({ alive }) => alive)) warnings.push(`no consumer was seen in the last ${SILENT_MS / 1000} s, so jobs wait: start one (npm run consumer), or look into the log of the one that runs`);
  } catch {
    reasons.push(REDIS_AWAY);
  }
  return { ok: reasons.length === 0, reasons, warnings };
}

export const REDIS_AWAY = 'Redis does not answer';
