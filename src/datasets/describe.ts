import { z } from 'zod';
import { sizeOf } from '../engine/index.ts';
import { datasets } from './registry.ts';
import { findDataset } from './load.ts';
import type { Availability, Dataset, DatasetContext } from './types.ts';

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
  available: boolean;
  availability: Availability;
  /** JSON Schema of the options it takes in a job spec beside `trainSize` and `validation` */
  options: Record<string, unknown>;
}

/** Throws `unknown-name`, with the nearest known name. */
export async function describeDataset(name: string, context: DatasetContext): Promise<DatasetDescription> {
  const { title, summary, source, inputShape, classes, trainCount, testCount, ...definition } = findDataset(name);
  const availability = await definition.availability(context);
  const options = z.toJSONSchema(definition.options, { io: 'input' }) as Record<string, unknown>;
  return {
    object: 'dataset', name, title, summary, source, task: 'classification', inputShape: [...inputShape], classes: [...classes], trainCount, testCount,
    available: availability !== 'missing', availability, options,
  };
}

export function describeDatasets(context: DatasetContext): Promise<DatasetDescription[]> {
  return Promise.all(Object.keys(datasets).map((name) => describeDataset(name, context)));
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
  const scale = inputs instanceof Uint8Array ? 255 : 1;
  const from = Math.min(offset, count);
  return Array.from({ length: Math.min(limit, count - from) }, (_, i) => {
    const index = from + i;
    const input = Array.from(inputs.subarray(index * size, (index + 1) * size), (value) => value / scale);
    return { index, label: dataset.classes[labels[index]], labelIndex: labels[index], input };
  });
}
