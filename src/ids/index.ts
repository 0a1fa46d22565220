/** Ids that sort by time (ULID). Their random part comes from a supply: drawn letter by letter it takes longer than a small network. */
import { randomFillSync } from 'node:crypto';
import { monotonicFactory, ulid } from 'ulid';

export { encodeTime } from 'ulid';

const supply = new Uint8Array(4096);
let at = supply.length;

function random(): number {
  if (at === supply.length) {
    randomFillSync(supply);
    at = 0;
  }
  return supply[at++] / 256;
}

/** `prefix` says what it is of, such as `req_`. */
export const newId = (prefix: string): string => `${prefix}${ulid(undefined, random)}`;

/** The same, where each has to sort after the one before, though both are of one millisecond. */
export function risingIds(prefix: string): () => string {
  const next = monotonicFactory(random);
  return () => `${prefix}${next()}`;
}
