/** Small promises that whole-network tests are too coarse to see: streams, batches, weighting, loss formulas. Each caught a mutation. */
import { describe, expect, test } from 'vitest';
import { createInference, createTrainingRun, planNetwork, TrainyardError } from '../../src/engine/index.ts';
import type { Choice, LayerSpec, Split, TrainingOptions } from '../../src/engine/index.ts';
import { losses } from '../../src/engine/losses/index.ts';
import { createNetwork } from '../../src/engine/network.ts';
import { Judge } from '../../src/engine/training/judge.ts';
import { resolveRate } from '../../src/engine/training/options.ts';
import { BatchOrder } from '../../src/engine/training/samples.ts';
import { loadKernels } from '../../src/kernels/load.ts';
import { bytesOf, easyData, OPTIONS } from './support.ts';
import { expectClose, numbers } from './values.ts';

const run = (layers: LayerSpec[], options: Partial<TrainingOptions> = {}, data = easyData(47, 6, 3), checkpoint?: Uint8Array) =>
  createTrainingRun({ network: planNetwork({ layers }, { inputShape: [6], classes: 3 }, 'modern'), options: { ...OPTIONS, ...options }, data, kernels: loadKernels('auto'), checkpoint });

describe('random streams of a network', () => {
  const size = 2000;
  function outputs(layers: LayerSpec[], step: number): number[] {
    const plan = planNetwork({ layers }, { inputShape: [size], classes: size }, 'book');
    const provider = loadKernels('auto');
    const kernels = provider.create(2 ** 20);
    const network = createNetwork({ plan, provider, kernels, allocator: kernels, batch: 1, seed: 3, training: true });
    network.input.fill(1);
    network.forward(1, { training: true, step });
    return Array.from(network.output);
  }
  const half: LayerSpec = { type: 'dropout', ratio: 0.5 };
  const kept = (values: number[]): number => values.filter((value) => value !== 0).length / size;

  test('two dropout layers drop independently', () => {
    expect(Math.abs(kept(outputs([half], 1)) - 0.5)).toBeLessThan(0.05);
    expect(Math.abs(kept(outputs([half, half], 1)) - 0.25)).toBeLessThan(0.05);
  });

  test('dropout draws anew at every step, and the same at the same step', () => {
    expect(outputs([half], 1)).toEqual(outputs([half], 1));
    expect(outputs([half], 1)).not.toEqual(outputs([half], 2));
  });

  test('layers of one shape begin with different weights', () => {
    const [first, , second] = run([{ type: 'dense', units: 6 }, { type: 'dense', units: 6 }, { type: 'dense', units: 3 }]).weights();
    expect(first.shape).toEqual(second.shape);
    expect(Array.from(first.data)).not.toEqual(Array.from(second.data));
  });
});

