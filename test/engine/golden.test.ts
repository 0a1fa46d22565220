/** Whole networks and optimizers against PyTorch's float64 numbers (test/fixtures/golden). */
import { describe, expect, test } from 'vitest';
import { createInference, planNetwork } from '../../src/engine/index.ts';
import type { LayerSpec, TrainingOptions } from '../../src/engine/index.ts';
import { BUILDS, fullBatchRun, gradientsOf, kernelsOf, named, tensorsByName, type FullBatch } from './support.ts';
import { expectClose, fixture, type Tensor } from './values.ts';

interface Case {
  name: string;
  labels: number[];
  inputs: { x: Tensor };
  params: Record<string, Tensor>;
  outputs: Record<string, Tensor>;
  grads: Record<string, Tensor>;
  loss: number;
  state_before?: Record<string, Tensor>;
  state_after?: Record<string, Tensor>;
  eval_outputs?: Record<string, Tensor>;
}
interface OptimizerCase { name: string; attrs: Record<string, number | number[]>; losses: number[]; params_after: Record<string, Record<string, Tensor>> }

const only = (file: string): Case => fixture<{ cases: Case[] }>(`golden/${file}`).cases[0];
const mlp = only('mlp');
const mlpBn = only('mlp_bn');
const cnn = only('cnn');

const engineName = (name: string): string => name.replace('running_mean', 'runningMean').replace('running_var', 'runningVariance');
const rename = (tensors: Record<string, Tensor>): Record<string, Tensor> => Object.fromEntries(Object.entries(tensors).map(([name, t]) => [engineName(name), t]));

const bn: LayerSpec = { type: 'batchNorm', name: 'bn1', epsilon: 1e-5, momentum: 0.9, runningVariance: 'unbiased', axis: 'channel' };
const NETWORKS: { golden: Case; layers: LayerSpec[] }[] = [
  { golden: mlp, layers: [{ type: 'dense', units: 8 }, { type: 'relu' }, { type: 'dense', units: 8 }, { type: 'relu' }, { type: 'dense', units: 4 }] },
  { golden: mlpBn, layers: [{ type: 'dense', units: 8 }, bn, { type: 'relu' }, { type: 'dense', units: 4 }] },
  {
    golden: cnn,
    layers: [
      { type: 'conv2d', name: 'conv1', filters: 4, kernel: 3, pad: 1 }, bn, { type: 'relu' }, { type: 'maxPool2d', size: 2 },
      { type: 'conv2d', name: 'conv2', filters: 3, kernel: 5, stride: 2, pad: 2 }, { type: 'relu' }, { type: 'flatten' }, { type: 'dense', units: 5 },
    ],
  },
];

function setupOf({ golden, layers }: (typeof NETWORKS)[number], build: (typeof BUILDS)[number]): FullBatch {
  return {
    layers,
    inputShape: golden.inputs.x.shape.slice(1),
    classes: golden.outputs.logits.shape[1],
    x: golden.inputs.x,
    labels: golden.labels,
    weights: { ...golden.params, ...rename(golden.state_before ?? {}) },
    kernels: kernelsOf(build),
  };
}

describe.each(BUILDS)('PyTorch golden numbers on $name', (build) => {
  test.each(NETWORKS.filter(({ golden }) => golden.state_after))('running statistics of one training step of $golden.name', (network) => {
    const { after } = gradientsOf(setupOf(network, build));
    for (const [name, { data }] of Object.entries(rename(network.golden.state_after ?? {}))) expectClose(after[name], data, build.tolerance, name);
  });

  describe.each(NETWORKS)('$golden.name', (network) => {
    const { golden, layers } = network;
    const setup = setupOf(network, build);

    test('loss and gradients', () => {
      const { loss, gradients } = gradientsOf(setup);
      expectClose([loss], [golden.loss], build.tolerance, 'loss');
      for (const name of Object.keys(golden.params)) expectClose(gradients[name], golden.grads[name].data, build.tolerance, name);
    });

    test('logits of inference', () => {
      const expected = (golden.eval_outputs ?? golden.outputs).logits.data;
      const inference = createInference({
        network: planNetwork({ layers }, setup, 'modern'),
        weights: named({ ...golden.params, ...rename(golden.state_after ?? {}) }),
        kernels: setup.kernels,
        maxBatch: 2,
      });
      const logits = inference.predict(Float32Array.from(golden.inputs.x.data), golden.labels.length);
      expectClose(logits, expected, Math.max(build.tolerance, 2e-7), 'logits');
    });
  });

  const RULES: Record<string, Partial<TrainingOptions>> = {
    sgd: { optimizer: { type: 'sgd', learningRate: 0.1 } },
    sgd_momentum: { optimizer: { type: 'momentum', learningRate: 0.1, momentum: 0.9 } },
    adam: { optimizer: { type: 'adam', learningRate: 0.01, epsilon: 1e-8 } },
  };
  test.each(fixture<{ cases: OptimizerCase[] }>('golden/optimizers').cases.filter(({ name }) => name in RULES))('ten steps of $name', ({ name, losses, params_after }) => {
    const run = fullBatchRun({ ...setupOf(NETWORKS[0], build), options: RULES[name] });
    const seen: number[] = [];
    for (let step = 1; step <= losses.length; step++) {
      seen.push(run.advance().loss);
      const expected = params_after[step];
      if (!expected) continue;
      const weights = tensorsByName(run.weights());
      for (const [parameter, { data }] of Object.entries(expected)) expectClose(weights[parameter], data, build.tolerance, `${parameter} after ${step}`);
    }
    expectClose(seen, losses, build.tolerance, 'losses');
  });
});

describe('golden fixtures', () => {
  test('hold the optimizers that the engine has', () => {
    const names = fixture<{ cases: OptimizerCase[] }>('golden/optimizers').cases.map(({ name }) => name);
    expect(names).toEqual(expect.arrayContaining(['sgd', 'sgd_momentum', 'adam']));
  });
});
