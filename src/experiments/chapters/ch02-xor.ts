import { defineExperiment, type JobResult, type Part, type Tools } from '../definition.ts';
import { type ClassPanel, drawClasses } from '../figures/plane.ts';
import { classesOf, openModel } from '../predict.ts';

const job = (name: string, hidden: readonly object[], seed: number): Part => ({
  kind: 'job',
  spec: {
    model: `xor-${name}`, network: { layers: [...hidden, { type: 'dense', units: 2 }] }, dataset: { name: 'xor' }, optimizer: { type: 'adam', learningRate: 0.01 }, epochs: 40, batchSize: 50, seed, evaluate: { everyEpochs: 10, samples: null },
  },
});

export const xorHiddenLayer = defineExperiment({
  id: 'ch02-xor-hidden-layer',
  chapter: 2,
  title: 'Exclusive or, with and without a hidden layer',
  summary: 'The limit of one layer, learnt instead of told: a linear network draws one line and stays near three corners of four at best; one hidden layer of eight is enough.',
  script: null,
  bands: [
    { name: 'without', label: 'test accuracy without a hidden layer', unit: 'share', most: 0.8 },
    { name: 'with', label: 'test accuracy with a hidden layer', unit: 'share', least: 0.99 },
  ],
  source: 'ch. 2.4: no straight line divides the four corners, so three of four, 75 %, are the most',
  book: null,
  parts: (seed) => ({ without: job('linear', [], seed), with: job('hidden', [{ type: 'dense', units: 8 }, { type: 'tanh' }], seed) }),
  async report({ jobs }, tools) {
    const panels = [await regionsOf('no hidden layer', jobs.without, tools), await regionsOf('eight hidden units', jobs.with, tools)];
    return { values: { without: jobs.without.metrics.testAccuracy, with: jobs.with.metrics.testAccuracy }, figure: drawClasses(panels, { x: [-0.5, 1.5], y: [-0.5, 1.5], columns: 2 }) };
  },
});

async function regionsOf(title: string, trained: JobResult, tools: Tools): Promise<ClassPanel> {
  const { inference } = await openModel(tools, trained, { maxBatch: 1 });
  const { test } = await tools.dataset('xor');
  const points = Array.from({ length: 100 }, (_, i) => ({ at: [test.inputs[2 * i], test.inputs[2 * i + 1]] as const, label: test.labels[i] }));
  return { title, points, answer: (x, y) => classesOf(inference.predict(Float32Array.of(x, y), 1), 2)[0] };
}
