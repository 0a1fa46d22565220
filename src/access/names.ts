import { hash, randomBytes } from 'node:crypto';

const TAG = '{trainyard}:access';

/** In Redis. */
export const names = {
  /** hash: SHA-256 of a key -> the key's record */
  keys: `${TAG}:keys`,
  /** hash: id of a key -> time of its last use */
  lastUsed: `${TAG}:last-used`,
  /** set when the records were brought back from the store: gone with everything else in an empty Redis */
  complete: `${TAG}:complete`,
  /** string that expires: what a link, a session or a ticket stands for */
  pass: (kind: string, tokenSha256: string) => `${TAG}:${kind}:${tokenSha256}`,
  /** string that expires: when the allowance of somebody is whole again */
  rate: (who: string) => `${TAG}:rate:${who}`,
  /** stream */
  audit: `${TAG}:audit`,
} as const;

/** Only this of a secret is kept anywhere. */
export const sha256 = (secret: string): string => hash('sha256', secret, 'hex');

/** 256 bits. */
export const newSecret = (prefix: string): string => `${prefix}${randomBytes(32).toString('base64url')}`;
