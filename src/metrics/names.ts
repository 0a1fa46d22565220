/** The label of whatever came too late for one of its own. */
export const OTHER = 'other';
const MOST = 100;

/** Bounds a label: the first hundred names are themselves, later ones are `other`. */
export class Names {
  readonly #known = new Set<string>();

  /** A name that is `genuine` gets a label of its own while there is room; others have one only if they had it before. */
  label(name: string, genuine: boolean): string {
    if (genuine && this.#known.size < MOST) this.#known.add(name);
    return this.#known.has(name) ? name : OTHER;
  }
}
