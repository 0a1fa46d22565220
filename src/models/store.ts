/** Where artifacts live. Keys are `/`-separated names, such as `jobs/<id>/spec.json`. */
export interface Store {
  /** what another process or thread opens the same store with */
  readonly location: string;
  /** Several files directly under one prefix, visible together or not at all. Throws 'already-exists' where the prefix is taken. */
  publish(prefix: string, files: ReadonlyMap<string, Uint8Array | string>): Promise<void>;
  /** One file, replaced atomically and on disk when the promise settles. */
  put(key: string, content: Uint8Array | string): Promise<void>;
  /** Throws 'not-found'. */
  get(key: string): Promise<Uint8Array>;
  has(key: string): Promise<boolean>;
  /** Names directly below a prefix, sorted; none where there is nothing. */
  list(prefix: string): Promise<string[]>;
  /** The file, or everything below the prefix; nothing happens where there is none. */
  remove(prefix: string): Promise<void>;
}