describe('order of samples', () => {
  const draws = (sampling: 'permutation' | 'replacement', steps: number): number[][] => {
    const order = new BatchOrder({ seed: 1, batchSize: 4, sampling }, 10, sampling === 'permutation' ? 3 : 2);
    return Array.from({ length: steps }, (_, step) => {
      const indices = new Int32Array(4);
      return Array.from(indices.subarray(0, order.draw(step, indices)));
    });
  };

  test('a permutation holds every sample once per epoch, in another order each time', () => {
    const batches = draws('permutation', 6);
    expect(batches.map(({ length }) => length)).toEqual([4, 4, 2, 4, 4, 2]);
    const epochs = [batches.slice(0, 3).flat(), batches.slice(3).flat()];
    for (const epoch of epochs) expect([...epoch].sort((a, b) => a - b)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
    expect(epochs[0]).not.toEqual(epochs[1]);
  });

  test('drawing with replacement draws anew at every step', () => {
    const batches = draws('replacement', 200);
    expect(new Set(batches.map(String)).size).toBeGreaterThan(190);
    expect(batches.some((batch) => new Set(batch).size < 4)).toBe(true);
    expect(new Set(batches.flat()).size).toBe(10);
  });

  test('a step draws the same whether or not the ones before were drawn', () => {
    const indices = new Int32Array(4);
    new BatchOrder({ seed: 1, batchSize: 4, sampling: 'permutation' }, 10, 3).draw(4, indices);
    expect(Array.from(indices)).toEqual(draws('permutation', 5)[4]);
  });
});

describe('data', () => {
  test('bytes stand for value/255, to the last bit', () => {
    const bytes = Uint8Array.from({ length: 47 * 6 }, (_, i) => (i * 89) % 256);
    const labels = easyData(47, 6, 3).train.labels;
    const weightsOf = (inputs: Split['inputs']) => {
      const split = { count: 47, inputs, labels };
      const training = run([{ type: 'dense', units: 3 }], { epochs: 2 }, { train: split, validation: null, test: split });
      while (!training.done) training.advance();
      return bytesOf(training.weights());
    };
    expect(weightsOf(bytes)).toBe(weightsOf(Float32Array.from(bytes, (byte) => byte / 255)));
  });

  test('the loss of an evaluation does not depend on how it was cut into batches', () => {
    const measured = [7, 10, 47].map((batchSize) => {
      const training = run([{ type: 'dense', units: 3 }], { steps: 1, epochs: undefined, batchSize, optimizer: { type: 'sgd', learningRate: 1e-12 } });
      return training.advance().evaluation ?? {};
    });
    for (const name of ['trainLoss', 'validationLoss', 'testLoss']) expectClose(measured.map((m) => m[name]), new Array(3).fill(measured[2][name]), 1e-6, name);
  });

  test('decoupled weight decay takes learningRate x weightDecay of each kernel, beside the gradient', () => {
    const layers: LayerSpec[] = [{ type: 'dense', units: 3 }];
    const after = (weightDecay: number) => {
      const training = run(layers, { optimizer: { type: 'sgd', learningRate: 0.5 }, regularization: { weightDecay, decoupled: true } });
      const before = training.weights()[0].data;
      training.advance();
      return { before, after: training.weights()[0].data };
    };
    const plain = after(0);
    const decayed = after(0.2);
    expectClose(decayed.after, Array.from(plain.after, (value, i) => value - 0.1 * plain.before[i]), 1e-6, 'kernel');
  });
});

describe('clipping', () => {
  const layers: LayerSpec[] = [{ type: 'dense', units: 3 }];
  const step = (clipNorm: number | null) => {
    const training = run(layers, { optimizer: { type: 'sgd', learningRate: 1 }, clipNorm });
    const before = training.weights();
    training.advance();
    return training.weights().map(({ data }, i) => Array.from(data, (value, j) => before[i].data[j] - value));
  };
  const norm = (gradients: number[][]) => Math.hypot(...gradients.flat());

  test('scales all gradients together down to the norm', () => {
    const free = step(null);
    const limit = norm(free) / 3;
    const clipped = step(limit);
    expect(norm(clipped)).toBeCloseTo(limit, 5);
    clipped.forEach((gradient, i) => expectClose(gradient, free[i].map((value) => value / 3), 1e-5, `parameter ${i}`));
  });

  test('holds each value within its limit', () => {
    const layer = (clipping: object) => {
      const training = run(layers, { optimizer: { type: 'sgd', learningRate: 1 }, ...clipping });
      const before = training.weights();
      training.advance();
      return training.weights().map(({ data }, i) => Array.from(data, (value, j) => before[i].data[j] - value));
    };
    const free = layer({});
    const limit = Math.max(...free.flat().map(Math.abs)) / 2;
    const held = free.map((gradient) => gradient.map((value) => Math.max(-limit, Math.min(limit, value))));
    layer({ clipValue: limit }).forEach((gradient, i) => expectClose(gradient, held[i], 1e-6, `parameter ${i}`));
    expect(held).not.toEqual(free);
    expect(norm(layer({ clipValue: limit, clipNorm: norm(held) / 2 }))).toBeCloseTo(norm(held) / 2, 5);
    expect(layer({ clipValue: limit * 2.01 })).toEqual(free);
  });

  test('leaves smaller gradients alone', () => {
    const free = step(null);
    expect(step(norm(free) * 1.01)).toEqual(free);
  });
});

describe('a schedule', () => {
  test('sets the rate of each step', () => {
    const moved = (schedule: Choice | null, steps: number) => {
      const training = run([{ type: 'dense', units: 3 }], { optimizer: { type: 'sgd', learningRate: 0.1 }, schedule, steps: 2 });
      for (let i = 0; i < steps; i++) training.advance();
      return training.weights()[0].data;
    };
    const [first, plain, halved] = [moved(null, 1), moved(null, 2), moved({ type: 'exponential', per: 'step', factor: 0.5 }, 2)];
    expectClose(halved, Array.from(plain, (value, i) => first[i] + (value - first[i]) / 2), 1e-6, 'second step');
  });

  test.each([['cosine', 0.1], ['one-cycle', 0.1], ['step', 0.1], ['exponential', 0.1], ['constant', 0.1], ['range', 1]])('%s never leaves its bounds, and ends where it should', (type, most) => {
    const rate = resolveRate({ ...OPTIONS, epochs: undefined, steps: 50, schedule: { type, per: 'step', warmUp: 5 } }, 0.1, 100);
    const rates = Array.from({ length: 50 }, (_, i) => rate(i + 1));
    for (const each of rates) expect(each > 0 || type === 'cosine').toBe(true);
    for (const each of rates) expect(each).toBeLessThanOrEqual(most * (1 + 1e-12));
    expect(rates[0]).toBeLessThan(rates[5]); // warms up
  });

  test('of a range test goes through all orders of magnitude evenly', () => {
    const rate = resolveRate({ ...OPTIONS, epochs: undefined, steps: 7, schedule: { type: 'range', from: 1e-6, to: 1 } }, 0.1, 100);
    expectClose(Array.from({ length: 7 }, (_, i) => Math.log10(rate(i + 1))), [-6, -5, -4, -3, -2, -1, 0], 1e-9, 'exponents');
  });

  test('belongs to what a checkpoint is for', () => {
    const options = { optimizer: { type: 'sgd', learningRate: 0.1 }, steps: 4 };
    const training = run([{ type: 'dense', units: 3 }], { ...options, schedule: { type: 'cosine' } });
    training.advance();
    expect(() => run([{ type: 'dense', units: 3 }], options, undefined, training.checkpoint())).toThrow(/other options/);
  });
});

describe('losses against their formulas', () => {
  const labels = [2, 0, 1, 2];
  const logits = Array.from(numbers(12, 5), (v) => v * 3);
  const oneHot = (row: number, column: number): number => (labels[row] === column ? 1 : 0);
  const row = (values: number[], r: number): number[] => values.slice(r * 3, r * 3 + 3);
  const each = (f: (x: number, t: number) => number) => (x: number[]) => x.reduce((sum, v, i) => sum + f(v, oneHot(Math.floor(i / 3), i % 3)), 0);
  const formulas: Record<keyof typeof losses, (x: number[]) => number> = {
    'mean-squared-error': (x) => each((v, t) => (v - t) ** 2)(x) / 12,
    'sum-of-squares': (x) => each((v, t) => (v - t) ** 2)(x) / 2,
    'binary-cross-entropy': (x) => each((v, t) => -t * Math.log(1 / (1 + Math.exp(-v))) - (1 - t) * Math.log(1 - 1 / (1 + Math.exp(-v))))(x) / 12,
    l1: (x) => each((v, t) => Math.abs(v - t))(x) / 12,
    huber: (x) => each((v, t) => (Math.abs(v - t) <= 1 ? (v - t) ** 2 / 2 : Math.abs(v - t) - 0.5))(x) / 12,
    'softmax-cross-entropy': (x) => labels.reduce((sum, label, r) => sum + Math.log(row(x, r).reduce((s, v) => s + Math.exp(v), 0)) - x[r * 3 + label], 0) / 4,
  };

  test.each(Object.keys(losses) as (keyof typeof losses)[])('%s', (type) => {
    const formula = formulas[type];
    const kernels = loadKernels('reference', 'float64').create(65_536);
    const [outputs, outputGradient, given] = [kernels.floats(12), kernels.floats(12), kernels.int32(4)];
    outputs.set(logits);
    given.set(labels);
    const loss = losses[type].create({ config: losses[type].defaults.modern, targets: null, kernels, batch: 4, columns: 3, semantics: 'modern', outputs, outputGradient, labels: given, floats: (length) => kernels.floats(length) });
    loss.forward(4);
    expectClose([loss.mean(4)], [formula(logits)], 1e-12, 'loss');
    loss.backward(4);
    const h = 1e-5;
    const moved = (i: number, by: number) => formula(logits.map((v, j) => (i === j ? v + by : v)));
    expectClose(outputGradient, logits.map((_, i) => (moved(i, h) - moved(i, -h)) / (2 * h)), 1e-8, 'gradient');
  });
});

describe('judgement', () => {
  test('an equal value is no improvement', () => {
    const judge = new Judge({ keepBest: { metric: 'testLoss', mode: 'min' }, earlyStopping: { patience: 2, metric: 'testLoss' } });
    const verdicts = [3, 3, 2, 2, 2.5].map((testLoss, step) => [judge.improves({ testLoss }, step), judge.losesPatience({ testLoss })]);
    expect(verdicts).toEqual([[true, false], [false, false], [true, false], [false, false], [false, true]]);
    expect(judge.state.best).toEqual({ value: 2, step: 2, metrics: { testLoss: 2 } });
  });

  test('accuracies are to rise', () => {
    const judge = new Judge({ keepBest: null, earlyStopping: { patience: 1, metric: 'testAccuracy' } });
    expect([0.5, 0.6, 0.6].map((testAccuracy) => judge.losesPatience({ testAccuracy }))).toEqual([false, false, true]);
  });

  test('a metric that was not measured decides nothing', () => {
    const judge = new Judge({ keepBest: { metric: 'validationLoss', mode: 'min' }, earlyStopping: { patience: 1, metric: 'validationLoss' } });
    expect([judge.improves({ testLoss: 1 }, 1), judge.losesPatience({ testLoss: 1 })]).toEqual([false, false]);
  });
});

describe('what does not belong together', () => {
  test('weights of the right size and the wrong shape', () => {
    const plan = planNetwork({ layers: [{ type: 'dense', units: 3, bias: false }] }, { inputShape: [6], classes: 3 }, 'modern');
    const transposed = [{ name: 'dense1.kernel', shape: [3, 6], data: new Float32Array(18) }];
    expect(() => createInference({ network: plan, weights: transposed, kernels: loadKernels('auto'), maxBatch: 1 })).toThrow(/\[3, 6\].*\[6, 3\]/);
  });

  test.each<[string, Partial<TrainingOptions>]>([
    ['optimizer', { optimizer: { type: 'sgd', learningRate: 0.2 } }],
    ['seed', { seed: 2 }],
    ['batch size', { batchSize: 9 }],
    ['weight decay', { regularization: { weightDecay: 0.1, decoupled: false } }],
    ['sampling', { sampling: 'replacement' }],
  ])('a checkpoint and another %s', (_, other) => {
    const network = planNetwork({ layers: [{ type: 'dense', units: 3 }] }, { inputShape: [6], classes: 3 }, 'modern');
    const make = (options: TrainingOptions, checkpoint?: Uint8Array) => createTrainingRun({ network, options, data: easyData(47, 6, 3), kernels: loadKernels('auto'), checkpoint });
    const checkpoint = make(OPTIONS).checkpoint();
    expect(() => make({ ...OPTIONS, ...other }, checkpoint)).toThrow(TrainyardError);
    make({ ...OPTIONS, epochs: 9, evaluate: { everySteps: 2, samples: 1 } }, checkpoint); // length and evaluation may differ
  });
});
