import { TrainyardError, nearestName, sizeOf, specError } from '../engine/index.ts';
import type { Issue, Split, TrainingData } from '../engine/index.ts';
import { datasets } from './registry.ts';
import type { Dataset, DatasetContext, DatasetDefinition } from './types.ts';

/** The data set of a job: members every data set has, and those of its own schema. */
export interface DatasetRequest {
  name: string;
  /** train on the FIRST so many samples; all of them when absent */
  trainSize?: number;
  /** hold out the LAST so many of those for validation */
  validation?: number;
  augment?: readonly unknown[];
  [option: string]: unknown;
}

/** Loaded data sets are kept: a thread that runs one job after another reads the files once. */
const KEPT = 3;
const loaded = new Map<string, Promise<Dataset>>();

export function findDataset(name: string): DatasetDefinition {
  if (Object.hasOwn(datasets, name)) return datasets[name];
  const known = Object.keys(datasets);
  const nearest = nearestName(name, known);
  throw specError('unknown-name', '#/dataset/name', `There is no data set "${name}".`, nearest === null ? `Known: ${known.join(', ')}.` : `Did you mean "${nearest}"?`);
}

function parseOptions(definition: DatasetDefinition, options: Record<string, unknown>): unknown {
  const parsed = definition.options.safeParse(options);
  if (parsed.success) return parsed.data;
  const issues = parsed.error.issues.map((issue): Issue => {
    const unknown = issue.code === 'unrecognized_keys' ? issue.keys[0] : null;
    const pointer = ['#/dataset', ...(unknown === null ? issue.path.map(String) : [unknown])].join('/');
    if (unknown === null) return { pointer, code: 'invalid-spec', detail: issue.message, hint: `See the options of "${definition.name}".` };
    return { pointer, code: 'unknown-member', detail: `"${definition.name}" has no option "${unknown}".`, hint: 'Leave it out.' };
  });
  throw new TrainyardError(issues[0].code ?? 'invalid-spec', issues[0].detail, { hint: issues[0].hint, issues });
}

/** The whole data set, from memory when it was loaded before. Its arrays are shared: never write to them. */
export async function openDataset(name: string, context: DatasetContext, options: Record<string, unknown> = {}): Promise<Dataset> {
  const definition = findDataset(name);
  const parsed = parseOptions(definition, options);
  const key = JSON.stringify([name, parsed, context.datasetsDir, context.cacheDir]);
  const promise = loaded.get(key) ?? definition.load(context, parsed);
  loaded.delete(key);
  loaded.set(key, promise); // last in the order of insertion: the most recently used
  for (const oldest of loaded.keys()) {
    if (loaded.size <= KEPT) break;
    loaded.delete(oldest);
  }
  try {
    return await promise;
  } catch (error) {
    loaded.delete(key);
    throw error;
  }
}

function slice(split: Split, size: number, from: number, to: number): Split {
  return { count: to - from, inputs: split.inputs.subarray(from * size, to * size), labels: split.labels.subarray(from, to) };
}

/** The splits of a job, as views on the shared arrays. Throws issues at `#/dataset/...`, `dataset-unavailable`, `dataset-corrupt`. */
export async function loadDataset(spec: DatasetRequest, context: DatasetContext): Promise<{ dataset: Dataset; data: TrainingData }> {
  const { name, trainSize, validation = 0, augment: _augment, ...options } = spec;
  const { trainCount } = findDataset(name);
  const used = trainSize ?? trainCount;
  if (!Number.isInteger(used) || used < 1 || used > trainCount) {
    throw specError('invalid-spec', '#/dataset/trainSize', `"${name}" has ${trainCount} training samples, not ${used}.`, `Give a whole number from 1 to ${trainCount}.`);
  }
  if (!Number.isInteger(validation) || validation < 0 || validation >= used) {
    throw specError('invalid-spec', '#/dataset/validation', `${validation} of ${used} samples cannot be held out.`, `Give a whole number from 0 to ${used - 1}.`);
  }
  const dataset = await openDataset(name, context, options);
  const size = sizeOf(dataset.inputShape);
  const train = slice(dataset.train, size, 0, used - validation);
  const held = validation === 0 ? null : slice(dataset.train, size, used - validation, used);
  return { dataset, data: { train, validation: held, test: dataset.test } };
}
