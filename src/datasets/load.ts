import { TrainyardError, nearestName, sizeOf, specError } from '../engine/index.ts';
import type { Issue, Split, TrainingData } from '../engine/index.ts';
import { datasets } from './registry.ts';
import { shuffle } from './shuffle.ts';
import type { Dataset, DatasetContext, DatasetDefinition, ImagePreparation } from './types.ts';
import { findUpload, listUploads } from './uploads/library.ts';

/** The data set of a job: members every data set has, and those of its own schema. */
export interface DatasetRequest {
  name: string;
  /** train on the FIRST so many samples; all of them when absent */
  trainSize?: number;
  /** hold out the LAST so many of those for validation */
  validation?: number;
  /** seed of the order in which the first `trainSize` samples are taken; their own when absent */
  shuffle?: number;
  augment?: readonly unknown[];
  [option: string]: unknown;
}

/** Loaded data sets are kept: a thread that runs one job after another reads the files once. */
const KEPT = 3;
const loaded = new Map<string, Promise<Dataset>>();

/** Every data set that is to be had by name: built-in ones and, after them, what was uploaded. */
export async function knownDatasets(context: DatasetContext): Promise<Readonly<Record<string, DatasetDefinition>>> {
  const uploads = await listUploads(context);
  return { ...datasets, ...Object.fromEntries(uploads.filter(({ name }) => !Object.hasOwn(datasets, name)).map((definition) => [definition.name, definition])) };
}

/** Throws `unknown-name`, with the nearest known name. */
export async function findDataset(name: string, context: DatasetContext): Promise<DatasetDefinition> {
  const found = Object.hasOwn(datasets, name) ? datasets[name] : await findUpload(context, name);
  if (found) return found;
  const known = Object.keys(await knownDatasets(context));
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
  return openDefinition(await findDataset(name, context), context, options);
}

async function openDefinition(definition: DatasetDefinition, context: DatasetContext, options: Record<string, unknown>): Promise<Dataset> {
  const parsed = parseOptions(definition, options);
  // the name of an upload may come back with other content
  const key = JSON.stringify([definition.name, definition.upload?.hash, parsed, context.datasetsDir, context.cacheDir, context.uploadsDir]);
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

/** The splits of a job, as views on the shared arrays, and what an uploaded data set says of pictures. Throws issues at `#/dataset/...`, `dataset-unavailable`, `dataset-corrupt`. */
export async function loadDataset(spec: DatasetRequest, context: DatasetContext): Promise<{ dataset: Dataset; data: TrainingData; images?: ImagePreparation }> {
  const { name, trainSize, validation = 0, shuffle: seed, augment: _augment, ...options } = spec;
  const definition = await findDataset(name, context);
  const { trainCount } = definition;
  const used = trainSize ?? trainCount;
  if (!Number.isInteger(used) || used < 1 || used > trainCount) {
    throw specError('invalid-spec', '#/dataset/trainSize', `"${name}" has ${trainCount} training samples, not ${used}.`, `Give a whole number from 1 to ${trainCount}.`);
  }
  if (!Number.isInteger(validation) || validation < 0 || validation >= used) {
    throw specError('invalid-spec', '#/dataset/validation', `${validation} of ${used} samples cannot be held out.`, `Give a whole number from 0 to ${used - 1}.`);
  }
  const dataset = await openDefinition(definition, context, options);
  const size = sizeOf(dataset.inputShape);
  const first = slice(dataset.train, size, 0, used);
  const all = seed === undefined ? first : shuffle(first, size, seed);
  const train = slice(all, size, 0, used - validation);
  const held = validation === 0 ? null : slice(all, size, used - validation, used);
  return { dataset, data: { train, validation: held, test: dataset.test }, ...(definition.upload && definition.images && { images: definition.images }) };
}
