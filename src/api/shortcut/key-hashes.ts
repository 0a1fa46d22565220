import type { Socket } from 'node:net';
import { sha256OfKey } from '../../access/index.ts';

const BEARER = /^Bearer ([\x21-\x7e]+)$/i;

/** SHA-256 of the key that a connection brings along; it brings the same one with every request. */
export class KeyHashes {
  readonly #last = new WeakMap<Socket, { header: string; hash: string }>();

  /** Null where there is no key. */
  of(socket: Socket, header: string | undefined): string | null {
    if (header === undefined) return null;
    const last = this.#last.get(socket);
    if (last?.header === header) return last.hash;
    const key = BEARER.exec(header)?.[1];
    if (key === undefined) return null;
    const hash = sha256OfKey(key);
    this.#last.set(socket, { header, hash });
    return hash;
  }
}
