import { jobs } from '../comparison.ts';
import { defineExperiment, type JobResult } from '../definition.ts';
import { drawLines } from '../figures/lines.ts';
import { meanBetween, smoothedLoss } from '../series.ts';

const OPTIMIZERS = { sgd: 0.01, momentum: 0.01, adagrad: 0.01, adam: 0.001 } as const;
const TITLES: Record<string, string> = { sgd: 'SGD', momentum: 'Momentum', adagrad: 'AdaGrad', adam: 'Adam' };
const atTheEnd = (job: JobResult): number => meanBetween(job, 'trainLoss', [1901, 2000]);

export const optimizersMnist = defineExperiment({
  id: 'ch06-optimizers-mnist',
  chapter: 6,
  title: 'Optimizers on MNIST',
  summary: 'A network 784-100-100-100-100-10 with relu, 2,000 batches of 128, the same for all: SGD is last, then Momentum, then Adam, and AdaGrad is first in the end.',
  script: 'ch06/optimizer_compare_mnist.py',
  bands: [
    { name: 'momentum', label: 'loss of SGD minus that of Momentum, last 100 steps', unit: 'number', least: 0.02 },
    { name: 'adam', label: 'loss of Momentum minus that of Adam', unit: 'number', least: 0 },
    { name: 'adagrad', label: 'loss of Adam minus that of AdaGrad', unit: 'number', least: 0 },
  ],
  source: "the order of the script's losses, mean of the last 100 steps: 0.206, 0.066, 0.041, 0.032",
  book: { result: 'SGD 0.206, Momentum 0.066, Adam 0.041, AdaGrad 0.032', seconds: 27.8 },
  parts: (seed) => jobs(Object.fromEntries(Object.entries(OPTIMIZERS).map(([type, learningRate]) => [type, {
    model: `ch06-${type}`, network: { preset: 'multi-layer-net', hidden: [100, 100, 100, 100] }, dataset: { name: 'mnist' }, semantics: 'book', optimizer: { type, learningRate }, steps: 2000, batchSize: 128, seed, evaluate: { everySteps: 2000 },
  }]))),
  report({ jobs: { sgd, momentum, adagrad, adam } }) {
    const [s, m, g, a] = [sgd, momentum, adagrad, adam].map(atTheEnd);
    return {
      values: { momentum: s - m, adam: m - a, adagrad: a - g },
      figure: drawLines(Object.entries({ sgd, momentum, adagrad, adam }).map(([name, job]) => ({ name: TITLES[name], points: smoothedLoss(job) })), { x: 'step', y: 'training loss, smoothed', yDomain: [0, 1], corner: 'top-right' }),
    };
  },
});
