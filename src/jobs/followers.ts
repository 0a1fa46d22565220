/** Whoever follows the log of a job: any number of them share one subscription, one clock and, while they stand at the same event, one read. */
import type { Redis } from 'ioredis';
import { ended, readEvents } from './events.ts';
import type { JobEvent } from './job.ts';
import { keys } from './keys.ts';

const PAGE = 500;
/** A wake-up may get lost with a connection; looking again after this long costs little. */
const LOOK_AGAIN_MS = 2000;

/** Rings when there may be something new. A ring between `silence` and `rung` is not missed. */
class Bell {
  #ringing = false;
  #heard: (() => void) | null = null;

  ring = (): void => {
    this.#ringing = true;
    this.#heard?.();
  };

  silence(): void {
    this.#ringing = false;
  }

  rung(): Promise<void> {
    return this.#ringing ? Promise.resolve() : new Promise((resolve) => (this.#heard = resolve));
  }
}

export class Followers {
  readonly #redis: Redis;
  readonly #wakeups: Redis;
  readonly #clock: NodeJS.Timeout;
  /** by job */
  readonly #bells = new Map<string, Set<Bell>>();
  readonly #reads = new Map<string, Promise<unknown>>();
  readonly #listeners: ((id: string) => void)[] = [];
  #connected: () => void = () => {};
  /** Of wake-ups so far: what was asked for before one does not answer who asks after it. */
  #wakes = 0;

  /** @param redis reads the logs. @param wakeups a connection for the subscription alone. */
  constructor(redis: Redis, wakeups: Redis) {
    this.#redis = redis;
    this.#wakeups = wakeups;
    wakeups.on('message', (_channel: string, id: string) => this.#wake(id));
    wakeups.on('ready', () => void wakeups.subscribe(keys.wake).then(() => this.#connected()).catch(() => {}));
    this.#clock = setInterval(() => {
      for (const id of this.#bells.keys()) this.#wake(id);
    }, LOOK_AGAIN_MS).unref();
  }

  /** Events after a sequence number as they come, each once and in order, as many at a time as had gathered; ends after 'end' or when the signal fires. */
  async* follow(id: string, after: number, signal: AbortSignal): AsyncGenerator<readonly JobEvent[]> {
    const bell = this.#hang(id);
    signal.addEventListener('abort', bell.ring);
    try {
      for (let last = after; !signal.aborted;) {
        bell.silence();
        const events = await this.#shared(`${id} ${last}`, () => readEvents(this.#redis, id, last, PAGE));
        if (events.length > 0) {
          yield events;
          const newest = events[events.length - 1];
          if (newest.type === 'end') return;
          last = newest.seq;
        } else if (await this.#shared(`${id} ${last} ended`, () => ended(this.#redis, id, last))) return;
        if (events.length < PAGE && !signal.aborted) await bell.rung();
      }
    } finally {
      signal.removeEventListener('abort', bell.ring);
      this.#takeDown(id, bell);
    }
  }

  /** Calls whenever something happened to a job, before anybody who follows it hears of that. */
  onActivity(listener: (id: string) => void): void {
    this.#listeners.push(listener);
  }

  /** Calls whenever wake-ups may have been lost. */
  onConnected(listener: () => void): void {
    this.#connected = listener;
  }

  close(): void {
    clearInterval(this.#clock);
    this.#wakeups.disconnect();
  }

  #wake(id: string): void {
    this.#wakes += 1;
    for (const listener of this.#listeners) listener(id);
    for (const bell of this.#bells.get(id) ?? []) bell.ring();
  }

  #hang(id: string): Bell {
    const bell = new Bell();
    const bells = this.#bells.get(id) ?? new Set();
    this.#bells.set(id, bells.add(bell));
    return bell;
  }

  #takeDown(id: string, bell: Bell): void {
    const bells = this.#bells.get(id);
    bells?.delete(bell);
    if (bells?.size === 0) this.#bells.delete(id);
  }

  /** One read for all who ask for the same while it is under way. */
  #shared<T>(what: string, read: () => Promise<T>): Promise<T> {
    const key = `${what} ${this.#wakes}`;
    const underWay = this.#reads.get(key) as Promise<T> | undefined;
    if (underWay) return underWay;
    const reading = read().finally(() => this.#reads.delete(key));
    this.#reads.set(key, reading);
    return reading;
  }
}
