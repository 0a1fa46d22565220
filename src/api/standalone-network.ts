import { type NetworkSpec, type Shape, specError } from '../engine/index.ts';
import { knownDatasets } from '../datasets/index.ts';
import type { DatasetContext, ImagePreparation } from '../datasets/index.ts';

/** A network that stands by itself: what a dataset would say of it has to be said beside it, or by its members `input`, `inputSize` and `classes`. */
export interface StandaloneRequest {
  network: Record<string, unknown>;
  inputShape?: number[];
  classes?: number;
  dataset?: string;
}

export interface Standalone {
  network: NetworkSpec;
  inputShape: Shape;
  classes: readonly string[];
  dataset: string | null;
  /** what an uploaded dataset says of pictures */
  images?: ImagePreparation;
}

/** Throws 'spec' errors that say what is missing and where to put it. */
export async function standaloneNetwork({ network: given, inputShape, classes, dataset }: StandaloneRequest, context: DatasetContext): Promise<Standalone> {
  const { input, inputSize, classes: ownClasses, ...network } = given;
  if (dataset !== undefined) {
    const known = await datasetOf(dataset, context);
    return { network: network as NetworkSpec, inputShape: known.inputShape, classes: known.classes, dataset, ...(known.upload !== undefined && known.images && { images: known.images }) };
  }
  const shape = inputShape ?? shapeOf(input ?? (inputSize === undefined ? undefined : [inputSize]));
  const count = classes ?? countOf(ownClasses);
  return { network: network as NetworkSpec, inputShape: shape, classes: Array.from({ length: count }, (_, i) => String(i)), dataset: null };
}

/** Throws 'unknown-name' at #/dataset. */
export async function datasetOf(name: string, context: DatasetContext): Promise<{ inputShape: Shape; classes: readonly string[]; images?: ImagePreparation | undefined; upload?: unknown }> {
  const known = await knownDatasets(context);
  if (!Object.hasOwn(known, name)) throw specError('unknown-name', '#/dataset', `There is no dataset "${name}".`, `Known: ${Object.keys(known).join(', ')}.`);
  return known[name];
}

function shapeOf(value: unknown): Shape {
  const fits = Array.isArray(value) && value.length >= 1 && value.length <= 3 && value.every((side) => Number.isInteger(side) && side >= 1 && side <= 100_000);
  if (!fits) throw specError('invalid-input', '#/inputShape', value === undefined ? 'What the network takes is not said.' : `${JSON.stringify(value)} is no shape of a sample.`, 'Give inputShape, [values] or [height, width, channels], or the name of a dataset.');
  return value as number[];
}

function countOf(value: unknown): number {
  if (!Number.isInteger(value) || (value as number) < 1 || (value as number) > 100_000) throw specError('invalid-input', '#/classes', value === undefined ? 'How many outputs the network has is not said.' : `${JSON.stringify(value)} is no number of outputs.`, 'Give classes, a whole number, or the name of a dataset.');
  return value as number;
}
