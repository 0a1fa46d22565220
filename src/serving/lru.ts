/** Keeps the most recently used values whose sizes come to no more than `limit`; a Map remembers the order of insertion. */
export class RecentlyUsed<Value> {
  readonly #values = new Map<string, { value: Value; size: number }>();
  readonly #limit: number;
  #total = 0;
  #newest = '';

  constructor(limit: number) {
    this.#limit = limit;
  }

  get(key: string): Value | undefined {
    const kept = this.#values.get(key);
    if (!kept) return undefined;
    if (key !== this.#newest) {
      this.#values.delete(key);
      this.#values.set(key, kept);
      this.#newest = key;
    }
    return kept.value;
  }

  /** The ones used longest ago go when it gets too much; the newest stays, however large. */
  set(key: string, value: Value, size: number): void {
    this.remove(key);
    this.#values.set(key, { value, size });
    this.#newest = key;
    this.#total += size;
    for (const oldest of this.#values.keys()) {
      if (this.#total <= this.#limit || oldest === key) break;
      this.remove(oldest);
    }
  }

  remove(key: string): void {
    const kept = this.#values.get(key);
    if (!kept) return;
    this.#values.delete(key);
    this.#total -= kept.size;
  }
}
