/** Things that stand for a key for a while, for browsers: a link that opens a session, the session, and a ticket for one event stream. */
import type { Redis } from 'ioredis';
import { withRedis } from '../jobs/redis.ts';
import type { ApiKeys } from './keys.ts';
import { names, newSecret, sha256 } from './names.ts';
import type { Principal } from './principal.ts';

const KINDS = {
  link: { seconds: 10 * 60, uses: 'one' },
  session: { seconds: 12 * 60 * 60, uses: 'many' },
  ticket: { seconds: 60, uses: 'one' },
} as const;
export type PassKind = keyof typeof KINDS;

export interface Pass {
  token: string;
  seconds: number;
  expiresAt: string;
}

/** Where no key is needed there is none to remember. */
const NO_KEY = '-';

export class Passes {
  readonly #redis: Redis;
  readonly #keys: ApiKeys;

  constructor(redis: Redis, keys: ApiKeys) {
    this.#redis = redis;
    this.#keys = keys;
  }

  async give(kind: PassKind, to: Principal): Promise<Pass> {
    const { seconds } = KINDS[kind];
    const token = newSecret('');
    await withRedis(this.#redis, () => this.#redis.set(names.pass(kind, sha256(token)), to.sha256 ?? NO_KEY, 'EX', seconds));
    return { token, seconds, expiresAt: new Date(Date.now() + seconds * 1000).toISOString() };
  }

  /** Whom it stands for; null where it is not known, used up, expired, or its key is no longer good. */
  async redeem(kind: PassKind, token: string): Promise<Principal | null> {
    const name = names.pass(kind, sha256(token));
    const hash = await withRedis(this.#redis, () => (KINDS[kind].uses === 'one' ? this.#redis.getdel(name) : this.#redis.get(name)));
    if (hash === null) return null;
    if (hash === NO_KEY) return this.#keys.root.sha256 === null ? this.#keys.root : null;
    return this.#keys.ofHash(hash);
  }

  async end(kind: PassKind, token: string): Promise<void> {
    await withRedis(this.#redis, () => this.#redis.del(names.pass(kind, sha256(token))));
  }
}
