import { describe, expect, test } from 'vitest';
import { createInference, createObserver, planNetwork } from '../../src/engine/index.ts';
import { layers as registry } from '../../src/engine/layers/index.ts';
import { loadKernels } from '../../src/kernels/load.ts';
import { openDataset } from '../../src/datasets/index.ts';
import type { Insight, Outcome } from '../../src/jobs/insights/index.ts';
import { type Watched, watched } from '../doctor/support.ts';

const conv = {
  network: { layers: [
    { type: 'conv2d', filters: 6, kernel: 3, pad: 1 }, { type: 'batchNorm' }, { type: 'relu' }, { type: 'maxPool2d', size: 2 }, { type: 'flatten' },
    { type: 'dense', units: 20 }, { type: 'relu' }, { type: 'dropout', ratio: 0.3 }, { type: 'dense', units: 10 },
  ] },
  dataset: { name: 'synthetic-digits', trainSize: 500, augment: [{ type: 'shift' }] }, optimizer: { type: 'adam', learningRate: 0.003 }, steps: 45, batchSize: 50, evaluate: { everySteps: 20, samples: 100 },
};

const insightsOf = ({ messages }: Watched): Insight[] => messages.flatMap((message) => (message.type === 'insight' ? [message.insight] : []));
const outcomeOf = ({ messages }: Watched): Outcome[] => messages.flatMap((message) => (message.type === 'outcome-insight' ? [message.outcome] : []));

describe('insights', () => {
  test('change nothing: the same weights with and without them, on one and on three threads', async () => {
    const without = await watched(conv);
    expect(insightsOf(without)).toEqual([]);
    for (const threads of [1, 3]) {
      for (const everySteps of [1, 7]) expect((await watched({ ...conv, insights: { everySteps } }, { threads })).weights).toEqual(without.weights);
    }
  });

  test('are the same whatever the threads, and come at step 0, at each interval and after the last', async () => {
    const one = await watched({ ...conv, insights: { everySteps: 20 } });
    const three = await watched({ ...conv, insights: { everySteps: 20 } }, { threads: 3 });
    expect(insightsOf(one).map(({ step }) => step)).toEqual([0, 20, 40, 45]);
    expect(insightsOf(three)).toEqual(insightsOf(one));
    expect(outcomeOf(three)).toEqual(outcomeOf(one));
  });

  test('tell of every layer and parameter', async () => {
    const insights = insightsOf(await watched({ ...conv, insights: { everySteps: 20 } }));
    const [first, second] = insights;
    expect(first.layers.map(({ type }) => type)).toEqual(['conv2d', 'batchNorm', 'relu', 'maxPool2d', 'flatten', 'dense', 'relu', 'dropout', 'dense']);
    expect(first.parameters.map(({ name }) => name)).toEqual(['conv2d1.kernel', 'conv2d1.bias', 'batchNorm1.gamma', 'batchNorm1.beta', 'dense1.kernel', 'dense1.bias', 'dense2.kernel', 'dense2.bias']);
    const { layers, parameters, filters } = second;
    expect(layers[2]).toMatchObject({ dead: expect.any(Number) as number, saturated: null, activations: { least: 0 } });
    expect(layers[0].dead).toBeNull();
    for (const { update, weightNorm, gradientNorm } of parameters) {
      expect(update).toBeGreaterThan(0);
      expect(update).toBeLessThan(1.01);
      expect(weightNorm).toBeGreaterThan(0);
      expect(gradientNorm).toBeGreaterThan(0);
    }
    expect(first.parameters.every(({ update }) => update === null)).toBe(true);
    expect(filters).toMatchObject({ layer: 'conv2d1', count: 6, height: 3, width: 3, channels: 1 });
    expect(filters!.values).toHaveLength(54);
    expect(filters!.values).not.toEqual(first.filters!.values);
  });

  test('end with a confusion matrix of the whole test set and its first errors', async () => {
    const run = await watched({ ...conv, insights: { everySteps: 45 } });
    const [{ confusion, misclassified, classes, inputShape, step }] = outcomeOf(run);
    const { test: split } = await openDataset('synthetic-digits', { datasetsDir: null, cacheDir: '', download: false, log: () => {} });
    expect(step).toBe(45);
    expect(inputShape).toEqual([28, 28, 1]);
    classes.forEach((_, label) => expect(confusion[label].reduce((sum, count) => sum + count, 0)).toBe(split.labels.filter((each) => each === label).length));
    expect(misclassified.length).toBeGreaterThan(0);
    for (const { index, label, predicted, probability, input } of misclassified) {
      expect(split.labels[index]).toBe(label);
      expect(predicted).not.toBe(label);
      expect(probability).toBeGreaterThan(0.1);
      expect(input).toHaveLength(784);
    }
    expect(misclassified.map(({ index }) => index)).toEqual(misclassified.map(({ index }) => index).toSorted((a, b) => a - b));
  });
});

