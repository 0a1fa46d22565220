/** The book's plain functions against numbers of its own code (test/fixtures/book) and of its text. */
import { describe, expect, test } from 'vitest';
import { activationHistograms, AddLayer, and, BOOK_BOWL, buyFruit, crossEntropyError, gradientDescent, identity, MulLayer, nand, numericalDifference, numericalGradient, numericalGradients, optimizerPath, or, relu, reluGradient, sigmoid, sigmoidGradient, smoothCurve, softmax, step, sumSquaredError, truthTable, xor } from '../../src/book/index.ts';
import { col2im, im2col } from '../../src/kernels/reference/im2col.ts';
import { loadKernels } from '../../src/kernels/load.ts';
import { expectClose, fixture, type Tensor } from '../engine/values.ts';

interface Functions {
  softmax: { x: Tensor; y: Tensor };
  scalar: Record<'x' | 'step' | 'sigmoid' | 'sigmoid_grad' | 'relu' | 'relu_grad' | 'identity', Tensor>;
  cross_entropy: { y: Tensor; t_index: Tensor; t_onehot: Tensor; loss: number; zero_prob: { y: Tensor; t_index: number[]; loss: number } };
  sum_squared_error: { y: Tensor; t: Tensor; loss: number };
  smooth_curve: { x: Tensor; y: Tensor };
  numerical_gradient: { simpleNet: { W: Tensor; x: Tensor; t: Tensor; loss: number; dW: Tensor }; fn1_at_5: number };
  gradient_descent: { history_21x2: Tensor };
}
const book = fixture<Functions>('book/functions');
const rows = ({ shape, data }: Tensor): number[][] => Array.from({ length: shape[0] }, (_, r) => data.slice(r * shape[1], (r + 1) * shape[1]));

describe('gates', () => {
  test.each([[and, [0, 0, 0, 1]], [nand, [1, 1, 1, 0]], [or, [0, 1, 1, 1]], [xor, [0, 1, 1, 0]]] as const)('%o', (gate, outputs) => {
    expect(truthTable(gate).map(([, , out]) => out)).toEqual(outputs);
  });
});

describe('functions', () => {
  test.each([['step', step], ['sigmoid', sigmoid], ['sigmoid_grad', sigmoidGradient], ['relu', relu], ['relu_grad', reluGradient], ['identity', identity]] as const)('%s', (name, f) => {
    expectClose(book.scalar.x.data.map((x) => f(x)), book.scalar[name].data, 1e-12, name);
  });

  test('softmax, also of a thousand', () => {
    expectClose(rows(book.softmax.x).flatMap(softmax), book.softmax.y.data, 1e-12, 'softmax');
  });

  test('cross-entropy error of class numbers, one-hot rows and a probability of zero', () => {
    const { y, t_index, t_onehot, loss, zero_prob } = book.cross_entropy;
    expectClose([crossEntropyError(rows(y), t_index.data), crossEntropyError(rows(y), rows(t_onehot)), crossEntropyError([zero_prob.y.data], zero_prob.t_index)], [loss, loss, zero_prob.loss], 1e-12, 'loss');
  });

  test('sum of squared errors, and the figures of ch. 4.2', () => {
    const { y, t, loss } = book.sum_squared_error;
    expectClose([sumSquaredError(y.data, t.data)], [loss], 1e-12, 'loss');
    const right = [0.1, 0.05, 0.6, 0, 0.05, 0.1, 0, 0.1, 0, 0];
    const wrong = [0.1, 0.05, 0.1, 0, 0.05, 0.1, 0, 0.6, 0, 0];
    const target = right.map((_, i) => Number(i === 2));
    expectClose([sumSquaredError(right, target), sumSquaredError(wrong, target), crossEntropyError([right], [2]), crossEntropyError([wrong], [2])], [0.0975, 0.5975, 0.5108, 2.3026], 1e-4, 'ch. 4.2');
  });

  test('the forward pass of ch. 3.4', () => {
    const layer = (x: number[], W: number[][], b: number[], f: (x: number) => number) => b.map((bias, j) => f(x.reduce((sum, value, i) => sum + value * W[i][j], bias)));
    const z1 = layer([1, 0.5], [[0.1, 0.3, 0.5], [0.2, 0.4, 0.6]], [0.1, 0.2, 0.3], sigmoid);
    const z2 = layer(z1, [[0.1, 0.4], [0.2, 0.5], [0.3, 0.6]], [0.1, 0.2], sigmoid);
    expectClose(layer(z2, [[0.1, 0.3], [0.2, 0.4]], [0.1, 0.2], identity), [0.3168270764, 0.6962790899], 1e-9, 'y');
  });

  test('smoothing', () => {
    expectClose(smoothCurve(book.smooth_curve.x.data), book.smooth_curve.y.data, 1e-12, 'curve');
    expect(() => smoothCurve([1, 2, 3])).toThrow(/at least 11/);
  });
});

