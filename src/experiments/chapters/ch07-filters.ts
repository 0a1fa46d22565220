import { createTrainingRun, type NamedTensor, planNetwork } from '../../engine/index.ts';
import { defineExperiment, type JobResult, type Tools } from '../definition.ts';
import { drawTiles, type Tile } from '../figures/tiles.ts';
import { applyFilter, testPicture } from '../picture.ts';

const K = 5;
const SIDE = 256;

export const filters = defineExperiment({
  id: 'ch07-filters',
  chapter: 7,
  title: 'What the first layer has learnt to see',
  summary: 'The thirty filters before training are noise; after three epochs they are edges and blobs. The first sixteen, applied to a picture, show where it has edges of their direction. The picture is generated: the book uses a photograph.',
  script: 'ch07/visualize_filter.py, apply_filter.py',
  bands: [
    { name: 'accuracy', label: 'accuracy on the 10,000 test images after 3 epochs', unit: 'share', least: 0.97 },
    { name: 'smoothness', label: 'correlation of neighbouring weights of a filter after training (noise: about 0)', unit: 'number', least: 0.15 },
    { name: 'noise', label: 'the same before training', unit: 'number', least: -0.15, most: 0.15 },
  ],
  source: 'ch. 7.6: the figures',
  book: { result: 'the pictures', seconds: null },
  parts: (seed) => ({
    training: { kind: 'job', spec: { model: 'ch07-filters', network: { preset: 'simple-convnet' }, dataset: { name: 'mnist' }, optimizer: { type: 'adam', learningRate: 0.001 }, epochs: 3, seed } },
  }),
  async report({ seed, jobs: { training } }, tools) {
    const before = filtersOf(await initialWeights(training, seed, tools));
    const after = filtersOf(await tools.weights(training));
    const picture = testPicture(SIDE);
    const out = SIDE - K + 1;
    return {
      values: { accuracy: training.metrics.testAccuracy, smoothness: neighbours(after), noise: neighbours(before) },
      figure: await drawTiles([
        { title: 'before training', tiles: before.map(tileOf) },
        { title: 'after three epochs', tiles: after.map(tileOf) },
        { title: 'a picture, and what filters 1 to 16 make of it', tiles: [{ pixels: picture, width: SIDE, height: SIDE }, ...after.slice(0, 16).map((filter) => ({ pixels: applyFilter(picture, SIDE, filter, K), width: out, height: out }))] },
      ], { columns: 10, side: 64 }),
    };
  },
});

const tileOf = (pixels: readonly number[]): Tile => ({ pixels: pixels.map((value) => -value), width: K, height: K });

/** What training began with: the same draws of the same seed. */
async function initialWeights(training: JobResult, seed: number, tools: Tools): Promise<NamedTensor[]> {
  const { network, inputShape, classes, semantics } = await tools.model(training);
  const one = { count: 1, inputs: new Uint8Array(784), labels: new Int32Array(1) };
  const run = createTrainingRun({
    network: planNetwork(network, { inputShape, classes: classes.length }, semantics), kernels: tools.kernels('float32'), data: { train: one, validation: null, test: one },
    options: { loss: 'softmax-cross-entropy', optimizer: { type: 'adam' }, regularization: { weightDecay: 0, decoupled: false }, epochs: 1, batchSize: 1, sampling: 'permutation', seed, semantics, evaluate: { samples: null }, keepBest: null, earlyStopping: null },
  });
  const weights = run.weights();
  run.close();
  return weights;
}

/** The first convolution's kernel [K, K, 1, filters], filter by filter. */
function filtersOf(weights: readonly NamedTensor[]): number[][] {
  const { shape, data } = weights.find(({ name }) => name.endsWith('.kernel'))!;
  const count = shape[3];
  return Array.from({ length: count }, (_, f) => Array.from({ length: K * K }, (_unused, at) => data[at * count + f]));
}

/** Correlation of weights that lie side by side, all filters together, each about its mean. */
function neighbours(all: readonly (readonly number[])[]): number {
  let [product, square] = [0, 0];
  for (const filter of all) {
    const mean = filter.reduce((sum, value) => sum + value, 0) / filter.length;
    for (let at = 0; at < filter.length; at++) {
      square += (filter[at] - mean) ** 2 / filter.length;
      if (at % K < K - 1) product += ((filter[at] - mean) * (filter[at + 1] - mean)) / (K * (K - 1));
    }
  }
  return product / square;
}
