/** What both foreign protocols address: a model, and one of its versions by number or label. */
import { TrainyardError } from '../../engine/index.ts';
import type { ModelRegistry, ModelVersion } from '../../models/index.ts';
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
  if (label !== undefined && label !== 'latest') throw new TrainyardError('not-found', `Model "${name}" has no version labelled "${label}".`, { hint: 'The label "latest" is that of the newest version.' });
  if (version === undefined) return models.get(name, 'latest');
  if (!/^[1-9]\d{0,8}$/.test(version)) throw new TrainyardError('not-found', `Model "${name}" has no version "${version.slice(0, 20)}".`, { hint: 'Versions are numbers from 1.' });
  return models.get(name, Number(version));
}

/** Values of one answer. */
export const columnsOf = ({ target, inputShape, classes }: ModelVersion): number => (target === 'input' ? sizeOf(inputShape) : classes.length);
