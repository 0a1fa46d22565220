/** What both foreign protocols address: a model, and one of its versions by number or alias. */
import { LATEST, type ModelRegistry, type ModelVersion } from '../../models/index.ts';
import { sizeOf } from '../samples.ts';

/** Of the only input and the only output that a model has here. */
export const INPUT = 'input';
export const OUTPUT = 'output';

export interface Address {
  name: string;
  version?: string;
  label?: string;
}

export function servedVersion(models: Pick<ModelRegistry, 'get'>, { name, version, label }: Address): Promise<ModelVersion> {
  const reference = label ?? version ?? LATEST;
  return models.get(name, label === undefined && /^[1-9]\d{0,8}$/.test(reference) ? Number(reference) : reference);
}

/** Values of one answer. */
export const columnsOf = ({ target, inputShape, classes }: ModelVersion): number => (target === 'input' ? sizeOf(inputShape) : classes.length);