describe('numerical gradients', () => {
  test('of a function of one variable', () => {
    expect(numericalDifference((x) => 0.01 * x ** 2 + 0.1 * x, 5)).toBe(book.numerical_gradient.fn1_at_5);
  });

  test('of the weights of simpleNet', () => {
    const { W, x, t, dW } = book.numerical_gradient.simpleNet;
    const loss = (weights: readonly number[]) => crossEntropyError([softmax([0, 1, 2].map((j) => x.data.reduce((sum, value, i) => sum + value * weights[i * 3 + j], 0)))], [t.data.indexOf(1)]);
    expectClose(numericalGradient(loss, W.data), dW.data, 1e-9, 'dW');
  });

  test('of several points, each by itself', () => {
    expectClose(numericalGradients(([a, b]) => a ** 2 + b ** 2, [[1, 2], [-3, 0.5]]).flat(), [2, 4, -6, 1], 1e-7, 'gradients');
  });

  test('lead downhill', () => {
    const bowl = ([a, b]: readonly number[]) => a ** 2 + b ** 2;
    expectClose(gradientDescent(bowl, [-3, 4], { learningRate: 0.1, steps: 20 }).flat(), book.gradient_descent.history_21x2.data, 1e-9, 'path');
    const far = gradientDescent(bowl, [-3, 4], { learningRate: 10, steps: 100 })[100];
    expect(Math.hypot(...far)).toBeGreaterThan(1e10);
    expectClose(gradientDescent(bowl, [-3, 4], { learningRate: 1e-10, steps: 100 })[100], [-3, 4], 1e-6, 'hardly moved');
  });
});

describe('graphs', () => {
  test('apples, and apples with oranges', () => {
    expectClose([buyFruit({ apple: 100, apples: 2, orange: 0, oranges: 0, tax: 1.1 }).price], [220], 1e-12, 'apples');
    const { price, gradients } = buyFruit({ apple: 100, apples: 2, orange: 150, oranges: 3, tax: 1.1 });
    expectClose([price, gradients.apple, gradients.apples, gradients.orange, gradients.oranges, gradients.tax], [715, 2.2, 110, 3.3, 165, 650], 1e-12, 'fruit');
  });

  test('nodes agree with differences', () => {
    for (const node of [new MulLayer(), new AddLayer()]) {
      node.forward(3, -4);
      const [dx, dy] = node.backward(2);
      const probe = new (node.constructor as new () => typeof node)();
      expectClose([dx, dy], numericalGradient(([x, y]) => 2 * probe.forward(x, y), [3, -4]), 1e-7, 'gradients');
    }
  });
});

describe('paths of optimizers', () => {
  const known = fixture<Record<string, { history_first5: number[][]; after_30: number[] }>>('book/optimizers');
  test.each([
    ['sgd_lr0_95', { type: 'sgd', learningRate: 0.95 }], ['momentum_lr0_1_m0_9', { type: 'momentum', learningRate: 0.1 }],
    ['adagrad_lr1_5', { type: 'adagrad', learningRate: 1.5 }], ['adam_lr0_3', { type: 'adam', learningRate: 0.3 }],
  ])('%s', (name, optimizer) => {
    const path = optimizerPath(optimizer, { steps: 30, kernels: loadKernels('reference', 'float64') });
    expectClose(path.slice(0, 6).flat(), known[name].history_first5.flat(), 1e-9, 'first points');
    expectClose(path[30], known[name].after_30, 1e-9, 'last point');
    expect(BOOK_BOWL.value(path[30])).toBeLessThan(BOOK_BOWL.value(path[0]));
  });
});

