import { defineExperiment } from '../definition.ts';
import { drawPanels } from '../figures/lines.ts';
import { seriesOf } from '../series.ts';

export const search = defineExperiment({
  id: 'ch06-hyperparameter-search',
  chapter: 6,
  title: 'Looking for a learning rate and a weight decay',
  summary: 'A hundred random trials on 400 images, judged on 100 others, each with initial weights of its own: the good learning rates lie between 0.001 and 0.01, the weight decay hardly matters.',
  script: 'ch06/hyperparameter_optimization.py',
  bands: [{ name: 'best', label: 'best validation accuracy of 100 trials', unit: 'share', least: 0.78 }],
  source: 'runs of the script: 78 to 87 %',
  book: { result: '87 % (seed 0)', seconds: 85.7 },
  parts: (seed) => ({
    trials: {
      kind: 'sweep',
      request: {
        spec: {
          model: 'ch06-search', network: { preset: 'multi-layer-net', hidden: [100, 100, 100, 100, 100, 100] }, dataset: { name: 'mnist', trainSize: 500, validation: 100, shuffle: seed }, semantics: 'book', optimizer: { type: 'sgd' }, epochs: 50, seed, evaluate: { everyEpochs: 2, samples: 400 },
        },
        search: { type: 'random', trials: 100, parameters: { 'seed': { integer: [0, 1_000_000] }, 'optimizer.learningRate': { logUniform: [1e-6, 1e-2] }, 'regularization.weightDecay': { logUniform: [1e-8, 1e-4] } } },
        metric: 'validationAccuracy', concurrency: 4, seed,
      },
    },
  }),
  report({ sweeps: { trials } }) {
    const ranked = trials.toSorted((a, b) => b.metrics.validationAccuracy - a.metrics.validationAccuracy);
    return {
      values: { best: ranked[0].metrics.validationAccuracy },
      figure: drawPanels(ranked.slice(0, 20).map((trial) => ({
        title: `rate ${(trial.parameters['optimizer.learningRate'] as number).toExponential(1)}, decay ${(trial.parameters['regularization.weightDecay'] as number).toExponential(1)}`,
        lines: [{ name: 'validation', points: seriesOf(trial, 'validationAccuracy') }, { name: 'training', points: seriesOf(trial, 'trainAccuracy'), dashed: true }],
      })), { x: 'step', y: 'accuracy, %', percent: true, yDomain: [0, 100], columns: 5 }),
    };
  },
});
