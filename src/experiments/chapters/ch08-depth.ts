import { jobs } from '../comparison.ts';
import { defineExperiment } from '../definition.ts';
import { drawBars } from '../figures/bars.ts';

/** Hidden layers of one width, so that all networks have about 100,000 parameters. */
const NETWORKS = { one: [126], two: [113, 113], four: [99, 99, 99, 99], eight: [83, 83, 83, 83, 83, 83, 83, 83] } as const;

const parameters = (hidden: readonly number[]): number => [784, ...hidden].reduce((sum, inputs, i, all) => sum + (inputs + 1) * (all[i + 1] ?? 10), 0);

export const depth = defineExperiment({
  id: 'ch08-depth',
  chapter: 8,
  title: 'Depth at equal numbers of parameters',
  summary: 'One, two, four and eight hidden layers with batch normalization and about 100,000 parameters each, five epochs: without convolutions, depth alone neither helps nor harms by much.',
  script: null,
  bands: [
    { name: 'worst', label: 'accuracy of the worst of four', unit: 'share', least: 0.965 },
    { name: 'spread', label: 'best minus worst', unit: 'share', most: 0.015 },
    { name: 'parameters', label: 'largest number of parameters by the smallest', unit: 'number', most: 1.25 },
  ],
  source: 'ch. 8.1.4 asks what depth is good for; the bands are our own measurement',
  book: null,
  parts: (seed) => jobs(Object.fromEntries(Object.entries(NETWORKS).map(([name, hidden]) => [name, {
    model: `ch08-depth-${name}`, network: { preset: 'multi-layer-net-extend', hidden: [...hidden], batchNorm: true }, dataset: { name: 'mnist' }, optimizer: { type: 'adam', learningRate: 0.001 }, epochs: 5, seed,
  }]))),
  report({ jobs: trained }) {
    const bars = Object.keys(NETWORKS).map((name) => ({ name: `${name} hidden`, value: trained[name].metrics.testAccuracy }));
    const accuracies = bars.map(({ value }) => value);
    const sizes = Object.values(NETWORKS).map(parameters);
    return {
      values: { worst: Math.min(...accuracies), spread: Math.max(...accuracies) - Math.min(...accuracies), parameters: Math.max(...sizes) / Math.min(...sizes) },
      figure: drawBars(bars, { y: 'test accuracy, %', percent: true, yDomain: [94, 100] }),
    };
  },
});
