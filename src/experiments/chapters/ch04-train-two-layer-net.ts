import { defineExperiment } from '../definition.ts';
import { drawLines } from '../figures/lines.ts';
import { seriesOf } from '../series.ts';

export const trainTwoLayerNet = defineExperiment({
  id: 'ch04-train-neuralnet',
  chapter: 4,
  title: 'Learning from mini-batches',
  summary: 'The network 784-50-10 with sigmoid, trained by plain gradient descent on 10,000 batches of 100. Accuracy on training and test images rises together: nothing is learnt by heart.',
  script: 'ch04/train_neuralnet.py',
  bands: [{ name: 'testAccuracy', label: 'accuracy on the 10,000 test images after 10,000 steps', unit: 'share', least: 0.94, most: 0.955 }],
  source: 'four runs of the script: 94.35 to 94.68 % at the evaluation after step 9,601',
  book: { result: '94.6 % (median of 4 seeds)', seconds: 13.6 },
  parts: (seed) => ({
    training: {
      kind: 'job',
      spec: {
        model: 'ch04-two-layer-net', network: { preset: 'two-layer-net' }, dataset: { name: 'mnist' }, semantics: 'book',
        optimizer: { type: 'sgd', learningRate: 0.1 }, steps: 10_000, batchSize: 100, seed, evaluate: { everySteps: 600, samples: null },
      },
    },
  }),
  report({ jobs: { training } }) {
    return {
      values: { testAccuracy: training.metrics.testAccuracy },
      figure: drawLines([{ name: 'training images', points: seriesOf(training, 'trainAccuracy') }, { name: 'test images', points: seriesOf(training, 'testAccuracy'), dashed: true }], { x: 'step', y: 'accuracy, %', percent: true, yDomain: [0, 100] }),
    };
  },
});