describe('an observer', () => {
  const kernels = loadKernels();
  const spec = { layers: [
    { type: 'conv2d', name: 'a', filters: 4, kernel: 3, pad: 1 }, { type: 'relu', name: 'b' }, { type: 'maxPool2d', name: 'c', size: 2 }, { type: 'tanh', name: 'd' },
    { type: 'conv2d', name: 'e', filters: 4, kernel: 3, pad: 1 }, { type: 'add', name: 'f', inputs: ['e', 'd'] }, { type: 'relu', name: 'g' }, { type: 'dense', name: 'h', units: 3 },
  ] };
  const plan = planNetwork(spec, { inputShape: [8, 8, 1], classes: 3 }, 'modern');
  const weights = plan.layers.flatMap(({ name, parameters }) => parameters.map((parameter) => ({ name: `${name}.${parameter.name}`, shape: parameter.shape, data: Float32Array.from({ length: parameter.count }, (_, i) => Math.sin(i * 1.7 + name.charCodeAt(0))) })));
  const inputs = Float32Array.from({ length: 5 * 64 }, (_, i) => Math.cos(i * 0.37));

  test('keeps every layer\'s own output, and answers at the end what inference answers', () => {
    const observer = createObserver({ network: plan, kernels, split: { count: 5, inputs, labels: new Int32Array(5) }, samples: 8 });
    observer.look(weights);
    const of = (name: string): number[] => Array.from(observer.output(name));
    const inference = createInference({ network: plan, weights, kernels, maxBatch: 5 });
    expect(observer.count).toBe(5);
    of('h').forEach((value, i) => expect(value).toBeCloseTo(inference.predict(inputs, 5)[i], 4));
    expect(of('b')).toEqual(of('a').map((value) => Math.max(0, value)));
    expect(Math.min(...of('a'))).toBeLessThan(0);
    expect(Math.min(...of('f'))).toBeLessThan(0);
    expect(of('f')).toEqual(of('e').map((value, i) => Math.fround(value + of('d')[i])));
    expect(of('g')).toEqual(of('f').map((value) => Math.max(0, value)));
  });

  test('knows all layers of the registry', () => {
    for (const [type, { examples }] of Object.entries(registry)) {
      const [{ inputs: [inputShape, ...more], config }] = examples;
      if (more.length > 0) continue; // the network above has a join
      const network = planNetwork({ layers: [{ type, name: 'it', ...config }, { type: 'flatten' }, { type: 'dense', units: 2 }] }, { inputShape, classes: 2 }, 'modern');
      const size = inputShape.reduce((product, side) => product * side, 1);
      const observer = createObserver({ network, kernels, split: { count: 3, inputs: Float32Array.from({ length: 3 * size }, (_, i) => Math.sin(i)), labels: new Int32Array(3) }, samples: 3 });
      observer.look([]);
      expect(observer.output('it').length, type).toBeGreaterThan(0);
    }
  });
});
