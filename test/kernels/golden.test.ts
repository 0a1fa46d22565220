import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { bufferBytes, type FloatArray, type KernelsProvider, type Window2d } from '../../src/kernels/kernels.ts';
import { loadKernels } from '../../src/kernels/load.ts';

/** Convolutions, max poolings, activations and losses against PyTorch's numbers (test/fixtures/golden), straight on the kernels. */
interface Tensor { shape: number[]; data: number[] }
interface Case {
  name: string;
  attrs: { kernel: number; stride: number; padding: number };
  dy: Tensor;
  inputs: { x: Tensor };
  params: Record<string, Tensor>;
  outputs: { y: Tensor };
  grads: Record<string, Tensor>;
}

const casesOf = (file: string, fits: (name: string) => boolean): Case[] =>
  (JSON.parse(readFileSync(new URL(`../fixtures/golden/${file}.json`, import.meta.url), 'utf8')) as { cases: Case[] }).cases.filter(({ name }) => fits(name));

interface LossCase<Target> { name: string; pred: Tensor; target: Target; loss: number; grad: Tensor }

const lossCase = <Target>(name: string): LossCase<Target> =>
  (JSON.parse(readFileSync(new URL('../fixtures/golden/losses.json', import.meta.url), 'utf8')) as { cases: LossCase<Target>[] }).cases.find((each) => each.name === name)!;

const convolutions = casesOf('convs', (name) => name.startsWith('conv_k'));
const poolings = casesOf('pools', (name) => name.startsWith('max'));

const BUILDS: [string, KernelsProvider, number][] = [
  ['reference float64', loadKernels('reference', 'float64'), 1e-9],
  ['reference float32', loadKernels('reference'), 1e-5],
  ['simd', loadKernels('simd'), 1e-5],
  ['simd-fma', loadKernels('simd-fma'), 1e-5],
];

function windowOf({ attrs, inputs, outputs }: Case): Window2d {
  const [batch, height, width, channels] = inputs.x.shape;
  const [, outHeight, outWidth] = outputs.y.shape;
  return { batch, height, width, channels, kernelHeight: attrs.kernel, kernelWidth: attrs.kernel, stride: attrs.stride, pad: attrs.padding, outHeight, outWidth };
}

function expectClose(actual: FloatArray, expected: Tensor, tolerance: number): void {
  expect(actual.length).toBe(expected.data.length);
  expected.data.forEach((value, i) => expect(Math.abs(actual[i] - value), `element ${i}`).toBeLessThanOrEqual(tolerance * Math.max(1, Math.abs(value))));
}

test('there are cases to check', () => {
  expect([convolutions.length, poolings.length]).toEqual([14, 4]);
});

