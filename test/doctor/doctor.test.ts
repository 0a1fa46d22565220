import { describe, expect, test } from 'vitest';
import { experiments } from '../../src/experiments/index.ts';
import { rules } from '../../src/jobs/doctor/index.ts';
import { watched } from './support.ts';

const mlp = (hidden: number[], activation = 'relu', initializer: unknown = 'he') => ({
  layers: [{ type: 'flatten' }, ...hidden.flatMap((units) => [{ type: 'dense', units, initializer }, { type: activation }]), { type: 'dense', units: 10, initializer }],
});
const digits = { name: 'synthetic-digits', trainSize: 2000 };
const sgd = (learningRate: number) => ({ type: 'sgd', learningRate });
const evaluate = { everySteps: 100, samples: 300 };

const BROKEN: [string, string, Record<string, unknown>, ((value: number) => number)?][] = [
  ['a learning rate a thousand times too high', 'loss-exploded', { network: mlp([50]), dataset: digits, optimizer: sgd(100), steps: 100, evaluate }],
  ['a loss that rises without an end', 'loss-exploded', { network: { layers: [{ type: 'dense', units: 2 }] }, dataset: { name: 'moons' }, optimizer: sgd(300), steps: 200, batchSize: 20 }],
  ['steps as large as the weights', 'updates-too-large', { network: mlp([50], 'tanh', 'xavier'), dataset: digits, optimizer: { type: 'adam', learningRate: 0.3 }, steps: 200, evaluate }],
  ['steps of nothing', 'updates-too-small', { network: mlp([50]), dataset: digits, optimizer: sgd(1e-7), steps: 200, evaluate }],
  ['initial weights of 0.01 in a deep network', 'vanishing-gradient', { network: mlp([100, 100, 100, 100], 'relu', { type: 'normal', std: 0.01 }), dataset: digits, optimizer: sgd(0.01), steps: 300, evaluate }],
  ['eight sigmoids behind each other', 'vanishing-gradient', { network: mlp([50, 50, 50, 50, 50, 50, 50, 50], 'sigmoid', 'xavier'), dataset: digits, optimizer: sgd(0.01), steps: 300, evaluate }],
  ['initial weights of 1 before a sigmoid', 'saturated-layer', { network: mlp([100, 100], 'sigmoid', { type: 'normal', std: 1 }), dataset: digits, optimizer: sgd(0.01), steps: 300, evaluate }],
  ['units that all died', 'dead-layer', { network: mlp([50, 50]), dataset: digits, optimizer: { type: 'adam', learningRate: 3 }, steps: 100, evaluate }],
  ['a hundred samples and a large network', 'overfitting', { network: mlp([200, 200]), dataset: { ...digits, trainSize: 40 }, optimizer: { type: 'adam', learningRate: 0.001 }, batchSize: 20, epochs: 100, evaluate: { everyEpochs: 10, samples: 1000 } }],
  ['weight decay that leaves nothing', 'weights-vanish', { network: mlp([50]), dataset: digits, optimizer: sgd(0.1), regularization: { weightDecay: 2 }, steps: 200, evaluate }],
  ['bytes that were not scaled', 'unscaled-data', { network: mlp([50]), dataset: digits, optimizer: sgd(0.01), steps: 100, evaluate }, (value) => value],
  ['dropout of nearly everything', 'dropout-too-strong', { network: { layers: [...mlp([50]).layers.slice(0, 3), { type: 'dropout', ratio: 0.95 }, { type: 'dense', units: 10 }] }, dataset: digits, optimizer: sgd(0.01), steps: 100, evaluate }],
  ['all weights zero', 'not-learning', { network: mlp([50], 'sigmoid', 'zeros'), dataset: digits, optimizer: sgd(0.05), steps: 300, evaluate }],
  ['exclusive or without a hidden layer', 'not-learning', { network: { layers: [{ type: 'dense', units: 2 }] }, dataset: { name: 'xor' }, optimizer: sgd(0.1), steps: 400, batchSize: 50 }],
];

