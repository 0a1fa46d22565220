/**
 * Requests that a client may send again without doing things twice. What a key stands for is written before anything is done; the id that the new
 * resource is to have is part of it, so that a request whose process died is finished by the next one and not done again.
 */
import type { Redis } from 'ioredis';
import { newId } from '../ids/index.ts';
import { keys } from './keys.ts';

/** Kept so long. */
const KEPT_SECONDS = 24 * 60 * 60;
/** A request that has no answer after so long has lost its process. */
const LOST_AFTER_MS = 30_000;

export interface Answer {
  status: number;
  headers: Record<string, string>;
  body: string;
}

export type Begun =
  /** to be done, by whoever asked; `resource` is the tail of the id to use */
  | { state: 'new'; resource: string }
  | { state: 'answered'; answer: Answer }
  | { state: 'in-flight' }
  | { state: 'other-request' };

const BEGIN = `
local found = redis.call('HMGET', KEYS[1], 'fingerprint', 'resource', 'answer', 'since')
if not found[1] then
  redis.call('HSET', KEYS[1], 'fingerprint', ARGV[1], 'resource', ARGV[2], 'since', ARGV[3])
  redis.call('EXPIRE', KEYS[1], ARGV[4])
  return {'new', ARGV[2]}
end
if found[1] ~= ARGV[1] then return {'other-request', ''} end
if found[3] then return {'answered', found[3]} end
if tonumber(ARGV[3]) - tonumber(found[4]) < tonumber(ARGV[5]) then return {'in-flight', ''} end
redis.call('HSET', KEYS[1], 'since', ARGV[3])
return {'new', found[2]}
`;

type Use = <T>(work: () => Promise<T>) => Promise<T>;

export class Idempotency {
  readonly #redis: Redis;
  readonly #use: Use;

  /** `use` says in the service's words that Redis is away */
  constructor(redis: Redis, use: Use = (work) => work()) {
    this.#redis = redis;
    this.#use = use;
  }

  /** `fingerprint`: of everything that the request says. */
  async begin(key: string, fingerprint: string, now = Date.now()): Promise<Begun> {
    const [state, value] = (await this.#use(() => this.#redis.eval(BEGIN, 1, keys.idempotency(key), fingerprint, newId(''), now, KEPT_SECONDS, LOST_AFTER_MS))) as [Begun['state'], string];
    if (state === 'new') return { state, resource: value };
    return state === 'answered' ? { state, answer: JSON.parse(value) as Answer } : { state };
  }

  async finish(key: string, answer: Answer): Promise<void> {
    await this.#redis.hset(keys.idempotency(key), 'answer', JSON.stringify(answer));
  }

  /** Nothing was done: the key is free again. */
  async abandon(key: string): Promise<void> {
    await this.#redis.del(keys.idempotency(key));
  }
}
