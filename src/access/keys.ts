/**
 * API keys. Redis is asked at every request, so that a revoked key is dead everywhere at once; for the root key nobody is, so that it works when
 * nothing else does. The store has a copy of each record, from which an empty Redis gets them back. Neither knows a key, only its SHA-256.
 */
import { timingSafeEqual } from 'node:crypto';
import { setImmediate as endOfTurn } from 'node:timers/promises';
import type { Redis } from 'ioredis';
import { newId } from '../ids/index.ts';
import { TrainyardError } from '../engine/index.ts';
import { withRedis } from '../jobs/redis.ts';
import type { Store } from '../models/index.ts';
import { names, newSecret, sha256 } from './names.ts';
import { type JobLimits, type Principal, ROOT_ID } from './principal.ts';
import type { Scope } from './scopes.ts';

/** A key as it is shown: without the key. */
export interface ApiKey {
  id: string;
  name: string;
  scopes: readonly Scope[];
  limits: JobLimits;
  /** null of the root key, which the settings made */
  createdAt: string | null;
  expiresAt: string | null;
  /** to the minute */
  lastUsedAt: string | null;
  revokedAt: string | null;
}

export interface KeyRequest {
  name: string;
  scopes: readonly Scope[];
  limits: JobLimits;
  expiresAt: string | null;
}

type StoredKey = Omit<ApiKey, 'lastUsedAt'> & { schemaVersion: number; sha256: string };

export interface KeysDependencies {
  redis: Redis;
  store: Store;
  /** of the root key; null: everybody is let in */
  rootSha256: string | null;
  rootLimits: JobLimits;
}

const VERSION = 1;
const USE_EVERY_MS = 60_000;

const fileOf = (id: string): string => `keys/${id}.json`;

export class ApiKeys {
  readonly #redis: Redis;
  readonly #store: Store;
  readonly #root: Principal;
  readonly #rootBytes: Buffer | null;
  readonly #used = new Map<string, number>();
  /** By hash: questions that are not yet sent. */
  readonly #asking = new Map<string, Promise<Principal | null>>();

  constructor({ redis, store, rootSha256, rootLimits }: KeysDependencies) {
    if (rootSha256 !== null && !/^[0-9a-f]{64}$/.test(rootSha256)) throw new TrainyardError('internal', 'the hash of the API key is no SHA-256 in hex');
    this.#redis = redis;
    this.#store = store;
    this.#root = { keyId: ROOT_ID, name: ROOT_ID, sha256: rootSha256, scopes: ['admin'], limits: rootLimits };
    this.#rootBytes = rootSha256 === null ? null : Buffer.from(rootSha256);
  }

  get root(): Principal {
    return this.#root;
  }

  /** Whose key has this hash; null where none has, or it is revoked or expired. */
  async ofHash(hash: string): Promise<Principal | null> {
    const principal = this.isRoot(hash) ? this.#root : await this.#find(hash);
    return principal && this.used(principal);
  }

  isRoot(hash: string): boolean {
    return same(hash, this.#rootBytes);
  }

  /** Notes that it was. */
  used(principal: Principal): Principal {
    const now = Date.now();
    if (now - (this.#used.get(principal.keyId) ?? 0) >= USE_EVERY_MS) void this.#touch(principal.keyId, now);
    return principal;
  }

  /** Requests that were read in one turn of the event loop ask once; the question is sent after the last of them came, so none gets an answer older than itself. */
  #find(hash: string): Promise<Principal | null> {
    const asked = this.#asking.get(hash);
    if (asked) return asked;
    const asking = endOfTurn().then(() => {
      this.#asking.delete(hash);
      return this.#ask(hash);
    });
    this.#asking.set(hash, asking);
    return asking;
  }

  async #ask(hash: string): Promise<Principal | null> {
    const stored = await withRedis(this.#redis, async () => {
      const found = await this.#redis.hget(names.keys, hash);
      if (found !== null) return found;
      await this.#complete(); // it may be known to the store only
      return this.#redis.hget(names.keys, hash);
    });
    if (stored === null) return null;
    const key = JSON.parse(stored) as StoredKey;
    if (!same(hash, Buffer.from(key.sha256)) || key.revokedAt !== null || (key.expiresAt !== null && Date.parse(key.expiresAt) <= Date.now())) return null;
    return { keyId: key.id, name: key.name, sha256: key.sha256, scopes: key.scopes, limits: key.limits };
  }

