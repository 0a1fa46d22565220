/** Pairs that are remembered. */
const MOST = 10_000;

/** Keys that were good, and from where: they stay usable there while somebody behind the same address guesses. By hash, so that asking costs no new string. */
export class Trusted {
  readonly #addresses = new Map<string, Set<string>>();
  #pairs = 0;

  has(keySha256: string, address: string): boolean {
    return this.#addresses.get(keySha256)?.has(address) ?? false;
  }

  add(keySha256: string, address: string): void {
    if (this.has(keySha256, address)) return;
    if (this.#pairs >= MOST) {
      this.#addresses.clear();
      this.#pairs = 0;
    }
    const addresses = this.#addresses.get(keySha256) ?? new Set();
    this.#addresses.set(keySha256, addresses.add(address));
    this.#pairs += 1;
  }

  delete(keySha256: string, address: string): void {
    const addresses = this.#addresses.get(keySha256);
    if (!addresses?.delete(address)) return;
    this.#pairs -= 1;
    if (addresses.size === 0) this.#addresses.delete(keySha256);
  }
}
