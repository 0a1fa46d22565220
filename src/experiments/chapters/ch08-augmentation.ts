import { defineExperiment } from '../definition.ts';
import { drawLines } from '../figures/lines.ts';
import { seriesOf } from '../series.ts';

export const augmentation = defineExperiment({
  id: 'ch08-augmentation',
  chapter: 8,
  title: 'The deep network with augmented images',
  summary: 'The same network sees every image a little shifted, turned and scaled, each time anew, and its learning rate rises and falls once: more than half of the errors that are left go away.',
  script: null,
  bands: [{ name: 'testAccuracy', label: 'accuracy on the 10,000 test images after 20 epochs', unit: 'share', least: 0.995 }],
  source: 'ch. 8.1.2 proposes it without code; the target is our own',
  book: null,
  parts: (seed) => ({
    training: {
      kind: 'job',
      spec: {
        model: 'ch08-deep-convnet-augmented', network: { preset: 'deep-convnet' }, dataset: { name: 'mnist', augment: [{ type: 'shift', pixels: 2 }, { type: 'rotation', degrees: 10 }, { type: 'scale', smallest: 0.9, largest: 1.1 }] },
        optimizer: { type: 'adam', learningRate: 0.002, schedule: { type: 'one-cycle' } }, epochs: 20, batchSize: 100, seed, evaluate: { everyEpochs: 1, samples: 1000 },
      },
    },
  }),
  report({ jobs: { training } }) {
    return {
      values: { testAccuracy: training.metrics.testAccuracy },
      figure: drawLines([{ name: 'training images', points: seriesOf(training, 'trainAccuracy') }, { name: 'test images', points: seriesOf(training, 'testAccuracy'), dashed: true }], { x: 'step', y: 'accuracy on the first 1,000, %', percent: true, yDomain: [95, 100] }),
    };
  },
});
