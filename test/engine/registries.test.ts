/** Catalogue, option checks, memory estimate, gradient check: what the registries give to the rest of the house. */
import { describe, expect, test } from 'vitest';
import { augmentations, checkGradients, createTrainingRun, engineCatalogue, estimateMemory, initializers, layers, losses, optimizers, planNetwork, planToSpec, presets, randomKey, RandomStream, schedules, validateEngineOptions } from '../../src/engine/index.ts';
import type { LayerSpec, NetworkPlan } from '../../src/engine/index.ts';
import type { KernelsProvider } from '../../src/kernels/kernels.ts';
import { loadKernels } from '../../src/kernels/load.ts';
import { resolveInitializer } from '../../src/engine/initializers/index.ts';
import { BUILDS, easyData, kernelsOf, OPTIONS } from './support.ts';
import { expectClose, fixture } from './values.ts';

describe('catalogue', () => {
  const catalogue = engineCatalogue();

  test('lists every registry whole, each entry under its own name', () => {
    const names = Object.fromEntries(Object.entries(catalogue).map(([family, entries]) => [family, entries.map(({ type }: { type: string }) => type)]));
    expect(names).toEqual(Object.fromEntries(Object.entries({ layers, losses, optimizers, schedules, augmentations, initializers, presets }).map(([family, registry]) => [family, Object.keys(registry)])));
  });

  test('describes itself as plain JSON: summary, source, schema, defaults of both semantics', () => {
    expect(JSON.parse(JSON.stringify(catalogue))).toEqual(catalogue);
    for (const entry of Object.values(catalogue).flat()) {
      expect(entry.summary && entry.source).toBeTruthy();
      expect(entry.schema).toMatchObject({ type: 'object', additionalProperties: false });
      const options = Object.keys((entry.schema.properties ?? {}) as object);
      expect(options).toEqual(expect.arrayContaining(Object.keys(entry.defaults.book)));
      expect(options).toEqual(expect.arrayContaining(entry.schema.required as string[]));
    }
    expect(catalogue.layers.find(({ type }) => type === 'dense')?.schema.required).toEqual(['units']);
  });
});

describe('options of loss and optimizer', () => {
  const issues = (optimizer: { type: string; [option: string]: unknown }, loss = 'softmax-cross-entropy') => validateEngineOptions({ loss, optimizer }).map(({ code, pointer, hint }) => ({ code, pointer, hint }));

  test('pass when they fit', () => {
    for (const type of Object.keys(optimizers)) expect(issues({ type })).toEqual([]);
    expect(issues({ type: 'adam', beta1: 0.5, epsilonForm: 'uncorrected' })).toEqual([]);
  });

  test.each([
    [{ type: 'adma' }, 'unknown-name', '#/optimizer/type', /adam/],
    [{ type: 'sgd', learningRat: 1 }, 'unknown-member', '#/optimizer/learningRat', /learningRate/],
    [{ type: 'sgd', learningRate: 0 }, 'invalid-spec', '#/optimizer/learningRate', /./],
    [{ type: 'sgd', learningRate: '1' }, 'invalid-spec', '#/optimizer/learningRate', /./],
    [{ type: 'momentum', momentum: 1 }, 'invalid-spec', '#/optimizer/momentum', /./],
    [{ type: 'adam', beta2: -1 }, 'invalid-spec', '#/optimizer/beta2', /./],
    [{ type: 'toString' }, 'unknown-name', '#/optimizer/type', /./],
  ] as const)('%j', (optimizer, code, pointer, hint) => {
    expect(issues(optimizer)).toEqual([{ code, pointer, hint: expect.stringMatching(hint) as string }]);
  });

  test('all issues at once', () => {
    expect(issues({ type: 'adam', beta1: 2, beta2: 2 }, 'softmax-crossentropy').map(({ pointer }) => pointer)).toEqual(['#/loss', '#/optimizer/beta1', '#/optimizer/beta2']);
  });
});

