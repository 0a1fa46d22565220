import { TrainyardError } from '../engine/index.ts';

/** Names, headers and values come from the file, which may hold megabytes of them; messages are for people. */
const LONGEST = 1000;

function shortened(text: string): string {
  return text.length <= LONGEST ? text : `${text.slice(0, LONGEST / 2)} … ${text.slice(-LONGEST / 4)}`.toWellFormed();
}

/** A file that cannot be read as what it should be: `what` names the file and the place in it, `hint` the way out. */
export function refuse(what: string, hint: string, cause?: unknown): TrainyardError {
  return new TrainyardError('invalid-input', shortened(what), { hint: shortened(hint), cause });
}