  /** The one time that the key itself is there. */
  async create(request: KeyRequest): Promise<{ key: string; record: ApiKey }> {
    const key = newSecret('ty_');
    const stored: StoredKey = { schemaVersion: VERSION, id: newId('key_'), ...request, createdAt: new Date().toISOString(), revokedAt: null, sha256: sha256(key) };
    await withRedis(this.#redis, () => this.#redis.ping()); // before anything is written
    await this.#store.put(fileOf(stored.id), JSON.stringify(stored));
    try {
      await withRedis(this.#redis, () => this.#redis.hset(names.keys, stored.sha256, JSON.stringify(stored)));
    } catch (error) {
      await this.#store.remove(fileOf(stored.id));
      throw error;
    }
    return { key, record: shown(stored, null) };
  }

  /** Oldest first, the root key before all. */
  async list(): Promise<ApiKey[]> {
    return withRedis(this.#redis, async () => {
      const [stored, used] = [await this.#all(), await this.#redis.hgetall(names.lastUsed)];
      const { keyId, name, scopes, limits } = this.#root;
      const root: ApiKey = { id: keyId, name, scopes, limits, createdAt: null, expiresAt: null, lastUsedAt: used[keyId] ?? null, revokedAt: null };
      return [...(this.#root.sha256 === null ? [] : [root]), ...stored.map((key) => shown(key, used[key.id] ?? null))];
    });
  }

  /** Throws 'not-found', and 'wrong-state' for the root key. Revoking twice changes nothing. */
  async revoke(id: string): Promise<ApiKey> {
    if (id === ROOT_ID) throw new TrainyardError('wrong-state', 'The root key cannot be revoked here: it is a setting of the service.', { hint: 'Change TRAINYARD_API_KEY, or delete the file api-key in DATA_DIR, and start the service again.' });
    return withRedis(this.#redis, async () => {
      const found = (await this.#all()).find((key) => key.id === id);
      if (!found) throw new TrainyardError('not-found', `There is no key "${id}".`, { hint: 'GET /api/v1/keys lists the ids; a key itself is no id.' });
      const revoked = { ...found, revokedAt: found.revokedAt ?? new Date().toISOString() };
      await this.#redis.hset(names.keys, revoked.sha256, JSON.stringify(revoked)); // dead from here on
      await this.#store.put(fileOf(id), JSON.stringify(revoked));
      return shown(revoked, await this.#redis.hget(names.lastUsed, id));
    });
  }

  async #all(): Promise<StoredKey[]> {
    await this.#complete();
    const stored = (await this.#redis.hvals(names.keys)).map((text) => JSON.parse(text) as StoredKey);
    return stored.sort((a, b) => (a.id < b.id ? -1 : 1));
  }

  /** Any number of processes may do this at once: what is there stays. */
  async #complete(): Promise<void> {
    if ((await this.#redis.exists(names.complete)) === 1) return;
    for (const file of await this.#store.list('keys')) {
      const text = new TextDecoder().decode(await this.#store.get(`keys/${file}`));
      await this.#redis.hsetnx(names.keys, (JSON.parse(text) as StoredKey).sha256, text);
    }
    await this.#redis.set(names.complete, '1');
  }

  async #touch(id: string, now: number): Promise<void> {
    this.#used.set(id, now);
    if (this.#redis.status === 'ready') await this.#redis.hset(names.lastUsed, id, new Date(now).toISOString()).catch(() => 0);
  }
}

const shown = ({ sha256: _s, schemaVersion: _v, ...key }: StoredKey, lastUsedAt: string | null): ApiKey => ({ ...key, lastUsedAt });

function same(hash: string, bytes: Buffer | null): boolean {
  return bytes !== null && hash.length === bytes.length && timingSafeEqual(Buffer.from(hash), bytes);
}