describe('memory', () => {
  test.each(['two-layer-net', 'simple-convnet', 'deep-convnet'])('the estimate for %s is what a run allocates', (preset) => {
    const plan = planNetwork({ preset }, { inputShape: [28, 28, 1], classes: 10 }, 'modern');
    for (const type of ['sgd', 'momentum', 'adam']) {
      let asked = 0;
      const real = loadKernels('auto');
      const kernels: KernelsProvider = { ...real, reserve: (bytes, threads) => real.reserve(asked = bytes, threads) };
      const data = easyData(3, 784, 10);
      createTrainingRun({ network: plan, options: { ...OPTIONS, batchSize: 17, optimizer: { type } }, data, kernels });
      const samples = [data.train, data.validation, data.test].reduce((sum, split) => sum + (split?.inputs.byteLength ?? 0), 0);
      const estimate = estimateMemory(plan, { batchSize: 17, optimizer: type, datasetBytes: samples, kernels: real });
      expect(asked).toBeGreaterThanOrEqual(estimate - 3 * 320);
      expect(asked).toBeLessThanOrEqual(estimate + 3 * 320); // alignment and slack of the three splits
    }
  });

  test('grows with the batch and with the slots of the optimizer', () => {
    const plan = planNetwork({ preset: 'two-layer-net' }, { inputShape: [784], classes: 10 }, 'modern');
    const bytes = (batchSize: number, optimizer: string) => estimateMemory(plan, { batchSize, optimizer, datasetBytes: 0, kernels: loadKernels('auto') });
    expect(bytes(200, 'sgd')).toBeGreaterThan(bytes(100, 'sgd'));
    expect(bytes(100, 'adam') - bytes(100, 'sgd')).toBeGreaterThanOrEqual(2 * 4 * plan.parameterCount);
  });
});

describe('gradient check of whole networks', () => {
  const kernels = loadKernels('reference', 'float64');
  const worst = (plan: NetworkPlan): number => Math.max(...checkGradients({ network: plan, kernels, batch: 3, seed: 4 }).map(({ maxRelativeError }) => maxRelativeError));
  const RESIDUAL: LayerSpec[] = [
    { type: 'conv2d', name: 'c1', filters: 3, kernel: 3, pad: 1 }, { type: 'sigmoid', name: 's1' },
    { type: 'conv2d', name: 'c2', filters: 3, kernel: 3, pad: 1 }, { type: 'batchNorm', name: 'b2' },
    { type: 'add', name: 'sum', inputs: ['b2', 's1'] }, { type: 'sigmoid', name: 's2' },
    { type: 'concat', name: 'both', inputs: ['s2', 's1', 'sum'] }, { type: 'dropout', ratio: 0.2 }, { type: 'flatten' }, { type: 'dense', units: 4 },
  ];

  test('a residual network with three consumers of one layer', () => {
    const plan = planNetwork({ layers: RESIDUAL }, { inputShape: [4, 5, 2], classes: 4 }, 'modern');
    const checks = checkGradients({ network: plan, kernels, batch: 3, seed: 4 });
    expect(checks.map(({ name }) => name)).toEqual(expect.arrayContaining(['input', 'c1.kernel', 'b2.gamma', 'dense1.bias']));
    expect(worst(plan)).toBeLessThan(1e-6);
  });

  test('one layer that takes the same input twice', () => {
    const plan = planNetwork({ layers: [{ type: 'dense', name: 'd', units: 3 }, { type: 'add', name: 'twice', inputs: ['d', 'd'] }, { type: 'sigmoid' }, { type: 'dense', units: 2 }] }, { inputShape: [4], classes: 2 }, 'modern');
    expect(worst(plan)).toBeLessThan(1e-6);
  });

  test('activations on activations: nobody writes over what another still needs', () => {
    const layers: LayerSpec[] = [{ type: 'dense', units: 5 }, { type: 'sigmoid' }, { type: 'sigmoid' }, { type: 'relu' }, { type: 'sigmoid', name: 's' }, { type: 'add', inputs: ['s', 'sigmoid1'] }, { type: 'sigmoid' }, { type: 'dense', units: 2 }];
    expect(worst(planNetwork({ layers }, { inputShape: [4], classes: 2 }, 'modern'))).toBeLessThan(1e-6);
  });

  test.each(['two-layer-net', 'simple-convnet'])('%s in book semantics', (preset) => {
    const options = preset === 'two-layer-net' ? { hidden: [5] } : { filters: 2, kernel: 3, hidden: 5 };
    expect(worst(planNetwork({ preset, ...options }, { inputShape: [6, 6, 1], classes: 3 }, 'book'))).toBeLessThan(1e-4); // relu and pooling have kinks
  });

  test('planToSpec writes the same network out', () => {
    const plan = planNetwork({ layers: RESIDUAL }, { inputShape: [4, 5, 2], classes: 4 }, 'book');
    expect(planNetwork(planToSpec(plan), { inputShape: [4, 5, 2], classes: 4 }, 'book')).toEqual(plan);
    expect(planNetwork(planToSpec(plan), { inputShape: [4, 5, 2], classes: 4 }, 'modern')).toEqual({ ...plan, semantics: 'modern' });
  });
});