describe.each(BUILDS)('%s', (_, provider, tolerance) => {
  const arena = (lengths: number[]) => provider.create(lengths.reduce((sum, length) => sum + bufferBytes(length, 8), 0));
  const filled = (kernels: ReturnType<typeof arena>, { data }: Tensor) => {
    const array = kernels.floats(data.length);
    array.set(data);
    return array;
  };

  test.each(convolutions)('$name', (each) => {
    const kernel = each.params['conv.kernel'];
    const bias = each.params['conv.bias'] as Tensor | undefined;
    const w = { ...windowOf(each), filters: kernel.shape[3] };
    const sizes = [each.inputs.x, kernel, each.dy].map(({ data }) => data.length);
    const form = provider.conv2dForm(w);
    const kernels = arena([...sizes, ...sizes, w.filters, w.filters, form.packed, form.turned, form.running]);
    const [packed, turned, running] = [form.packed, form.turned, form.running].map((length) => kernels.floats(length));
    const [x, k, dy] = [each.inputs.x, kernel, each.dy].map((tensor) => filled(kernels, tensor));
    const [dx, dk, y] = sizes.map((length) => kernels.floats(length));
    kernels.conv2dPack(w, k, packed);
    kernels.conv2dPackTurned(w, k, turned);
    kernels.conv2dForward(w, x, packed, bias ? filled(kernels, bias) : null, y);
    kernels.conv2dInputGradient(w, dy, turned, dx);
    kernels.conv2dKernelGradient(w, x, dy, running, false);
    kernels.conv2dUnpackGradient(w, running, dk);
    expectClose(y, each.outputs.y, tolerance);
    expectClose(dx, each.grads.x, tolerance);
    expectClose(dk, each.grads['conv.kernel'], tolerance);
    if (!bias) return;
    const db = kernels.floats(w.filters);
    kernels.sumRows(dy, db, w.batch * w.outHeight * w.outWidth, w.filters, false);
    expectClose(db, each.grads['conv.bias'], tolerance);
  });

  test.each(poolings)('$name', (each) => {
    const w = windowOf(each);
    const [inputs, outputs] = [each.inputs.x.data.length, each.dy.data.length];
    const kernels = arena([inputs, inputs, outputs, outputs, outputs]);
    const [x, dy] = [filled(kernels, each.inputs.x), filled(kernels, each.dy)];
    const [y, dx, argmax] = [kernels.floats(outputs), kernels.floats(inputs), kernels.int32(outputs)];
    kernels.maxPoolForward(w, x, y, argmax);
    kernels.maxPoolBackward(w, dy, argmax, dx);
    expectClose(y, each.outputs.y, tolerance);
    expectClose(dx, each.grads.x, tolerance);
  });

  test.each(['relu', 'sigmoid', 'tanh'] as const)('%s', (name) => {
    const [{ inputs, dy, outputs, grads }] = casesOf('activations', (each) => each === name);
    const length = dy.data.length;
    const kernels = arena([length, length, length, length]);
    const [x, upstream] = [filled(kernels, inputs.x), filled(kernels, dy)];
    const [y, dx] = [kernels.floats(length), kernels.floats(length)];
    kernels[`${name}Forward`](x, y, length);
    kernels[`${name}Backward`](y, upstream, dx, length);
    expectClose(y, outputs.y, tolerance);
    expectClose(dx, grads.x, tolerance);
  });

  test('softmax', () => {
    const [{ inputs, outputs }] = casesOf('activations', (each) => each === 'softmax');
    const [rows, columns] = inputs.x.shape;
    const kernels = arena([rows * columns]);
    const x = filled(kernels, inputs.x);
    kernels.softmax(x, x, rows, columns);
    expectClose(x, outputs.y, tolerance);
  });

  test('cross-entropy of softmax', () => {
    const { pred, target, loss, grad } = lossCase<number[]>('cross_entropy_mean');
    const [rows, columns] = pred.shape;
    const kernels = arena([rows * columns, rows * columns, rows, rows]);
    const [x, p, losses, labels] = [filled(kernels, pred), kernels.floats(rows * columns), kernels.floats(rows), kernels.int32(rows)];
    labels.set(target);
    kernels.logSoftmaxLoss(x, labels, losses, rows, columns);
    kernels.softmax(x, p, rows, columns);
    kernels.softmaxCrossEntropyGradient(p, labels, p, rows, columns, 1 / rows);
    expectClose(Float64Array.of(Array.from(losses).reduce((sum, each) => sum + each, 0) / rows), { shape: [1], data: [loss] }, tolerance);
    expectClose(p, grad, tolerance);
  });

  test('squared error', () => {
    const { pred, target, loss, grad } = lossCase<Tensor>('mse_mean');
    const [rows, columns] = pred.shape;
    const kernels = arena([rows * columns, rows * columns, rows * columns, rows]);
    const [x, t, dx, losses] = [filled(kernels, pred), filled(kernels, target), kernels.floats(rows * columns), kernels.floats(rows)];
    kernels.squaredError(x, t, losses, rows, columns);
    kernels.scaledDifference(x, t, dx, rows * columns, 2 / (rows * columns));
    expectClose(Float64Array.of(Array.from(losses).reduce((sum, each) => sum + each, 0) / (rows * columns)), { shape: [1], data: [loss] }, tolerance);
    expectClose(dx, grad, tolerance);
  });
});
