import { datasets } from '../datasets/index.ts';
import { nearestName, TrainyardError } from '../engine/index.ts';

/** Throws 'not-found', with the nearest name, where an address names a dataset that is not there. */
export function requireDataset(name: string): void {
  if (Object.hasOwn(datasets, name)) return;
  const known = Object.keys(datasets);
  const nearest = nearestName(name, known);
  throw new TrainyardError('not-found', `There is no dataset named "${name}".`, {
    hint: nearest === null ? `Known: ${known.join(', ')}.` : `Did you mean "${nearest}"?`,
  });
}
