/** Handwritten digits with the book's convolutional network (ch. 7). Reads MNIST from DATASETS_DIR, or downloads it once. */
import { loadDataset } from '../src/datasets/index.ts';
import { train } from '../src/index.ts';

const { dataset, data } = await loadDataset(
  { name: 'mnist', trainSize: 6000 },
  { datasetsDir: process.env.DATASETS_DIR ?? null, cacheDir: 'data/cache', download: true, log: console.log },
);

const model = train({
  network: { preset: 'simple-convnet' },
  inputShape: dataset.inputShape,
  classes: dataset.classes.length,
  data,
  optimizer: { type: 'adam', learningRate: 0.002 },
  epochs: 3,
  seed: 1,
  onStep({ step, loss, evaluation }) {
    if (evaluation) console.log(`step ${step}: loss ${loss.toFixed(3)}, test accuracy ${(100 * evaluation.testAccuracy).toFixed(1)} %`);
  },
});

const image = Float32Array.from(data.test.inputs.subarray(0, 784), (byte) => byte / 255);
for (let y = 0; y < 28; y += 2) console.log(Array.from({ length: 28 }, (_, x) => ' .:*#'[Math.floor(image[y * 28 + x] * 4.99)]).join(''));
console.log(`this is a ${dataset.classes[model.classify(image)[0]]}`);
