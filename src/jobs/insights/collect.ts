import { answersOf, createInference, type Look, type NetworkPlan, sizeOf, type TrainingRun } from '../../engine/index.ts';
import type { KernelsProvider } from '../../kernels/kernels.ts';
import type { Dataset } from '../../datasets/index.ts';
import type { Filters, Insight, Misclassified, Outcome } from './document.ts';

/** Larger first layers show their first filters. */
const MOST_FILTERS = 64;
const MOST_SIDE = 16;
const MOST_MISCLASSIFIED = 20;
/** Values of one sample that is shown. */
const MOST_VALUES = 64 * 64 * 3;

export const insightOf = (look: Look, run: TrainingRun): Insight => ({ ...look, filters: filtersOf(run) });

/** Of the first layer with a kernel, where that is a convolution with filters small enough to look at. */
function filtersOf(run: TrainingRun): Filters | null {
  const layer = run.plan.layers.find(({ parameterCount }) => parameterCount > 0);
  if (layer?.type !== 'conv2d') return null;
  const { shape: [height, width, channels, filters], data } = run.parameters().find(({ name }) => name === `${layer.name}.kernel`)!;
  if (height > MOST_SIDE || width > MOST_SIDE) return null;
  const [count, size] = [Math.min(filters, MOST_FILTERS), height * width * channels];
  const values = Array.from({ length: count * size }, (_, at) => Number(data[(at % size) * filters + Math.floor(at / size)].toPrecision(5)));
  return { layer: layer.name, count, height, width, channels, values };
}

/** Confusion matrix and first errors from what was read in the last evaluation of the test set. */
export function outcomeOf(run: TrainingRun, { dataset, kernels, loss }: { dataset: Dataset; kernels: KernelsProvider; loss: string }): Outcome {
  const { test, classes, inputShape } = dataset;
  const confusion = classes.map(() => classes.map(() => 0));
  const wrong: number[] = [];
  run.testPredictions.forEach((predicted, i) => {
    if (predicted < 0) return;
    confusion[test.labels[i]][predicted] += 1;
    if (predicted !== test.labels[i] && wrong.length < MOST_MISCLASSIFIED) wrong.push(i);
  });
  return { step: run.step, inputShape: [...inputShape], classes, confusion, misclassified: misclassified(run, { wrong, dataset, kernels, loss }) };
}

function misclassified(run: TrainingRun, { wrong, dataset: { test, inputShape }, kernels, loss }: { wrong: number[]; dataset: Dataset; kernels: KernelsProvider; loss: string }): Misclassified[] {
  const size = sizeOf(inputShape);
  if (wrong.length === 0 || size > MOST_VALUES) return [];
  const inputs = new Float32Array(wrong.length * size);
  wrong.forEach((index, row) => {
    const sample = test.inputs.subarray(index * size, (index + 1) * size);
    inputs.set(sample instanceof Uint8Array ? Float32Array.from(sample, (value) => value / 255) : sample, row * size);
  });
  const columns = sizeOf(run.plan.outputShape);
  const probabilities = probabilitiesOf(run.plan, { run, kernels, inputs, count: wrong.length, loss });
  return wrong.map((index, row) => {
    const predicted = run.testPredictions[index];
    return { index, label: test.labels[index], predicted, probability: probabilities[row * columns + predicted], input: Array.from(inputs.subarray(row * size, (row + 1) * size), (value) => Number(value.toFixed(4))) };
  });
}

function probabilitiesOf(network: NetworkPlan, { run, kernels, inputs, count, loss }: { run: TrainingRun; kernels: KernelsProvider; inputs: Float32Array; count: number; loss: string }): Float32Array {
  const inference = createInference({ network, weights: run.weights(), kernels, maxBatch: count });
  const outputs = inference.predict(inputs, count);
  inference.close();
  return answersOf(loss, outputs, sizeOf(network.outputShape));
}
