import { defineExperiment } from '../definition.ts';
import { drawTiles } from '../figures/tiles.ts';

export const mnistShow = defineExperiment({
  id: 'ch03-mnist-show',
  chapter: 3,
  title: 'What MNIST looks like',
  summary: 'The first images of the training set with their labels; the very first one is a 5.',
  script: 'ch03/mnist_show.py, dataset/mnist.py',
  bands: [
    { name: 'firstLabel', label: 'label of the first training image', unit: 'number', least: 5, most: 5 },
    { name: 'ones', label: 'ones among the first 1,000', unit: 'number', least: 116, most: 116 },
  ],
  source: 'the data: labels begin 5 0 4 1 9 2 1 3 1 4',
  book: { result: '5', seconds: null },
  parts: () => ({ images: { kind: 'function', call: 'the first 40 training images of mnist', datasets: ['mnist'] } }),
  async report(_, tools) {
    const { train } = await tools.dataset('mnist');
    const tiles = Array.from({ length: 40 }, (_unused, i) => ({ pixels: train.inputs.subarray(784 * i, 784 * (i + 1)), width: 28, height: 28, caption: String(train.labels[i]) }));
    return { values: { firstLabel: train.labels[0], ones: train.labels.subarray(0, 1000).filter((label) => label === 1).length }, figure: await drawTiles([{ tiles }], { columns: 10, side: 56 }) };
  },
});
