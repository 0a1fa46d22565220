/** What a sweep tries: every combination, random draws, or a list. A trial follows from seed and number alone, not from how many there are. */
import { z } from 'zod';
import { exp, log, RandomStream, randomKey, STREAMS } from '../../engine/index.ts';

const range = (what: string) => z.tuple([z.number(), z.number()]).describe(what);
const values = z.array(z.unknown()).min(1).max(1000);
const path = z.string().min(1).max(200).regex(/^[A-Za-z0-9_-]+(\.[A-Za-z0-9_-]+)*$/, 'is no path: names and numbers with dots between, such as optimizer.learningRate');

const distribution = z.union([
  z.strictObject({ uniform: range('Evenly between two numbers.').refine(([low, high]) => low < high, 'the first number must be the smaller one') }),
  z.strictObject({ logUniform: range('10^u, u evenly between the logarithms of two numbers: every order of magnitude is as likely as another.').refine(([low, high]) => low > 0 && low < high, 'both numbers must be above 0, the first the smaller one') }),
  z.strictObject({ integer: range('A whole number from the first to the second, both included.').refine(([low, high]) => Number.isSafeInteger(low) && Number.isSafeInteger(high) && low <= high && high - low < 2 ** 32, 'both must be whole numbers, the first not the larger one') }),
  z.strictObject({ choice: values.describe('One of these, each as likely as another.') }),
], { error: 'Give {"uniform": [low, high]}, {"logUniform": [low, high]}, {"integer": [first, last]} or {"choice": [one, another]}.' });

export const MOST_TRIALS = 1000;

export const searchSchema = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('grid'), parameters: z.record(path, values).describe('Values by path into the spec: every combination is a trial.') }),
  z.strictObject({ type: z.literal('random'), trials: z.int().min(1).max(MOST_TRIALS).describe('How many.'), parameters: z.record(path, distribution).describe('Distributions by path into the spec.') }),
  z.strictObject({ type: z.literal('list'), trials: z.array(z.record(path, z.unknown())).min(1).max(MOST_TRIALS).describe('Values by path, trial by trial.') }),
], { error: 'Give "type": "grid" (lists of values), "random" (distributions) or "list" (trial by trial).' });

export type Search = z.output<typeof searchSchema>;
export type Parameters = Record<string, unknown>;

/** How many trials a search has. */
export function trialCount(search: Search): number {
  if (search.type === 'random') return search.trials;
  return search.type === 'list' ? search.trials.length : Object.values(search.parameters).reduce((product, each) => product * each.length, 1);
}

/** What trial `number`, counted from 0, sets. */
export function trialParameters(search: Search, seed: number, number: number): Parameters {
  if (search.type === 'list') return search.trials[number];
  // sorted, so that the order in which a document was written decides nothing
  const entries = Object.entries<unknown>(search.parameters).sort(([a], [b]) => (a < b ? -1 : 1));
  if (search.type === 'random') {
    const random = new RandomStream(randomKey(seed, STREAMS.sweep, number));
    return Object.fromEntries(entries.map(([name, given]) => [name, draw(given as z.output<typeof distribution>, random)]));
  }
  let rest = number;
  return Object.fromEntries(entries.reverse().map(([name, given]) => {
    const list = given as unknown[];
    const value = list[rest % list.length];
    rest = Math.floor(rest / list.length);
    return [name, value] as const;
  }).reverse());
}

function draw(given: z.output<typeof distribution>, random: RandomStream): unknown {
  if ('uniform' in given) return given.uniform[0] + (given.uniform[1] - given.uniform[0]) * random.uniform();
  if ('logUniform' in given) {
    const [low, high] = given.logUniform.map(log);
    return exp(low + (high - low) * random.uniform());
  }
  if ('integer' in given) return given.integer[0] + random.integer(given.integer[1] - given.integer[0] + 1);
  return given.choice[random.integer(given.choice.length)];
}

/** The spec with the parameters set. Throws an Error naming the path that leads nowhere. */
export function withParameters(spec: Record<string, unknown>, parameters: Parameters): Record<string, unknown> {
  const copy = structuredClone(spec);
  for (const [dotted, value] of Object.entries(parameters)) {
    const steps = dotted.split('.');
    const last = steps.pop()!;
    let at: Record<string, unknown> = copy;
    for (const step of steps) {
      if (at[step] === undefined && !Array.isArray(at)) at[step] = {};
      const next = Object.hasOwn(at, step) ? at[step] : undefined;
      if (next === null || typeof next !== 'object') throw new PathProblem(dotted, step);
      at = next as Record<string, unknown>;
    }
    if (Array.isArray(at) && !Object.hasOwn(at, last)) throw new PathProblem(dotted, last);
    Object.defineProperty(at, last, { value, enumerable: true, configurable: true, writable: true });
  }
  return copy;
}

export class PathProblem extends Error {
  readonly path: string;
  constructor(path: string, step: string) {
    super(`"${path}" leads nowhere: there is nothing at "${step}"`);
    this.path = path;
  }
}
