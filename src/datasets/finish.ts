import { createHash } from 'node:crypto';
import type { Split } from '../engine/index.ts';
import type { Dataset, LoadedSplits } from './types.ts';

const bytesOf = (array: ArrayBufferView): Uint8Array => new Uint8Array(array.buffer, array.byteOffset, array.byteLength);

/** Adds the hash over everything a training run can see. */
export function finish(facts: Pick<Dataset, 'name' | 'inputShape' | 'classes'>, splits: LoadedSplits): Dataset {
  const hash = createHash('sha256');
  const add = (split: Split): void => {
    hash.update(`${split.count} ${split.inputs.constructor.name}\n`).update(bytesOf(split.inputs)).update(bytesOf(split.labels));
  };
  hash.update(JSON.stringify([facts.inputShape, facts.classes]));
  add(splits.train);
  add(splits.test);
  return { ...facts, task: 'classification', ...splits, hash: `sha256:${hash.digest('hex')}` };
}
