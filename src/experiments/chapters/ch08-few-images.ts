import { jobs } from '../comparison.ts';
import { defineExperiment } from '../definition.ts';
import { drawLines } from '../figures/lines.ts';
import { seriesOf } from '../series.ts';

export const fewImages = defineExperiment({
  id: 'ch08-few-images',
  chapter: 8,
  title: 'Augmentation where images are few',
  summary: 'The convolutional network of chapter 7 on a thousand images for 60 epochs, with and without small shifts, turns and changes of size: where images are few, it is worth points.',
  script: null,
  bands: [
    { name: 'gain', label: 'test accuracy with augmentation minus that without', unit: 'share', least: 0.005 },
    { name: 'accuracy', label: 'test accuracy with augmentation', unit: 'share', least: 0.955 },
  ],
  source: 'ch. 8.1.2; the bands are our own measurement',
  book: null,
  parts: (seed) => {
    const common = { network: { preset: 'simple-convnet' }, optimizer: { type: 'adam', learningRate: 0.001 }, epochs: 60, batchSize: 50, seed, evaluate: { everyEpochs: 5, samples: 2000 } };
    const augment = [{ type: 'shift', pixels: 2 }, { type: 'rotation', degrees: 10 }, { type: 'scale', smallest: 0.9, largest: 1.1 }];
    return jobs({
      without: { ...common, model: 'ch08-few-images', dataset: { name: 'mnist', trainSize: 1000 } },
      with: { ...common, model: 'ch08-few-images-augmented', dataset: { name: 'mnist', trainSize: 1000, augment } },
    });
  },
  report: ({ jobs: { without, with: augmented } }) => ({
    values: { gain: augmented.metrics.testAccuracy - without.metrics.testAccuracy, accuracy: augmented.metrics.testAccuracy },
    figure: drawLines([{ name: 'with augmentation', points: seriesOf(augmented, 'testAccuracy') }, { name: 'without', points: seriesOf(without, 'testAccuracy'), dashed: true }], { x: 'step', y: 'accuracy on the first 2,000 test images, %', percent: true, yDomain: [85, 100] }),
  }),
});
