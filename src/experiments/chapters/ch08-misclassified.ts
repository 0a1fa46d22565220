import { defineExperiment } from '../definition.ts';
import { drawTiles } from '../figures/tiles.ts';
import { accuracyOf, predictTest } from '../predict.ts';

export const misclassified = defineExperiment({
  id: 'ch08-misclassified',
  chapter: 8,
  title: 'What the deep network gets wrong',
  summary: 'The first twenty test images that the deep network reads wrongly after two epochs: many of them a person would not be sure of either.',
  script: 'ch08/misclassified_mnist.py',
  bands: [
    { name: 'accuracy', label: 'accuracy on the 10,000 test images', unit: 'share', least: 0.975 },
    { name: 'agreement', label: 'difference to the accuracy that the job reported', unit: 'share', most: 1e-9 },
  ],
  source: 'the weight file that the book ships, also of a short training, has 97.97 %',
  book: { result: '97.97 %', seconds: 65.8 },
  parts: (seed) => ({
    training: { kind: 'job', spec: { model: 'ch08-misclassified', network: { preset: 'deep-convnet' }, dataset: { name: 'mnist' }, optimizer: { type: 'adam', learningRate: 0.001 }, epochs: 2, seed } },
  }),
  async report({ jobs: { training } }, tools) {
    const dataset = await tools.dataset('mnist');
    const { test } = dataset;
    const { predicted } = await predictTest(tools, training, dataset);
    const wrong = predicted.flatMap((label, i) => (label === test.labels[i] ? [] : [i])).slice(0, 20);
    const accuracy = accuracyOf(predicted, test.labels);
    return {
      values: { accuracy, agreement: Math.abs(accuracy - training.metrics.testAccuracy) },
      figure: await drawTiles([{ title: 'label, and what was read', tiles: wrong.map((i) => ({ pixels: test.inputs.subarray(784 * i, 784 * (i + 1)), width: 28, height: 28, caption: `${test.labels[i]} as ${predicted[i]}` })) }], { columns: 5, side: 84 }),
    };
  },
});
