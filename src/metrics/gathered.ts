const MOST = 256;

/** Numbers that are handed on together: between two answers the library that counts them is out of the processor's caches, and one at a time they take several times as long. */
export class Gathered {
  readonly #numbers = new Float64Array(MOST);
  readonly #handOn: (numbers: Float64Array) => void;
  #count = 0;

  /** @param handOn must not keep what it is given */
  constructor(handOn: (numbers: Float64Array) => void) {
    this.#handOn = handOn;
  }

  add(number: number): void {
    this.#numbers[this.#count++] = number;
    if (this.#count === MOST) this.flush();
  }

  flush(): void {
    const numbers = this.#numbers.subarray(0, this.#count);
    this.#count = 0;
    if (numbers.length > 0) this.#handOn(numbers);
  }
}
