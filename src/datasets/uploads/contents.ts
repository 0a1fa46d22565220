import type { Shape, Split } from '../../engine/index.ts';
import { refuse } from '../../formats/refuse.ts';
import { gather, permutation } from '../shuffle.ts';

/** What a file turns into: everything a training run can see. Inputs row-major, [count, ...inputShape]; bytes stand for value/255. */
export interface Contents {
  inputShape: Shape;
  classes: string[];
  train: Split;
  test: Split;
}

export const MAX_CLASSES = 10_000;
export const MAX_CLASS_NAME = 128;

interface Sizes {
  /** values of one sample */
  size: number;
  classes: number;
}

/**
 * Divides samples into training and test, both in random order: of each class the same share, rounded, goes to the test split, and at least one sample
 * stays to train on. A function of the samples, the fraction and the seed alone.
 */
export function divide(all: Split, { size, classes }: Sizes, { testFraction, seed }: { testFraction: number; seed: number }): { train: Split; test: Split } {
  const order = permutation(all.count, seed);
  const wanted = new Int32Array(classes);
  for (const label of all.labels) wanted[label] += 1;
  for (let c = 0; c < classes; c++) wanted[c] = Math.min(Math.round(wanted[c] * testFraction), wanted[c] - 1);
  const [test, train]: [number[], number[]] = [[], []];
  for (const index of order) (wanted[all.labels[index]]-- > 0 ? test : train).push(index);
  if (test.length === 0) throw refuse(`Of ${all.count} samples a share of ${testFraction} leaves none to test on.`, 'Give a larger options.testFraction, or more samples.');
  return { train: gather(all, train, size), test: gather(all, test, size) };
}

/** Labels that are whole numbers from 0: names for them, given or the numbers themselves. `where` names the file of a label that has no class. */
export function nameClasses(splits: readonly { labels: Int32Array; where: string }[], given: readonly string[] | undefined): string[] {
  const highest = splits.reduce((most, { labels }) => labels.reduce((a, b) => Math.max(a, b), most), 0);
  const known = given?.length ?? MAX_CLASSES;
  for (const { labels, where } of splits) {
    const wrong = labels.findIndex((label) => label < 0 || label >= known);
    if (wrong >= 0) throw refuse(`${where}: label ${wrong} is ${labels[wrong]}, but there are classes 0 to ${known - 1}.`, given === undefined ? 'Number the classes from 0.' : 'Give a name for every class in options.classes, or correct the label.');
  }
  return given === undefined ? Array.from({ length: highest + 1 }, (_, index) => String(index)) : [...given];
}

/** Rules that hold for every format. */
export function checkContents({ train, test, classes, inputShape }: Contents): void {
  if (train.count === 0 || test.count === 0) throw refuse(`There are no samples to ${train.count === 0 ? 'train' : 'test'} on.`, 'Give at least one sample of each split.');
  if (classes.length < 2) throw refuse(`There is only one class, ${JSON.stringify(classes[0])}.`, 'Give samples of at least two classes.');
  if (classes.length > MAX_CLASSES) throw refuse(`There are ${classes.length} classes; at most ${MAX_CLASSES} are taken.`, 'Check which column or array holds the labels.');
  const long = classes.find((name) => name.length > MAX_CLASS_NAME);
  if (long !== undefined) throw refuse(`The name of a class has ${long.length} characters: ${JSON.stringify(long.slice(0, 40))}….`, `Give names of at most ${MAX_CLASS_NAME}.`);
  if (new Set(classes).size !== classes.length) throw refuse('Two classes have the same name.', 'Give every class a name of its own.');
  if (inputShape.some((side) => side < 1)) throw refuse(`Samples of shape [${inputShape.join(', ')}] hold nothing.`, 'Give samples with at least one value.');
}

/** How many samples of each class, in the order of the classes. */
export function countClasses({ labels }: Split, classes: number): number[] {
  const counts = Array.from({ length: classes }, () => 0);
  for (const label of labels) counts[label] += 1;
  return counts;
}
