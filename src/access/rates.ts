/**
 * How much somebody may do in a minute, for all API processes together: the generic cell rate algorithm (ITU-T I.371), a whole minute's allowance at
 * once and then as it grows back. The allowance lies in Redis, where every write is a write to the disk; so a process takes a hundredth of it at a time.
 */
import type { Redis } from 'ioredis';
import { withRedis } from '../jobs/redis.ts';
import { names } from './names.ts';

const MINUTE_MS = 60_000;
const SHARES = 100;
/** Of a connection that was lost. One that is being made is waited for: the first requests to a process are no gift. */
const AWAY: readonly string[] = ['close', 'reconnecting', 'end'];
/** A Redis that is slower is away: requests go on without the limit. */
const PATIENCE_MS = 250;
/** Addresses and keys that are remembered at most. */
const REMEMBERED = 10_000;

/** Answers 0, or the milliseconds until so much is there again. */
const TAKE = `
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local full = math.max(tonumber(redis.call('GET', KEYS[1]) or 0), now) + tonumber(ARGV[1])
local wait = full - now - tonumber(ARGV[2])
if wait > 0 then return math.ceil(wait) end
redis.call('SET', KEYS[1], string.format('%.3f', full), 'PX', math.ceil(full - now))
return 0
`;

interface Share {
  left: number;
  /** until then there is nothing more */
  closedUntil: number;
}

export class Rates {
  readonly #redis: Redis;
  readonly #shares = new Map<string, Share>();

  constructor(redis: Redis) {
    this.#redis = redis;
  }

  /** Seconds to wait as far as this process knows; 0: may go on. Takes nothing. */
  closed(who: string): number {
    const share = this.#shares.get(who);
    return share === undefined ? 0 : Math.max(0, Math.ceil((share.closedUntil - Date.now()) / 1000));
  }

  /** Takes one of `perMinute`. Answers 0, or the seconds to wait. */
  async take(who: string, perMinute: number): Promise<number> {
    const share = this.#shareOf(who);
    if (share.left > 0) {
      share.left -= 1;
      return 0;
    }
    const closed = this.closed(who);
    if (closed > 0) return closed;
    const count = Math.max(1, Math.floor(perMinute / SHARES));
    const wait = await this.#fetch(who, (count * MINUTE_MS) / perMinute);
    if (wait === 0) share.left += count - 1;
    else share.closedUntil = Date.now() + wait;
    return Math.ceil(wait / 1000);
  }

  async #fetch(who: string, cost: number): Promise<number> {
    if (AWAY.includes(this.#redis.status)) return 0;
    const { promise, resolve } = Promise.withResolvers<number>();
    const timer = setTimeout(resolve, PATIENCE_MS, 0);
    withRedis(this.#redis, () => this.#redis.eval(TAKE, 1, names.rate(who), cost, MINUTE_MS)).then((wait) => resolve(Number(wait)), () => resolve(0));
    const wait = await promise;
    clearTimeout(timer);
    return wait;
  }

  #shareOf(who: string): Share {
    const share = this.#shares.get(who) ?? { left: 0, closedUntil: 0 };
    this.#shares.delete(who); // the ones seen longest ago come first and go first
    this.#shares.set(who, share);
    if (this.#shares.size > REMEMBERED) this.#shares.delete(this.#shares.keys().next().value!);
    return share;
  }
}
