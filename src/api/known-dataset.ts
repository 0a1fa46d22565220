import { knownDatasets } from '../datasets/index.ts';
import type { DatasetContext } from '../datasets/index.ts';
import { nearestName, TrainyardError } from '../engine/index.ts';

/** Throws 'not-found', with the nearest name, where an address names a dataset that is not there. */
export async function requireDataset(name: string, context: DatasetContext): Promise<void> {
  const known = await knownDatasets(context);
  if (Object.hasOwn(known, name)) return;
  const nearest = nearestName(name, Object.keys(known));
  throw new TrainyardError('not-found', `There is no dataset named "${name}".`, {
    hint: nearest === null ? `Known: ${Object.keys(known).join(', ')}.` : `Did you mean "${nearest}"?`,
  });
}
