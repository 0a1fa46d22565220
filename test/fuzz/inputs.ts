import { RandomStream, randomKey } from '../../src/engine/random.ts';
import { mutate } from './mutate.ts';
import type { FuzzParser, Seed } from './types.ts';

export interface Input {
  seed: Seed;
  bytes: Uint8Array;
  /** given as the seed is: must be read, or refused where the seed says so */
  untouched: boolean;
}

/** Heavy seeds are drawn this seldom. */
const HEAVY_EVERY = 400;

/** Input number `index`: a function of parser, seed and index alone. The first ones are the seeds themselves. */
export async function inputsOf(parser: FuzzParser, seed: number): Promise<(index: number) => Input> {
  const seeds = await parser.seeds();
  const [light, heavy] = [seeds.filter((each) => !each.heavy), seeds.filter((each) => each.heavy)];
  const stream = [...parser.name].reduce((hash, letter) => (Math.imul(hash, 31) + letter.charCodeAt(0)) >>> 0, 7);
  return (index) => {
    if (index < seeds.length) return { seed: seeds[index], bytes: finished(seeds[index], seeds[index].bytes), untouched: true };
    const random = new RandomStream(randomKey(seed, stream, index));
    const from = heavy.length > 0 && random.integer(HEAVY_EVERY) === 0 ? heavy : light;
    const chosen = from[random.integer(from.length)];
    const other = light[random.integer(light.length)].bytes;
    return { seed: chosen, bytes: finished(chosen, mutate(chosen.bytes, { random, other, tokens: parser.tokens })), untouched: false };
  };
}

const finished = (seed: Seed, bytes: Uint8Array): Uint8Array => (seed.wrap === undefined ? bytes : seed.wrap(bytes));
