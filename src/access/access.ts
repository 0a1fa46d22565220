import type { Logger } from 'pino';
import { TrainyardError } from '../engine/index.ts';
import { failFastRedis } from '../jobs/redis.ts';
import type { Store } from '../models/index.ts';
import { Audit } from './audit.ts';
import { ApiKeys } from './keys.ts';
import { sha256 } from './names.ts';
import { Passes } from './passes.ts';
import type { Principal } from './principal.ts';
import { Rates } from './rates.ts';
import { Trusted } from './trusted.ts';

export interface AccessDependencies {
  redisUrl: string;
  store: Store;
  /** SHA-256 of the root key in hex; null lets everybody in */
  rootSha256: string | null;
  /** queued jobs per key where the key says nothing else */
  queuedJobs: number;
  /** requests per minute of a key, and of an address without one; 0: any */
  rateLimit: number;
  /** predictions per minute of a key, which count as no other requests; 0: any */
  predictRateLimit: number;
  /** failed authentications per minute of an address */
  failureLimit?: number;
  log: Pick<Logger, 'info' | 'warn'>;
}

/** What a request brings along. */
export interface Credentials {
  kind: 'key' | 'session' | 'ticket' | 'link';
  secret: string;
}

export type Counted = 'requests' | 'predictions';

/** Who may do what, how much of it, and who did. */
export interface Access {
  /** false: no key is asked for */
  readonly required: boolean;
  readonly queuedJobs: number;
  readonly keys: ApiKeys;
  readonly passes: Passes;
  readonly audit: Audit;
  /** Throws 'unauthorized', or 'too-many-requests' after too many failures. */
  authenticate(credentials: Credentials | null, from: { address: string; requestId: string }): Promise<Principal>;
  /** Whose key has this hash; null where `authenticate` has something to say. At once where nobody else has to be asked. */
  recognise(keySha256: string, address: string): Principal | null | Promise<Principal | null>;
  /** Throws 'too-many-requests'. */
  count(who: { keyId: string } | { address: string }, what?: Counted): Promise<void>;
  /** Counts a prediction; false where `count` has something to say. */
  allows(who: { keyId: string }): boolean | Promise<boolean>;
  close(): void;
}

const FAILURES_PER_MINUTE = 30;

const HINTS = {
  key: 'Send Authorization: Bearer <key>; the root key is printed at the first start and kept in the file api-key of the data folder: data/api-key, for the demo data/demo/api-key, in docker compose /srv/trainyard/api-key.',
  session: 'Sign in again with a new link: POST /api/v1/sessions/links.',
  ticket: 'Ask for a new one: POST /api/v1/tickets. It opens one stream within 60 seconds.',
  link: 'Ask for a new one: POST /api/v1/sessions/links. It works once within 10 minutes.',
};
const NAMES = { key: 'API key', session: 'session', ticket: 'ticket', link: 'link' };

export function createAccess(dependencies: AccessDependencies): Access {
  const { store, rootSha256, queuedJobs, rateLimit, predictRateLimit, failureLimit = FAILURES_PER_MINUTE, log } = dependencies;
  const limits: Record<Counted, number> = { requests: rateLimit, predictions: predictRateLimit };
  const redis = failFastRedis(dependencies.redisUrl);
  const keys = new ApiKeys({ redis, store, rootSha256, rootLimits: { queued: queuedJobs, running: null } });
  const passes = new Passes(redis, keys);
  const rates = new Rates(redis);
  const audit = new Audit(redis, log);
  const trusted = new Trusted();

  async function failed({ kind }: Credentials, { address, requestId }: { address: string; requestId: string }): Promise<never> {
    const wait = await rates.take(failuresOf(address), failureLimit);
    if (wait > 0) throw tooManyFailures(wait);
    void audit.record({ action: 'authentication.failed', keyId: null, address, requestId, target: kind });
    throw new TrainyardError('unauthorized', `This ${NAMES[kind]} is not known here, or no longer good.`, { hint: HINTS[kind] });
  }

  return {
    required: rootSha256 !== null,
    queuedJobs, keys, passes, audit,

    async authenticate(credentials, from) {
      if (credentials === null) throw new TrainyardError('unauthorized', 'This operation needs an API key.', { hint: HINTS.key });
      const { kind, secret } = credentials;
      const hash = sha256(secret);
      const wait = trusted.has(hash, from.address) ? 0 : rates.closed(failuresOf(from.address));
      if (wait > 0) throw tooManyFailures(wait);
      const principal = await (kind === 'key' ? keys.ofHash(hash) : passes.redeem(kind, secret));
      if (principal === null) {
        trusted.delete(hash, from.address);
        return failed(credentials, from);
      }
      if (kind === 'key' || kind === 'session') trusted.add(hash, from.address);
      return principal;
    },

    recognise(hash, address) {
      if (!trusted.has(hash, address) && rates.closed(failuresOf(address)) > 0) return null;
      if (keys.isRoot(hash)) {
        trusted.add(hash, address);
        return keys.used(keys.root);
      }
      return keys.ofHash(hash).then((principal) => {
        if (principal) trusted.add(hash, address);
        return principal;
      }, () => null);
    },

    async count(who, what = 'requests') {
      const limit = limits[what];
      if (limit === 0) return;
      const wait = await rates.take(allowanceOf(who, what), limit);
      if (wait > 0) throw new TrainyardError('too-many-requests', `More than ${limit} ${what} in a minute.`, { hint: `Send fewer at once, or set ${SETTINGS[what]} higher. Try again in ${wait} s.`, retryAfter: wait });
    },

    allows: (who) => predictRateLimit === 0 || rates.take(allowanceOf(who, 'predictions'), predictRateLimit).then((wait) => wait === 0),

    close: () => redis.disconnect(),
  };
}

const SETTINGS: Record<Counted, string> = { requests: 'RATE_LIMIT', predictions: 'PREDICT_RATE_LIMIT' };

function allowanceOf(who: { keyId: string } | { address: string }, what: Counted): string {
  const whose = 'keyId' in who ? `key:${who.keyId}` : `address:${who.address}`;
  return what === 'requests' ? whose : `${what}:${whose}`;
}

const failuresOf = (address: string): string => `failures:${address}`;

function tooManyFailures(retryAfter: number): TrainyardError {
  return new TrainyardError('too-many-requests', 'Too many failed authentications from this address.', { hint: `Check the key; try again in ${retryAfter} s.`, retryAfter });
}
