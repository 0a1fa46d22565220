import { jobs } from '../comparison.ts';
import { defineExperiment, type JobResult } from '../definition.ts';
import { drawLines } from '../figures/lines.ts';
import { meanBetween, smoothedLoss } from '../series.ts';

const RULES = { small: 0.01, xavier: 'xavier', he: 'he' } as const;
const atTheEnd = (job: JobResult): number => meanBetween(job, 'trainLoss', [1901, 2000]);

export const initialWeights = defineExperiment({
  id: 'ch06-initial-weights',
  chapter: 6,
  title: 'Initial weights on MNIST',
  summary: 'The same network 784-100-100-100-100-10 with relu and SGD: with standard deviation 0.01 nothing is learnt in 2,000 steps, with Xavier and He it is, and He is ahead.',
  script: 'ch06/weight_init_compare.py',
  bands: [
    { name: 'small', label: 'loss with std 0.01, last 100 steps (ln 10 is 2.303)', unit: 'number', least: 2.29, most: 2.31 },
    { name: 'he', label: 'loss with Xavier minus loss with He', unit: 'number', least: 0.02 },
  ],
  source: 'two runs of the script, mean of the last 100 steps: 2.30; 0.28 and 0.31; 0.20',
  book: { result: 'std 0.01: 2.30, Xavier 0.28, He 0.20', seconds: 18.8 },
  parts: (seed) => jobs(Object.fromEntries(Object.entries(RULES).map(([name, weightInitStd]) => [name, {
    model: `ch06-init-${name}`, network: { preset: 'multi-layer-net', hidden: [100, 100, 100, 100], weightInitStd }, dataset: { name: 'mnist' }, semantics: 'book', optimizer: { type: 'sgd', learningRate: 0.01 }, steps: 2000, batchSize: 128, seed, evaluate: { everySteps: 2000 },
  }]))),
  report: ({ jobs: { small, xavier, he } }) => ({
    values: { small: atTheEnd(small), he: atTheEnd(xavier) - atTheEnd(he) },
    figure: drawLines([{ name: 'std 0.01', points: smoothedLoss(small) }, { name: 'Xavier', points: smoothedLoss(xavier) }, { name: 'He', points: smoothedLoss(he) }], { x: 'step', y: 'training loss, smoothed', yDomain: [0, 3], corner: 'top-right' }),
  }),
});