describe('initial weights', () => {
  const shares = (std: number | 'xavier' | 'he', activation: 'sigmoid' | 'relu' | 'tanh') => activationHistograms({ std, activation, seed: 1, rows: 200 }).map((counts) => ({ counts, total: counts.reduce((a, b) => a + b, 0) }));

  test('of deviation 1 drive sigmoids to 0 and 1, of 0.01 to one half, of Xavier between', () => {
    const ends = ({ counts, total }: ReturnType<typeof shares>[number]) => (counts[0] + counts[29]) / total;
    const middle = ({ counts, total }: ReturnType<typeof shares>[number]) => (counts[14] + counts[15]) / total;
    expect(ends(shares(1, 'sigmoid')[4])).toBeGreaterThan(0.6);
    expect(middle(shares(0.01, 'sigmoid')[4])).toBeGreaterThan(0.95);
    const xavier = shares('xavier', 'sigmoid')[4];
    expect([ends(xavier) < 0.05, middle(xavier) < 0.5]).toEqual([true, true]);
  });

  test('of He keep relu alive through the layers, of 0.01 do not', () => {
    const alive = (std: 'he' | number) => shares(std, 'relu').map(({ counts }) => counts.slice(1).reduce((a, b) => a + b, 0));
    expect(alive('he')[4]).toBeGreaterThan(alive('he')[0] / 3);
    expect(alive(0.01)[4]).toBe(0);
  });
});

describe('im2col', () => {
  interface Case { stride: number; pad: number; x: Tensor; col: Tensor; col_in?: Tensor; col2im?: Tensor; filter_h?: number; filter_w?: number }
  const w = { batch: 2, height: 5, width: 6, channels: 3, kernelHeight: 3, kernelWidth: 2, stride: 2, pad: 1, outHeight: 3, outWidth: 4 };
  const size = 2 * 5 * 6 * 3;
  const count = 2 * 3 * 4 * 3 * 2 * 3;
  const x = Float64Array.from({ length: size }, (_, i) => Math.sin(i));

  test('times the kernel is the convolution', () => {
    const filters = 4;
    const kernels = loadKernels('reference', 'float64').create(2 ** 16);
    const [input, kernel, y] = [kernels.floats(size), kernels.floats(18 * filters), kernels.floats(24 * filters)];
    input.set(x);
    kernel.forEach((_, i) => (kernel[i] = Math.cos(i)));
    const window = { ...w, filters };
    const packed = kernels.floats(loadKernels('reference', 'float64').conv2dForm(window).packed);
    kernels.conv2dPack(window, kernel, packed);
    kernels.conv2dForward(window, input, packed, null, y);
    const columns = kernels.floats(count);
    im2col(w, input, columns);
    const product = kernels.floats(24 * filters);
    kernels.gemm(columns, kernel, product, 24, filters, 18, false, false, false, null);
    expectClose(product, Array.from(y), 1e-12, 'product');
  });

  test('and its transpose: <im2col x, c> = <x, col2im c>', () => {
    const columns = new Float64Array(count);
    im2col(w, x, columns);
    const c = Float64Array.from({ length: count }, (_, i) => Math.cos(3 * i));
    const back = new Float64Array(size).fill(7);
    col2im(w, c, back);
    const dot = (a: Float64Array, b: Float64Array) => a.reduce((sum, value, i) => sum + value * b[i], 0);
    expect(dot(columns, c)).toBeCloseTo(dot(x, back), 9);
  });

  test('as the book has it, channels last', () => {
    const cases = Object.entries(fixture<Record<string, Case>>('book/layers_conv')).filter(([name]) => name.startsWith('im2col'));
    expect(cases.length).toBeGreaterThan(0);
    for (const [name, each] of cases) {
      const [batch, channels, height, width] = each.x.shape;
      const [fh, fw] = [each.filter_h, each.filter_w].map((side) => side ?? Number(/(\d)x/.exec(name)?.[1] ?? 3)) as [number, number];
      const out = (side: number, k: number) => Math.floor((side + 2 * each.pad - k) / each.stride) + 1;
      const window = { batch, height, width, channels, kernelHeight: fh, kernelWidth: fw, stride: each.stride, pad: each.pad, outHeight: out(height, fh), outWidth: out(width, fw) };
      const image = new Float64Array(each.x.data.length);
      each.x.data.forEach((value, i) => {
        const [n, c, y, z] = [Math.floor(i / (channels * height * width)), Math.floor(i / (height * width)) % channels, Math.floor(i / width) % height, i % width];
        image[((n * height + y) * width + z) * channels + c] = value;
      });
      const columns = new Float64Array(each.col.data.length);
      im2col(window, image, columns);
      const taps = fh * fw;
      const reordered = each.col.data.map((_, i) => {
        const [row, column] = [Math.floor(i / (channels * taps)), i % (channels * taps)];
        return columns[row * channels * taps + (column % taps) * channels + Math.floor(column / taps)];
      });
      expectClose(reordered, each.col.data, 1e-12, name);
    }
  });
});