describe('initializers', () => {
  const fill = (given: Parameters<typeof resolveInitializer>[0], fanIn: number): Float64Array => {
    const target = new Float64Array(20_000);
    resolveInitializer(given)(target, fanIn, new RandomStream(randomKey(1, 1, 1)));
    return target;
  };
  test.each([
    ['he', 50, Math.sqrt(2 / 50)],
    ['xavier', 50, Math.sqrt(1 / 50)],
    [{ type: 'normal', std: 0.01 }, 50, 0.01],
    ['zeros', 50, 0],
  ] as const)('%j draws with the right spread', (given, fanIn, std) => {
    const values = fill(given, fanIn);
    const mean = values.reduce((sum, v) => sum + v, 0) / values.length;
    const spread = Math.sqrt(values.reduce((sum, v) => sum + (v - mean) ** 2, 0) / values.length);
    expect(Math.abs(mean)).toBeLessThanOrEqual(0.03 * std);
    expect(Math.abs(spread - std)).toBeLessThanOrEqual(0.03 * std);
  });
  test('ones are ones', () => {
    expect(new Set(fill('ones', 3))).toEqual(new Set([1]));
  });
});

interface History { history_first5: [number, number][]; after_29: number[]; after_30: number[] }

describe.each(BUILDS)('the book’s optimizers on $name', (build) => {
  const book = fixture<Record<string, History>>('book/optimizers');
  test.each([
    ['sgd_lr0_95', { type: 'sgd', learningRate: 0.95 }],
    ['momentum_lr0_1_m0_9', { type: 'momentum', learningRate: 0.1 }],
    ['adam_lr0_3', { type: 'adam', learningRate: 0.3 }],
    ['nesterov_lr0_1_m0_9', { type: 'nesterov', learningRate: 0.1 }],
    ['adagrad_lr1_5', { type: 'adagrad', learningRate: 1.5 }],
    ['rmsprop_lr0_1_d0_99', { type: 'rmsprop', learningRate: 0.1 }],
    ['rmsprop_default_lr0_01_d0_99', { type: 'rmsprop', learningRate: 0.01 }],
  ] as const)('%s walks down x^2/20 + y^2', (name, { type, learningRate }) => {
    const definition = optimizers[type];
    const update = definition.create({ ...definition.defaults.book, learningRate });
    const kernels = kernelsOf(build).create(4096);
    const parameter = { value: kernels.floats(2), gradient: kernels.floats(2), decays: false };
    const slots = definition.slots.map(() => kernels.floats(2));
    parameter.value.set([-7, 2]);
    const points = [Array.from(parameter.value)];
    for (let step = 1; step <= 30; step++) {
      parameter.gradient.set([parameter.value[0] / 10, 2 * parameter.value[1]]);
      update(kernels, parameter, slots, step, learningRate);
      points.push(Array.from(parameter.value));
    }
    book[name].history_first5.forEach((point, step) => expectClose(points[step], point, build.tolerance, `point ${step}`));
    expectClose(points[29], book[name].after_29, build.tolerance, 'point 29');
    expectClose(points[30], book[name].after_30, build.tolerance, 'point 30');
  });
});
