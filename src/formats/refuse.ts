import { TrainyardError } from '../engine/index.ts';

/** A file that cannot be read as what it should be: `what` names the file and the place in it, `hint` the way out. */
export function refuse(what: string, hint: string, cause?: unknown): TrainyardError {
  return new TrainyardError('invalid-input', what, { hint, cause });
}
