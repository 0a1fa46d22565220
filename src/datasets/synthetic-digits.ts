import { setImmediate } from 'node:timers/promises';
import { z } from 'zod';
import { RandomStream, STREAMS, randomKey } from '../engine/index.ts';
import type { Split } from '../engine/index.ts';
import { drawDigit } from './digits/digit.ts';
import { SIDE } from './digits/render.ts';
import { finish } from './finish.ts';
import { seedOption } from './points.ts';
import type { DatasetDefinition } from './types.ts';

const NAME = 'synthetic-digits';
const SOURCE = 'generated: our own stroke skeletons, bent, stretched, slanted and drawn with a pen';
const PIXELS = SIDE * SIDE;
const INPUT_SHAPE = [SIDE, SIDE, 1];
const CLASSES = ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9'];
const TRAIN = 20_000;
const TEST = 2_000;
/** Images drawn between two breaths of the event loop. */
const AT_ONCE = 50;

/** Image i is a function of seed, split and i alone; every ten images hold each digit once, in random order. */
async function generate(count: number, seed: number, firstCounter: number): Promise<Split> {
  const inputs = new Uint8Array(count * PIXELS);
  const labels = new Int32Array(count);
  const ink = new Float64Array(PIXELS);
  const order = new Int32Array(CLASSES.length);
  for (let i = 0; i < count; i++) {
    const place = i % order.length;
    if (place === 0) new RandomStream(randomKey(seed, STREAMS.data, firstCounter + TRAIN + i)).permutation(order, order.length);
    labels[i] = order[place];
    drawDigit(labels[i], new RandomStream(randomKey(seed, STREAMS.data, firstCounter + i)), inputs.subarray(i * PIXELS, (i + 1) * PIXELS), ink);
    if (i % AT_ONCE === AT_ONCE - 1) await setImmediate();
  }
  return { count, inputs, labels };
}

export const syntheticDigits: DatasetDefinition = {
  name: NAME,
  title: 'Synthetic digits',
  summary: 'Digits in the manner of MNIST from our own generator, no files needed: 20,000 grey 28 x 28 images to train on, 2,000 to test on.',
  source: SOURCE,
  inputShape: INPUT_SHAPE,
  classes: CLASSES,
  trainCount: TRAIN,
  testCount: TEST,
  classCounts: { train: CLASSES.map(() => TRAIN / CLASSES.length), test: CLASSES.map(() => TEST / CLASSES.length) },
  images: { box: 20, centre: 'mass' },
  options: z.strictObject({ seed: seedOption }),
  async availability() {
    return 'built-in';
  },
  async load(_context, options) {
    const { seed } = options as { seed: number };
    const train = await generate(TRAIN, seed, 0);
    const test = await generate(TEST, seed, 2 ** 31);
    return finish({ name: NAME, inputShape: INPUT_SHAPE, classes: CLASSES }, { train, test, source: SOURCE });
  },
};
