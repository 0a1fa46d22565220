import { defineExperiment } from '../definition.ts';
import { drawLines } from '../figures/lines.ts';
import { seriesOf } from '../series.ts';

export const trainDeepnet = defineExperiment({
  id: 'ch08-train-deepnet',
  chapter: 8,
  title: 'A deep network learns MNIST',
  summary: 'Six convolutions of 3 by 3, three poolings, dropout: twenty epochs with Adam.',
  script: 'ch08/train_deepnet.py',
  bands: [{ name: 'testAccuracy', label: 'accuracy on the 10,000 test images after 20 epochs', unit: 'share', least: 0.993 }],
  source: "the book's own weight file of 2016 has 99.35 %",
  book: { result: '99.35 %', seconds: 9504 },
  parts: (seed) => ({
    training: {
      kind: 'job',
      spec: { model: 'ch08-deep-convnet', network: { preset: 'deep-convnet' }, dataset: { name: 'mnist' }, semantics: 'book', optimizer: { type: 'adam', learningRate: 0.001 }, epochs: 20, batchSize: 100, seed, evaluate: { everyEpochs: 1, samples: 1000 } },
    },
  }),
  report({ jobs: { training } }) {
    return {
      values: { testAccuracy: training.metrics.testAccuracy },
      figure: drawLines([{ name: 'training images', points: seriesOf(training, 'trainAccuracy').slice(1) }, { name: 'test images', points: seriesOf(training, 'testAccuracy').slice(1), dashed: true }], { x: 'step', y: 'accuracy on the first 1,000, %', percent: true, yDomain: [95, 100] }),
    };
  },
});
