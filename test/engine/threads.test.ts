/** What threads compute together: the same bytes as one thread, whatever their number, also when it changes on the way. */
import { afterEach, describe, expect, test } from 'vitest';
import { createInference, createTrainingRun, describePlan, type LayerSpec, type NetworkSpec, planNetwork, presets, recommendedThreads, type TrainingOptions, type TrainingRun } from '../../src/engine/index.ts';
import type { ArenaMemory, Kernels, KernelsProvider } from '../../src/kernels/kernels.ts';
import { loadKernels } from '../../src/kernels/load.ts';
import type { Team } from '../../src/kernels/team.ts';
import { bytesOf, easyData, OPTIONS } from './support.ts';
import { expectClose } from './values.ts';

const kernels = loadKernels('auto');
const SHAPE = [28, 28, 1];
const data = easyData(150, 784, 10);
const opened: { close(): void }[] = [];
afterEach(() => opened.splice(0).forEach((each) => each.close()));

const planOf = (network: NetworkSpec) => planNetwork(network, { inputShape: SHAPE, classes: 10 }, 'modern');

function start(network: NetworkSpec, threads: number, options: Partial<TrainingOptions> = {}, checkpoint?: Uint8Array): TrainingRun {
  const run = createTrainingRun({
    network: planOf(network), kernels, data, threads, checkpoint,
    options: { ...OPTIONS, optimizer: { type: 'adam' }, steps: 6, batchSize: 37, evaluate: { everySteps: 3, samples: 50 }, ...options },
  });
  opened.push(run);
  return run;
}

function finish(run: TrainingRun): { weights: string; metrics: Record<string, number> } {
  while (!run.done) run.advance();
  return { weights: bytesOf(run.weights()), metrics: run.metrics() };
}

const conv = (filters: number): LayerSpec => ({ type: 'conv2d', filters, kernel: 3, pad: 1 });
const NETWORKS: Record<string, { network: NetworkSpec; options?: Partial<TrainingOptions> }> = {
  ...Object.fromEntries(Object.keys(presets).map((preset) => [preset, { network: { preset } }])),
  'batch norm and dropout between dense layers': { network: { layers: [{ type: 'dense', units: 37 }, { type: 'batchNorm' }, { type: 'relu' }, { type: 'dropout', ratio: 0.3 }, { type: 'dense', units: 10 }] } },
  'batch norm and dropout between convolutions': { network: { layers: [conv(8), { type: 'batchNorm' }, { type: 'relu' }, { type: 'dropout', ratio: 0.2 }, { type: 'maxPool2d' }, conv(12), { type: 'batchNorm', axis: 'element' }, { type: 'dense', units: 10 }] } },
  'a residual connection': {
    network: { layers: [{ ...conv(8), name: 'stem' }, conv(8), { type: 'relu' }, { ...conv(8), name: 'branch' }, { type: 'add', inputs: ['stem', 'branch'], name: 'sum' }, { type: 'concat', inputs: ['sum', 'stem'] }, { type: 'maxPool2d', size: 4 }, { type: 'dense', units: 10 }] },
  },
  'a residual connection across batch norm': {
    network: { layers: [{ ...conv(8), name: 'stem' }, { type: 'batchNorm' }, { ...conv(8), name: 'branch' }, { type: 'add', inputs: ['stem', 'branch'] }, { type: 'maxPool2d', size: 4 }, { type: 'dense', units: 10 }] },
  },
  'mean squared error and weight decay': { network: { preset: 'two-layer-net' }, options: { loss: 'mean-squared-error', regularization: { weightDecay: 0.01, decoupled: false } } },
  'layers, losses and optimizers with loops of their own': {
    network: { layers: [conv(6), { type: 'gelu' }, { type: 'avgPool2d' }, { type: 'convTranspose2d', filters: 3, kernel: 2, stride: 2 }, { type: 'leakyRelu' }, { type: 'avgPool2d', size: 4 }, { type: 'dense', units: 20 }, { type: 'elu' }, { type: 'dense', units: 10 }] },
    options: { loss: 'huber', optimizer: { type: 'rmsprop' } },
  },
  'clipping, a schedule, smoothed labels': {
    network: { preset: 'two-layer-net' },
    options: { loss: { type: 'softmax-cross-entropy', labelSmoothing: 0.1 }, clipNorm: 0.05, clipValue: 0.002, schedule: { type: 'one-cycle' }, optimizer: { type: 'adamw' } },
  },
  augmentation: {
    network: { preset: 'simple-convnet' },
    options: { augment: [{ type: 'elastic' }, { type: 'rotation' }, { type: 'shift' }, { type: 'noise' }] },
  },
  'book semantics': { network: { preset: 'two-layer-net' }, options: { semantics: 'book', optimizer: { type: 'momentum' } } },
  'a batch of one': { network: { preset: 'simple-convnet' }, options: { batchSize: 1 } },
};

describe.each(Object.entries(NETWORKS))('%s', (_, { network, options }) => {
  test('has the same weights and metrics on 1, 2, 3 and 4 threads', () => {
    const alone = finish(start(network, 1, options));
    for (const threads of [2, 3, 4]) expect(finish(start(network, threads, options)), `${threads} threads`).toEqual(alone);
  });
});

describe('a checkpoint', () => {
  test.each([[1, 2], [3, 1], [2, 4]])('written on %i threads goes on with %i', (before, after) => {
    const network = NETWORKS['batch norm and dropout between convolutions'].network;
    const undisturbed = finish(start(network, 1));
    const run = start(network, before);
    run.advance();
    run.advance();
    expect(finish(start(network, after, {}, run.checkpoint()))).toEqual(undisturbed);
  });
});

