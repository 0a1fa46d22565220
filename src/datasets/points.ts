import { z } from 'zod';
import { RandomStream, STREAMS, randomKey } from '../engine/index.ts';
import type { Split } from '../engine/index.ts';
import { finish } from './finish.ts';
import type { DatasetDefinition } from './types.ts';

export const seedOption = z.int().min(0).max(Number.MAX_SAFE_INTEGER).default(0).describe('Seed of the generator.');

export const noiseOption = (byDefault: number): z.ZodDefault<z.ZodNumber> =>
  z.number().min(0).max(10).default(byDefault).describe('Standard deviation of the normal noise on each coordinate.');

const TRAIN = 1_000;
const TEST = 500;

/** Where a point of a class lies before noise; the stream is the point's own. */
export type Place<Options> = (random: RandomStream, label: number, options: Options) => readonly [number, number];

interface Points<Options> {
  name: string;
  title: string;
  summary: string;
  source: string;
  classes: string[];
  options: z.ZodType<Options>;
  place: Place<Options>;
}

/** Points in the plane, inputs [2] as float32, the classes in turn. Point i is a function of the seed, the split and i alone. */
export function pointsDataset<Options extends { seed: number; noise: number }>({ place, ...facts }: Points<Options>): DatasetDefinition {
  const inputShape = [2];
  const inTurn = (count: number): number[] => facts.classes.map((_, label) => Math.ceil((count - label) / facts.classes.length));
  const generate = (count: number, firstCounter: number, options: Options): Split => {
    const inputs = new Float32Array(count * 2);
    const labels = new Int32Array(count);
    for (let i = 0; i < count; i++) {
      const random = new RandomStream(randomKey(options.seed, STREAMS.data, firstCounter + i));
      labels[i] = i % facts.classes.length;
      const [x, y] = place(random, labels[i], options);
      inputs[2 * i] = x + options.noise * random.normal();
      inputs[2 * i + 1] = y + options.noise * random.normal();
    }
    return { count, inputs, labels };
  };
  return {
    ...facts,
    inputShape,
    trainCount: TRAIN,
    testCount: TEST,
    classCounts: { train: inTurn(TRAIN), test: inTurn(TEST) },
    async availability() {
      return 'built-in';
    },
    async load(_context, options) {
      const parsed = facts.options.parse(options);
      const splits = { train: generate(TRAIN, 0, parsed), test: generate(TEST, 2 ** 31, parsed), source: facts.source };
      return finish({ name: facts.name, inputShape, classes: facts.classes }, splits);
    },
  };
}
