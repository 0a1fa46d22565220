import { TrainyardError } from '../engine/index.ts';
import { LATEST } from '../models/index.ts';

/** `latest` is nobody's to move. */
export function refuseAutomatic(alias: string): void {
  if (alias === LATEST) throw new TrainyardError('wrong-state', `"${LATEST}" always names the newest version.`, { hint: 'Use another name, such as production.' });
}
