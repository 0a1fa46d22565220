/** Ids that sort by time (ULID). Every answer has one, so the parts are made in stock: letter by letter an id takes as long as a small network. */
import { randomFillSync, randomInt } from 'node:crypto';
import { encodeTime, monotonicFactory } from 'ulid';

export { encodeTime } from 'ulid';

/** Crockford's base 32. */
const LETTERS = Buffer.from('0123456789ABCDEFGHJKMNPQRSTVWXYZ');
const RANDOM_LETTERS = 16;

const stock = Buffer.alloc(256 * RANDOM_LETTERS);
let at = stock.length;

function randomPart(): string {
  if (at === stock.length) {
    randomFillSync(stock);
    for (let i = 0; i < stock.length; i++) stock[i] = LETTERS[stock[i] & 31];
    at = 0;
  }
  return stock.toString('latin1', at, (at += RANDOM_LETTERS));
}

let now = 0;
let timePart = '';

/** `prefix` says what it is of, such as `req_`. */
export function newId(prefix: string): string {
  const time = Date.now();
  if (time !== now) {
    now = time;
    timePart = encodeTime(time);
  }
  return prefix + timePart + randomPart();
}

/** The same, where each has to sort after the one before, though both are of one millisecond. */
export function risingIds(prefix: string): () => string {
  const next = monotonicFactory(() => randomInt(32) / 32);
  return () => `${prefix}${next()}`;
}
