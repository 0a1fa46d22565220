import { TrainyardError } from '../engine/index.ts';
import { ALIAS_NAME, LATEST } from '../models/index.ts';

/** What no alias is called, and `latest`, which is nobody's to move. */
export function requireMovable(alias: string): void {
  if (!ALIAS_NAME.test(alias)) throw new TrainyardError('malformed-request', `"${alias}" cannot be an alias.`, { hint: 'Use lower-case letters, digits, ".", "_" and "-", at most 64, beginning with a letter: a number is a version.' });
  if (alias === LATEST) throw new TrainyardError('wrong-state', `"${LATEST}" always names the newest version.`, { hint: 'Use another name, such as production.' });
}