describe('inference', () => {
  test('gives the same bytes on any number of threads and in any batches', () => {
    const run = start({ preset: 'simple-convnet' }, 1);
    finish(run);
    const inputs = Float32Array.from({ length: 61 * 784 }, (_, i) => ((i * 37) % 256) / 255);
    const answers = [[1, 61], [2, 61], [3, 16], [4, 1], [1, 1024]].map(([threads, maxBatch]) => {
      const inference = createInference({ network: run.plan, weights: run.weights(), kernels, maxBatch, threads });
      opened.push(inference);
      return Array.from(inference.predict(inputs, 61));
    });
    for (const answer of answers) expect(answer).toEqual(answers[0]);
  });

  test('run refuses more rows than the buffers hold', () => {
    const run = start({ preset: 'two-layer-net' }, 1);
    const inference = createInference({ network: run.plan, weights: run.weights(), kernels, maxBatch: 4 });
    for (const count of [0, 5, 1.5]) expect(() => inference.run(count)).toThrow(/1 to 4/);
  });
});

/** Counts every operation, of single threads and shared ones alike. */
function counting(provider: KernelsProvider): { provider: KernelsProvider; calls: Map<string, number> } {
  const calls = new Map<string, number>();
  const wrapped = <T extends object>(operations: T): T => Object.fromEntries(Object.entries(operations).map(([name, operation]) => {
    if (typeof operation !== 'function' || name === 'divide') return [name, operation];
    if (name === 'together') return [name, (team: Team) => wrapped((operation as Kernels['together'])(team))];
    return [name, (...given: unknown[]) => {
      calls.set(name, (calls.get(name) ?? 0) + 1);
      return (operation as (...all: unknown[]) => unknown)(...given);
    }];
  })) as T;
  return { provider: { ...provider, attach: (arena: ArenaMemory, rank?: number): Kernels => wrapped(provider.attach(arena, rank)) }, calls };
}

describe('a step', () => {
  test.each([['two-layer-net', 18], ['deep-convnet', 2000]])('of %s calls at most so many kernels and allocates nothing in the arena', (preset, most) => {
    const { provider, calls } = counting(kernels);
    const run = createTrainingRun({ network: planOf({ preset }), kernels: provider, data, options: { ...OPTIONS, optimizer: { type: 'adam' }, steps: 100, batchSize: 100, evaluate: { everySteps: 100, samples: 1 } } });
    run.advance();
    calls.clear();
    run.advance();
    expect([...calls.values()].reduce((sum, count) => sum + count, 0)).toBeLessThanOrEqual(most);
    for (const allocation of ['floats', 'int32', 'uint8']) expect(calls.get(allocation)).toBeUndefined();
    if (preset === 'deep-convnet') expect(calls.get('conv2dPack')).toBe(6);
  });

  test('leaves little for the garbage collector', () => {
    const run = start({ preset: 'two-layer-net' }, 1, { steps: 3000, batchSize: 50, evaluate: { everySteps: 3000, samples: 1 } });
    for (let i = 0; i < 500; i++) run.advance();
    const before = process.memoryUsage().heapUsed;
    for (let i = 0; i < 100; i++) run.advance();
    expect((process.memoryUsage().heapUsed - before) / 100).toBeLessThan(32_768);
  });
});

describe('relu before max pooling', () => {
  const network = (...between: LayerSpec[]): NetworkSpec => ({ layers: [{ ...conv(5), name: 'conv' }, ...between, { type: 'maxPool2d', name: 'pool' }, { type: 'dense', units: 10, name: 'out' }] });
  const act: LayerSpec = { type: 'relu', name: 'act' };
  const words = (spec: NetworkSpec) => describePlan(planOf(spec), { batchSize: 10, threads: 1, kernels }).join('\n');

  test('is computed behind it, where nothing else reads it and it keeps the order of values', () => {
    expect(words(network(act))).toMatch(/pool: .*\n.*act: relu \[14, 14, 5\].*moved behind the pooling/);
    expect(words(network({ ...act, type: 'batchNorm' }))).not.toContain('moved');
    const branched = { layers: network(act).layers as LayerSpec[] };
    branched.layers.push({ type: 'flatten', name: 'flat', inputs: ['act'] }, { type: 'concat', inputs: ['out', 'flat'] }, { type: 'dense', units: 10 });
    expect(words(branched)).not.toContain('moved');
  });

  test('gives the weights of the order as written', () => {
    const apart: LayerSpec = { type: 'dropout', ratio: 0, name: 'apart' }; // changes nothing but keeps the two from each other
    const [moved, written] = [network(act), network(act, apart)].map((spec) => {
      const run = start(spec, 1);
      finish(run);
      return run.weights().map(({ data: values }) => Float64Array.from(values));
    });
    moved.forEach((values, i) => expectClose(values, written[i], 1e-5, `weights ${i}`));
  });
});

describe('the plan in words', () => {
  test('names stages, slices, shards, methods, build and threads', () => {
    const words = describePlan(planOf({ preset: 'deep-convnet' }), { batchSize: 100, threads: 2, kernels }).join('\n');
    for (const part of ['2 threads', kernels.build, 'slices of 5', '4 shards', 'direct convolution', 'Winograd F(4x4, 3x3)', 'whole batch']) expect(words).toContain(part);
  });

  test('recommends one thread for toys and all for networks of images', () => {
    const toy = planNetwork({ layers: [{ type: 'dense', units: 2 }] }, { inputShape: [2], classes: 2 }, 'modern');
    expect(recommendedThreads(toy, 10, 8)).toBe(1);
    expect(recommendedThreads(planOf({ preset: 'deep-convnet' }), 100, 8)).toBe(8);
    expect(recommendedThreads(planOf({ preset: 'two-layer-net' }), 100, 2)).toBe(2);
  });
});
