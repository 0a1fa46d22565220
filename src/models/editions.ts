/**
 * Documents of the store that change by compare-and-set. Each edition is a publication under the next number, and of two publishers
 * of one number the store refuses one: who is refused reads what came in between and tries again. Needs nothing of a store but `publish`.
 */
import { TrainyardError } from '../engine/index.ts';
import type { Store } from './store.ts';

/** Editions that stay; a writer who was held up for longer than so many is found out. */
const KEPT = 100;
const ATTEMPTS = 100;
const FILE = 'document.json';

export interface Edition<T> {
  /** from 1; 0: nothing was ever written */
  number: number;
  document: T;
}

const nameOf = (number: number): string => String(number).padStart(9, '0');

async function numbersOf(store: Store, prefix: string): Promise<number[]> {
  return (await store.list(prefix)).filter((name) => /^\d{9}$/.test(name)).map(Number);
}

/** The newest edition, or `initial` where there is none. Throws 'store-corrupt'. */
export async function readEdition<T>(store: Store, prefix: string, initial: T): Promise<Edition<T>> {
  for (let attempt = 1; ; attempt++) {
    const number = (await numbersOf(store, prefix)).at(-1);
    if (number === undefined) return { number: 0, document: initial };
    const key = `${prefix}/${nameOf(number)}/${FILE}`;
    try {
      return { number, document: JSON.parse(new TextDecoder().decode(await store.get(key))) as T };
    } catch (error) {
      if (error instanceof SyntaxError) throw new TrainyardError('store-corrupt', `${key} is not what was published`, { hint: 'restore the store from a backup', cause: error });
      // it went while we looked: there are newer ones
      if (!(error instanceof TrainyardError && error.code === 'not-found') || attempt === ATTEMPTS) throw error;
    }
  }
}

/** What `change` makes of the newest edition becomes the next; nothing is written where it gives back what it was given. May be called several times. */
export async function changeEdition<T>(store: Store, prefix: string, { initial, change }: { initial: T; change: (document: T) => T | Promise<T> }): Promise<T> {
  for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
    const { number, document } = await readEdition(store, prefix, initial);
    const next = await change(document);
    if (next === document) return document;
    if (await publishEdition(store, prefix, { number: number + 1, document: next })) return next;
  }
  throw new TrainyardError('store-unavailable', `${prefix} is being changed by too many at once.`, { hint: 'Try again shortly.', retryAfter: 1 });
}

/** False where somebody else was faster. */
async function publishEdition<T>(store: Store, prefix: string, { number, document }: Edition<T>): Promise<boolean> {
  const own = `${prefix}/${nameOf(number)}`;
  try {
    await store.publish(own, new Map([[FILE, JSON.stringify(document, null, 2)]]));
  } catch (error) {
    if (error instanceof TrainyardError && error.code === 'already-exists') return false;
    throw error;
  }
  const numbers = await numbersOf(store, prefix);
  const newest = numbers.at(-1) ?? number;
  if (newest - number >= KEPT) {
    await store.remove(own); // the number was free because its edition had gone long ago
    return false;
  }
  for (const old of numbers.filter((each) => each <= newest - KEPT)) await store.remove(`${prefix}/${nameOf(old)}`).catch(() => {}); // the next writer tries again
  return true;
}
