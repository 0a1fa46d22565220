/** What lists of jobs show, live: everybody who watches shares one reading of each job that something happened to. */
import type { Job } from './job.ts';

/** Milliseconds in which changes gather: at most four a second for each job. */
const GATHER_MS = 250;

export interface FeedPage {
  /** whether `jobs` is the whole list, from which one begins anew */
  whole: boolean;
  jobs: readonly Job[];
}

export interface FeedSource {
  /** The newest jobs. */
  newest(): Promise<readonly Job[]>;
  /** Null: it is gone. */
  read(id: string): Promise<Job | null>;
}

/** What one watcher has not taken yet: of each job the newest state, so that a slow one holds up nothing but itself. */
class Watcher {
  readonly #jobs = new Map<string, Job>();
  #anew = true;
  #heard: (() => void) | null = null;

  put(jobs: readonly Job[]): void {
    for (const job of jobs) this.#jobs.set(job.id, job);
    if (jobs.length > 0) this.#heard?.();
  }

  beginAnew(): void {
    this.#anew = true;
    this.wake();
  }

  wake = (): void => this.#heard?.();

  /** Settles when there is something to take, or when it is woken. */
  async wait(): Promise<void> {
    if (this.#anew || this.#jobs.size > 0) return;
    await new Promise<void>((resolve) => (this.#heard = resolve));
    this.#heard = null;
  }

  /** Null: the whole list is due. */
  take(): readonly Job[] | null {
    const jobs = [...this.#jobs.values()];
    this.#jobs.clear();
    const anew = this.#anew;
    this.#anew = false;
    return anew ? null : jobs;
  }
}

export class Feed {
  readonly #source: FeedSource;
  readonly #watchers = new Set<Watcher>();
  readonly #changed = new Set<string>();
  #gathering = false;

  constructor(source: FeedSource) {
    this.#source = source;
  }

  /** Something happened to a job. */
  heard(id: string): void {
    if (this.#watchers.size === 0) return;
    this.#changed.add(id);
    this.#gather();
  }

  /** Something may have happened that nobody heard of. */
  missed(): void {
    for (const watcher of this.#watchers) watcher.beginAnew();
  }

  /** The newest jobs, then each that changes, at most four times a second; until the signal fires. */
  async* watch(signal: AbortSignal): AsyncGenerator<FeedPage> {
    const watcher = new Watcher();
    this.#watchers.add(watcher);
    signal.addEventListener('abort', watcher.wake);
    try {
      while (!signal.aborted) {
        await watcher.wait();
        if (signal.aborted) return;
        const jobs = watcher.take();
        if (jobs === null) yield { whole: true, jobs: await this.#source.newest() };
        else if (jobs.length > 0) yield { whole: false, jobs };
      }
    } finally {
      signal.removeEventListener('abort', watcher.wake);
      this.#watchers.delete(watcher);
    }
  }

  #gather(): void {
    if (this.#gathering) return;
    this.#gathering = true;
    setTimeout(() => {
      const ids = [...this.#changed];
      this.#changed.clear();
      void this.#deliver(ids).finally(() => {
        this.#gathering = false; // one reading after the other: what is read later is newer
        if (this.#changed.size > 0) this.#gather();
      });
    }, GATHER_MS).unref();
  }

  async #deliver(ids: readonly string[]): Promise<void> {
    try {
      const jobs = (await Promise.all(ids.map((id) => this.#source.read(id)))).filter((job) => job !== null);
      for (const watcher of this.#watchers) watcher.put(jobs);
    } catch {
      this.missed(); // Redis was away: who watches begins anew
    }
  }
}
