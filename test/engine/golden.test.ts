/** Whole networks and optimizers against PyTorch's float64 numbers (test/fixtures/golden). */
import { describe, expect, test } from 'vitest';
import { createInference, planNetwork } from '../../src/engine/index.ts';
import type { Choice, LayerSpec, TrainingOptions } from '../../src/engine/index.ts';
import { lossDefinition } from '../../src/engine/losses/index.ts';
import { resolveOptions } from '../../src/engine/options.ts';
import { resolveRate } from '../../src/engine/training/options.ts';
import { BUILDS, fullBatchRun, gradientsOf, kernelsOf, named, OPTIONS, tensorsByName, type FullBatch } from './support.ts';
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

  const adam = { type: 'adam', learningRate: 0.01, epsilon: 1e-8 };
  const l2 = (weightDecay: number) => ({ weightDecay, decoupled: false, biases: true });
  const RULES: Record<string, Partial<TrainingOptions>> = {
    sgd: { optimizer: { type: 'sgd', learningRate: 0.1 } },
    sgd_momentum: { optimizer: { type: 'momentum', learningRate: 0.1, momentum: 0.9 } },
    sgd_momentum_l2: { optimizer: { type: 'momentum', learningRate: 0.1, momentum: 0.9 }, regularization: l2(0.01) },
    sgd_nesterov: { optimizer: { type: 'nesterov', learningRate: 0.1, momentum: 0.9 } },
    adam: { optimizer: adam },
    adam_l2: { optimizer: adam, regularization: l2(0.1) },
    adamw: { optimizer: { ...adam, type: 'adamw', weightDecay: 0 }, regularization: { weightDecay: 0.1, decoupled: true, biases: true } },
    rmsprop: { optimizer: { type: 'rmsprop', learningRate: 0.01, decay: 0.99, epsilon: 1e-8 } },
    adagrad: { optimizer: { type: 'adagrad', learningRate: 0.1, epsilon: 1e-10 } },
    adadelta: { optimizer: { type: 'adadelta', learningRate: 1, decay: 0.9, epsilon: 1e-6 } },
  };
  test.each(fixture<{ cases: OptimizerCase[] }>('golden/optimizers').cases)('ten steps of $name', ({ name, losses, params_after }) => {
    expect(RULES[name], 'a rule for every case').toBeDefined();
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

  interface LossCase { name: string; attrs: Record<string, number | string>; pred: Tensor; target: Tensor | number[]; loss: number; grad: Tensor }
  const LOSSES: Record<string, string> = { mse: 'mean-squared-error', l1: 'l1', huber: 'huber', bce: 'binary-cross-entropy', cross: 'softmax-cross-entropy' };
  test.each(fixture<{ cases: LossCase[] }>('golden/losses').cases)('loss $name', ({ name, attrs, pred, target, loss: expected, grad }) => {
    const definition = lossDefinition(LOSSES[name.split('_')[0]])!;
    const { options, issues } = resolveOptions(definition, { reduction: attrs.reduction, ...('delta' in attrs ? { delta: attrs.delta } : {}), ...('label_smoothing' in attrs ? { labelSmoothing: attrs.label_smoothing } : {}) }, 'modern', '#');
    expect(issues).toEqual([]);
    const kernels = kernelsOf(build).create(2 ** 16);
    const [batch, columns] = pred.shape;
    const array = (values: number[]) => {
      const made = kernels.floats(values.length);
      made.set(values);
      return made;
    };
    const labels = kernels.int32(batch);
    if (Array.isArray(target)) labels.set(target);
    const [outputs, outputGradient] = [array(pred.data), kernels.floats(pred.data.length)];
    const loss = definition.create({ config: options, kernels, batch, columns, semantics: 'modern', outputs, outputGradient, labels, targets: Array.isArray(target) ? null : array(target.data), floats: (length) => kernels.floats(length) });
    loss.forward(batch);
    expectClose([loss.mean(batch)], [expected], build.tolerance, 'loss');
    loss.backward(batch);
    expectClose(outputGradient, grad.data, build.tolerance, 'gradient');
  });
});

interface ScheduleCase { name: string; base_lr: number; lr: number[] }
describe('schedules of PyTorch', () => {
  const SCHEDULES: Record<string, Choice> = {
    step: { type: 'step', every: 5, factor: 0.5 },
    exponential: { type: 'exponential', factor: 0.9 },
    cosine: { type: 'cosine', per: 'epoch', minimum: 0 },
    cosine_min: { type: 'cosine', per: 'epoch', minimum: 0.01 },
    onecycle_cos: { type: 'one-cycle', per: 'epoch' },
    onecycle_linear: { type: 'one-cycle', per: 'epoch', curve: 'linear' },
    warmup_linear: { type: 'constant', per: 'epoch', warmUp: 5, warmUpFrom: 0.1 },
  };
  test.each(fixture<{ cases: ScheduleCase[] }>('golden/schedules').cases)('$name', ({ name, base_lr: base, lr }) => {
    expect(SCHEDULES[name], 'a schedule for every case').toBeDefined();
    // twenty epochs of three steps
    const rate = resolveRate({ ...OPTIONS, epochs: lr.length, steps: undefined, batchSize: 10, sampling: 'permutation', schedule: SCHEDULES[name] }, base, 30);
    expectClose(lr.map((_, epoch) => rate(3 * epoch + 1)), lr, 1e-9, 'first step of each epoch');
    expectClose(lr.map((_, epoch) => rate(3 * epoch + 3)), lr, 1e-9, 'last step of each epoch');
  });

  test('multi-step with milestones at every fifth epoch is step', () => {
    const { base_lr: base, lr } = fixture<{ cases: ScheduleCase[] }>('golden/schedules').cases.find(({ name }) => name === 'step')!;
    const rate = resolveRate({ ...OPTIONS, epochs: lr.length, steps: undefined, batchSize: 10, sampling: 'permutation', schedule: { type: 'multi-step', milestones: [15, 5, 10], factor: 0.5 } }, base, 30);
    expectClose(lr.map((_, epoch) => rate(3 * epoch + 1)), lr, 1e-9, 'first step of each epoch');
  });
});
