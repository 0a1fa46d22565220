import { z } from 'zod';
import { sizeOf } from '../engine/index.ts';
import type { Split } from '../engine/index.ts';
import { findDataset, knownDatasets, openDataset } from './load.ts';
import type { Availability, Dataset, DatasetContext, DatasetDefinition, ImagePreparation } from './types.ts';

/** What the API tells of a data set without loading it. */
export interface DatasetDescription {
  object: 'dataset';
  name: string;
  title: string;
  summary: string;
  source: string;
  task: 'classification';
  inputShape: number[];
  classes: string[];
  trainCount: number;
  testCount: number;
  /** what is done to pictures that a model of it is to read; null: they are resized */
  images: ImagePreparation | null;
  available: boolean;
  availability: Availability;
  uploaded: boolean;
  /** the fingerprint of what is trained on; null where it is known only when loaded */
  hash: string | null;
  /** samples of each class, in the order of the classes */
  classCounts: { train: number[]; test: number[] };
  /** JSON Schema of the options it takes in a job spec beside `trainSize` and `validation` */
  options: Record<string, unknown>;
}

/** Throws `unknown-name`, with the nearest known name. */
export async function describeDataset(name: string, context: DatasetContext): Promise<DatasetDescription> {
  return describe(await findDataset(name, context), context);
}

async function describe(definition: DatasetDefinition, context: DatasetContext): Promise<DatasetDescription> {
  const { name, title, summary, source, inputShape, classes, trainCount, testCount, classCounts, images = null, upload } = definition;
  const availability = await definition.availability(context);
  const options = z.toJSONSchema(definition.options, { io: 'input' }) as Record<string, unknown>;
  return {
    object: 'dataset', name, title, summary, source, task: 'classification', inputShape: [...inputShape], classes: [...classes], trainCount, testCount, images,
    available: availability !== 'missing', availability, uploaded: upload !== undefined, hash: upload?.hash ?? null, classCounts: { train: [...classCounts.train], test: [...classCounts.test] }, options,
  };
}

export async function describeDatasets(context: DatasetContext): Promise<DatasetDescription[]> {
  return Promise.all(Object.values(await knownDatasets(context)).map((definition) => describe(definition, context)));
}

export interface Sample {
  index: number;
  label: string;
  labelIndex: number;
  /** flat, row-major, in the range a network is trained on (images 0..1) */
  input: number[];
}

/** `limit` samples from `offset` on; fewer at the end, none past it. */
export function samples(dataset: Dataset, split: 'train' | 'test', offset: number, limit: number): Sample[] {
  const { count, inputs, labels } = dataset[split];
  const size = sizeOf(dataset.inputShape);
  const from = Math.min(offset, count);
  const to = Math.min(from + limit, count);
  return samplesOf({ count: to - from, inputs: inputs.subarray(from * size, to * size), labels: labels.subarray(from, to) }, dataset, from);
}

/** The same, with how many there are, loading no more than is needed. */
export async function readSamples(name: string, context: DatasetContext, { split, offset, limit }: { split: 'train' | 'test'; offset: number; limit: number }): Promise<{ data: Sample[]; count: number }> {
  const definition = await findDataset(name, context);
  const count = split === 'train' ? definition.trainCount : definition.testCount;
  if (definition.rows === undefined) return { data: samples(await openDataset(name, context), split, offset, limit), count };
  return { data: samplesOf(await definition.rows(split, offset, limit), definition, offset), count };
}

function samplesOf({ count, inputs, labels }: Split, { inputShape, classes }: Pick<Dataset, 'inputShape' | 'classes'>, first: number): Sample[] {
  const size = sizeOf(inputShape);
  const scale = inputs instanceof Uint8Array ? 255 : 1;
  return Array.from({ length: count }, (_, i) => {
    const input = Array.from(inputs.subarray(i * size, (i + 1) * size), (value) => value / scale);
    return { index: first + i, label: classes[labels[i]], labelIndex: labels[i], input };
  });
}
