import { TrainyardError } from '../engine/index.ts';
import { isPlainName } from './plain-name.ts';

/** Every part of a key is a plain name, so that no key leaves the store. */
export function segments(key: string): string[] {
  const parts = key.split('/');
  const bad = parts.find((part) => !isPlainName(part));
  if (bad !== undefined) throw noKey(key, bad);
  return parts;
}

/** The name of a file of a publication: one part. */
export function plainName(name: string): string {
  if (!isPlainName(name)) throw noKey(name, name);
  return name;
}

function noKey(key: string, part: string): TrainyardError {
  return new TrainyardError('invalid-input', `"${key}" is no key of the store: "${part}" is not a plain name`, { hint: 'use letters, digits, ".", "_" and "-", at most 128, not starting with a dot' });
}
