import type { Job, JobSpecInput } from '../../../../src/client/index.ts';
import { client } from '../../service/client.ts';

export const DATASETS = ['spiral', 'xor', 'moons', 'circles'] as const;
export const ACTIVATIONS = ['tanh', 'relu', 'sigmoid', 'gelu'] as const;
/** Rates at which each does well on these data, at a pace that can be watched. */
export const RATES = { sgd: 0.03, momentum: 0.01, nesterov: 0.01, adagrad: 0.03, rmsprop: 0.003, adam: 0.003, adamw: 0.003 } as const;

export type Optimizer = keyof typeof RATES;
export const OPTIMIZERS = Object.keys(RATES) as Optimizer[];

export interface Setup {
  dataset: (typeof DATASETS)[number];
  /** units of each hidden layer */
  hidden: readonly number[];
  activation: (typeof ACTIVATIONS)[number];
  rates: Readonly<Partial<Record<Optimizer, number>>>;
  steps: number;
  seed: number;
}

export const FIRST_SETUP: Setup = { dataset: 'spiral', hidden: [16, 16], activation: 'tanh', rates: { sgd: RATES.sgd, momentum: RATES.momentum, adagrad: RATES.adagrad, adam: RATES.adam }, steps: 6000, seed: 1 };

export const POINTS = 300;
const BATCH = 30;
const EVALUATIONS = 400;

const classesOf = (dataset: Setup['dataset']): number => (dataset === 'spiral' ? 3 : 2);

function specOf({ dataset, hidden, activation, rates, steps, seed }: Setup, optimizer: Optimizer): JobSpecInput {
  return {
    model: `playground-${optimizer}`,
    network: { layers: [...hidden.flatMap((units) => [{ type: 'dense', units }, { type: activation }]), { type: 'dense', units: classesOf(dataset) }] },
    dataset: { name: dataset, trainSize: POINTS },
    optimizer: { type: optimizer, learningRate: rates[optimizer]! },
    steps, batchSize: BATCH, seed, threads: 1,
    evaluate: { everySteps: Math.max(5, Math.ceil(steps / EVALUATIONS)) },
    checkpoint: { everySeconds: 0.1, keepLast: 2 },
    metadata: { from: 'playground' },
  };
}

/** One job for each optimizer, in the order they are shown. */
export async function startRace(setup: Setup): Promise<Job[]> {
  const jobs: Job[] = [];
  for (const optimizer of OPTIMIZERS) if (setup.rates[optimizer] !== undefined) jobs.push(await client.jobs.create(specOf(setup, optimizer)));
  return jobs;
}

const MARK = 0.95;

/** The first step at which it was right on 95 % of the test points; null: never so far. */
export const markReached = (accuracy: readonly (readonly [number, number])[]): number | null => accuracy.find(([, share]) => share >= MARK)?.[0] ?? null;
