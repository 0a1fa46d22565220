import { nearestName, TrainyardError } from '../engine/index.ts';
import type { Experiment } from './definition.ts';
import { experiments } from './registry.ts';

/** Throws 'not-found' with the nearest id. */
export function findExperiment(id: string): Experiment {
  const found = experiments.find((experiment) => experiment.id === id);
  if (found) return found;
  const near = nearestName(id, experiments.map((experiment) => experiment.id));
  throw new TrainyardError('not-found', `There is no experiment "${id}".`, { hint: near ? `Did you mean "${near}"?` : 'GET /api/v1/catalogue/experiments lists what there is.' });
}
