/** Ids of requests: ULIDs whose random part comes from a supply, since drawing every letter by itself takes longer than a small network. */
import { randomFillSync } from 'node:crypto';
import { ulid } from 'ulid';

const supply = new Uint8Array(4096);
let at = supply.length;

function random(): number {
  if (at === supply.length) {
    randomFillSync(supply);
    at = 0;
  }
  return supply[at++] / 256;
}

export const requestId = (): string => `req_${ulid(undefined, random)}`;
