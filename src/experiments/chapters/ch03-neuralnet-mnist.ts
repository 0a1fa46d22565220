import { defineExperiment } from '../definition.ts';
import { drawTiles } from '../figures/tiles.ts';
import { accuracyOf, classesOf, openModel, testInputs } from '../predict.ts';

export const neuralnetMnist = defineExperiment({
  id: 'ch03-neuralnet-mnist',
  chapter: 3,
  title: 'Predictions one by one and in batches',
  summary: 'The network 784-50-100-10 with sigmoid reads the 10,000 test images, each alone and in batches of 100: the same answers. The book brings trained weights; here a job trains them first.',
  script: 'ch03/neuralnet_mnist.py, neuralnet_mnist_batch.py',
  bands: [
    { name: 'accuracy', label: 'accuracy on the 10,000 test images', unit: 'share', least: 0.93, most: 0.99 },
    { name: 'different', label: 'images answered differently alone and in a batch', unit: 'number', most: 0 },
  ],
  source: 'sample_weight.pkl gives 93.52 % both ways; weights trained here do a little better',
  book: { result: '93.52 %', seconds: 0.57 },
  parts: (seed) => ({
    training: {
      kind: 'job',
      spec: {
        model: 'ch03-three-layer-net', dataset: { name: 'mnist' }, epochs: 5, seed,
        network: { layers: [{ type: 'flatten' }, { type: 'dense', units: 50 }, { type: 'sigmoid' }, { type: 'dense', units: 100 }, { type: 'sigmoid' }, { type: 'dense', units: 10 }] },
      },
    },
  }),
  async report({ jobs: { training } }, tools) {
    const dataset = await tools.dataset('mnist');
    const inputs = testInputs(dataset);
    const { count } = dataset.test;
    const { inference } = await openModel(tools, training);
    const together = classesOf(inference.predict(inputs, count), 10);
    const alone = Array.from({ length: count }, (_, i) => classesOf(inference.predict(inputs.subarray(784 * i, 784 * (i + 1)), 1), 10)[0]);
    inference.close();
    const wrong = together.flatMap((label, i) => (label === dataset.test.labels[i] ? [] : [i])).slice(0, 20);
    const tiles = wrong.map((i) => ({ pixels: inputs.subarray(784 * i, 784 * (i + 1)), width: 28, height: 28, caption: `${dataset.test.labels[i]} as ${together[i]}` }));
    return {
      values: { accuracy: accuracyOf(together, dataset.test.labels), different: alone.filter((label, i) => label !== together[i]).length },
      figure: await drawTiles([{ title: 'the first errors', tiles }], { columns: 10, side: 56 }),
    };
  },
});
