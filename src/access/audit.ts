import type { Redis } from 'ioredis';
import type { Logger } from 'pino';
import { withRedis } from '../jobs/redis.ts';
import { names } from './names.ts';

export const AUDIT_ACTIONS = [
  'key.created', 'key.revoked', 'session.link-created', 'session.opened', 'session.closed', 'authentication.failed',
  'job.cancelled', 'job.deleted', 'sweep.cancelled', 'dataset.deleted', 'model.imported', 'model.updated', 'model.deleted',
  'model-version.updated', 'model-version.deleted', 'alias.set', 'alias.rolled-back', 'alias.deleted',
] as const;
export type AuditAction = (typeof AUDIT_ACTIONS)[number];

export interface AuditEvent {
  action: AuditAction;
  /** id of the key; null: nobody known */
  keyId: string | null;
  address: string;
  requestId: string;
  /** what it was done to */
  target: string | null;
}

export interface AuditEntry extends AuditEvent {
  id: string;
  at: string;
}

/** Entries that are kept; the log has them all. */
const KEPT = 10_000;

/** Who did what that cannot be undone, or changes who may do what. */
export class Audit {
  readonly #redis: Redis;
  readonly #log: Pick<Logger, 'info' | 'warn'>;

  constructor(redis: Redis, log: Pick<Logger, 'info' | 'warn'>) {
    this.#redis = redis;
    this.#log = log;
  }

  /** Never fails: what was done is done, and the log has it. */
  async record(event: AuditEvent): Promise<void> {
    this.#log.info({ audit: true, ...event }, `audit: ${event.action}`);
    if (this.#redis.status !== 'ready') return;
    await this.#redis.xadd(names.audit, 'MAXLEN', '~', KEPT, '*', 'event', JSON.stringify(event)).catch((error: unknown) => this.#log.warn({ err: error }, 'an audit event is in the log only'));
  }

  /** Newest first; `after` is the id of the last one seen. */
  async list({ limit, after }: { limit: number; after?: string }): Promise<{ data: AuditEntry[]; hasMore: boolean }> {
    const found = await withRedis(this.#redis, () => this.#redis.xrevrange(names.audit, after === undefined ? '+' : `(${after}`, '-', 'COUNT', limit + 1));
    const data = found.slice(0, limit).map(([id, [, event]]): AuditEntry => ({ id, at: new Date(Number(id.split('-', 1)[0])).toISOString(), ...(JSON.parse(event) as AuditEvent) }));
    return { data, hasMore: found.length > limit };
  }
}