const adam = { type: 'adam', learningRate: 0.001 };
const HEALTHY: [string, Record<string, unknown>][] = [
  ['two-layer-net of the book', { network: { preset: 'two-layer-net' }, dataset: digits, semantics: 'book', optimizer: sgd(0.1), steps: 600, evaluate }],
  ['multi-layer-net with Adam', { network: { preset: 'multi-layer-net' }, dataset: digits, optimizer: adam, steps: 300, evaluate }],
  ['multi-layer-net with SGD', { network: { preset: 'multi-layer-net', hidden: [100, 100] }, dataset: digits, optimizer: sgd(0.1), steps: 300, evaluate }],
  ['batch normalization', { network: { preset: 'multi-layer-net-extend', batchNorm: true }, dataset: digits, optimizer: adam, steps: 200, evaluate }],
  ['batch normalization and dropout', { network: { preset: 'multi-layer-net-extend', hidden: [100, 100], batchNorm: true, dropout: 0.3 }, dataset: digits, optimizer: adam, steps: 200, evaluate }],
  ['simple-convnet', { network: { preset: 'simple-convnet' }, dataset: digits, optimizer: adam, steps: 60, evaluate }],
  ['lenet', { network: { preset: 'lenet' }, dataset: digits, optimizer: adam, steps: 80, evaluate }],
  ['resnet-small', { network: { preset: 'resnet-small' }, dataset: digits, optimizer: adam, steps: 30, evaluate: { everySteps: 30, samples: 100 } }],
  ['tanh with Xavier', { network: mlp([60, 60], 'tanh', 'xavier'), dataset: digits, optimizer: adam, steps: 300, evaluate }],
  ['augmented images', { network: { preset: 'simple-convnet' }, dataset: { ...digits, augment: [{ type: 'shift' }, { type: 'rotation' }] }, optimizer: adam, steps: 60, evaluate }],
  ['exclusive or with a hidden layer', { network: { layers: [{ type: 'dense', units: 8 }, { type: 'relu' }, { type: 'dense', units: 2 }] }, dataset: { name: 'xor' }, optimizer: { type: 'adam', learningRate: 0.05 }, steps: 400, batchSize: 50 }],
  ['moons', { network: { layers: [{ type: 'dense', units: 16 }, { type: 'tanh' }, { type: 'dense', units: 2 }] }, dataset: { name: 'moons' }, optimizer: { type: 'adam', learningRate: 0.01 }, steps: 600, batchSize: 50 }],
  ['a spiral', { network: { layers: [{ type: 'dense', units: 50 }, { type: 'relu' }, { type: 'dense', units: 3 }] }, dataset: { name: 'spiral' }, optimizer: { type: 'adam', learningRate: 0.01 }, steps: 600, batchSize: 30 }],
  ['a schedule that ends at nothing', { network: { preset: 'two-layer-net', activation: 'relu' }, dataset: digits, optimizer: { ...adam, schedule: { type: 'cosine' } }, steps: 300, evaluate }],
  ['a linear model with momentum and weight decay', { network: { layers: [{ type: 'flatten' }, { type: 'dense', units: 10 }] }, dataset: digits, optimizer: { type: 'momentum', learningRate: 0.01 }, regularization: { weightDecay: 0.001 }, steps: 300, evaluate }],
];

const SLOW_OR_REAL: [string, Record<string, unknown>][] = [
  ['two-layer-net on MNIST', { network: { preset: 'two-layer-net' }, dataset: { name: 'mnist' }, semantics: 'book', optimizer: sgd(0.1), steps: 3000, evaluate: { everySteps: 600 } }],
  ['std 0.01 in the convolutional network of the book', { network: { preset: 'simple-convnet' }, dataset: { name: 'mnist', trainSize: 10_000 }, semantics: 'book', optimizer: adam, epochs: 1 }],
  ['deep-convnet on MNIST', { network: { preset: 'deep-convnet' }, dataset: { name: 'mnist', trainSize: 10_000 }, semantics: 'book', optimizer: adam, epochs: 1, evaluate: { samples: 300 } }],
];

describe('the training doctor', () => {
  test.each(BROKEN)('says what is wrong with %s: %s', async (_, code, spec, inputs) => {
    const { warnings, codes } = await watched(spec, { inputs: inputs && ((value) => inputs(value)) });
    expect(codes).toContain(code);
    expect(new Set(codes).size).toBe(codes.length);
    for (const { message, cause, fix } of warnings) for (const text of [message, cause, fix]) expect(text).toMatch(/\.$/);
    expect(warnings.map(({ message, cause, fix }) => message + cause + fix).join()).not.toMatch(/NaN|undefined|null/);
  });

  test.each(HEALTHY)('is silent about %s', async (_, spec) => {
    expect((await watched(spec)).warnings).toEqual([]);
  });

  test.skipIf(!process.env.DATASETS_DIR).each(SLOW_OR_REAL)('is silent about %s', async (_, spec) => {
    expect((await watched(spec, { threads: 2 })).warnings).toEqual([]);
  });

  test('warns before a run fails with a loss that is no number', async () => {
    const { error, warnings } = await watched({ network: mlp([50, 50]), dataset: digits, optimizer: sgd(1e6), steps: 100, evaluate });
    expect(error).toMatchObject({ code: 'diverged' });
    expect(warnings.find(({ code }) => code === 'loss-exploded')).toMatchObject({ chapter: '6.1', message: expect.stringMatching(/at step \d+\.$/) as string, cause: expect.stringMatching(/times too high/) as string });
  });

  test('says the same of the same job, whatever the threads', async () => {
    const spec = { network: mlp([50]), dataset: digits, optimizer: sgd(100), steps: 60, evaluate };
    expect((await watched(spec, { threads: 3 })).warnings).toEqual((await watched(spec)).warnings);
  });

  test('every rule names an experiment that there is', () => {
    for (const { code, experiment, after = [] } of rules) {
      expect(experiments.map(({ id }) => id), code).toContain(experiment);
      for (const other of after) expect(rules.map((rule) => rule.code)).toContain(other);
    }
    expect(new Set(rules.map(({ code }) => code)).size).toBe(rules.length);
  });
});
