/**
 * One suite for every implementation of the kernels contract: each operation on odd sizes, compared with the reference kernels
 * in float64, with guard values around every output.
 */
import { describe, expect, test } from 'vitest';
import { bufferBytes, type Conv2dForm, type ConvWindow, type FloatArray, type Kernels, type KernelsProvider, type Window2d } from '../../src/kernels/kernels.ts';
import { loadKernels } from '../../src/kernels/load.ts';
import { philox4x32 } from '../../src/kernels/philox.ts';

const SIZES = [1, 3, 5, 7, 8, 17];
const GUARD = 12345;

/** Values in [-1, 1) with 12 bits after the point: exact in float32, so both sides start from the same numbers. */
function values(length: number, stream: number): number[] {
  const bits = new Uint32Array(4);
  return Array.from({ length }, (_, i) => {
    philox4x32([i, 0, stream, 0], [7, 7], bits);
    return (bits[0] >>> 19) / 4096 - 1;
  });
}

type Operand = { kind: 'in'; data: number[] } | { kind: 'out'; length: number } | { kind: 'inout'; data: number[] } | { kind: 'labels'; data: number[] } | { kind: 'indices-out'; length: number } | { kind: 'bytes'; data: number[] };
const input = (data: number[]): Operand => ({ kind: 'in', data });
const output = (length: number): Operand => ({ kind: 'out', length });
const both = (data: number[]): Operand => ({ kind: 'inout', data });
const labels = (data: number[]): Operand => ({ kind: 'labels', data });

interface Case {
  name: string;
  operands: Operand[];
  // eslint-disable-next-line: each case knows the types of its own operands
  call(k: Kernels, arrays: never[], form: Conv2dForm): void;
  /** a convolution's derived arrays come from the arena too */
  window?: ConvWindow;
}

/** Runs one case on one implementation; returns the outputs, after checking that nothing around them changed. */
function run(provider: KernelsProvider, { operands, call, name, window }: Case): number[][] {
  const lengthOf = (o: Operand) => ('data' in o ? o.data.length : o.length);
  const form = window ? provider.conv2dForm(window) : { method: 'reference' as const, poolable: false, packed: 0, turned: 0, running: 0 };
  const derived = bufferBytes(form.packed, 8) + bufferBytes(form.turned, 8) + bufferBytes(form.running, 8);
  const kernels = provider.create(operands.reduce((sum, o) => sum + bufferBytes(lengthOf(o) + 8, 8), 1024 + derived));
  const whole = operands.map((o) => {
    const length = lengthOf(o) + 8;
    const array = o.kind === 'labels' || o.kind === 'indices-out' ? kernels.int32(length) : o.kind === 'bytes' ? kernels.uint8(length) : kernels.floats(length);
    if ('data' in o) array.set(o.data, 4);
    if (o.kind === 'out' || o.kind === 'inout' || o.kind === 'indices-out') {
      if (o.kind !== 'inout') array.fill(GUARD);
      else for (const i of [0, 1, 2, 3, length - 4, length - 3, length - 2, length - 1]) array[i] = GUARD;
    }
    return array;
  });
  call(kernels, whole.map((array, i) => array.subarray(4, 4 + lengthOf(operands[i]))) as never[], form);
  return operands.flatMap((o, i) => {
    if (o.kind === 'in' || o.kind === 'labels' || o.kind === 'bytes') return [];
    const all = Array.from<number>(whole[i]);
    const rim = [...all.slice(0, 4), ...all.slice(-4)];
    expect(rim, `${name}: values around output ${i}`).toEqual(new Array(8).fill(GUARD));
    return [all.slice(4, -4)];
  });
}

function convWindow(height: number, width: number, channels: number, filters: number, kernel: [number, number], stride: number, pad: number, batch = 2): ConvWindow {
  const [kernelHeight, kernelWidth] = kernel;
  const size = (n: number, k: number) => Math.floor((n + 2 * pad - k) / stride) + 1;
  return { batch, height, width, channels, filters, kernelHeight, kernelWidth, stride, pad, outHeight: size(height, kernelHeight), outWidth: size(width, kernelWidth) };
}

function* gemmCases(): Generator<Case> {
  for (const m of [1, 3, 4, 6, 7, 8, 17]) for (const n of SIZES) for (const k of [1, 3, 5, 7, 17, 40]) {
    for (const [ta, tb, accumulate] of [[false, false, false], [true, false, true], [false, true, false], [true, true, true]] as const) {
      yield {
        name: `gemm ${m}x${n}x${k} ${ta ? 'T' : 'N'}${tb ? 'T' : 'N'}${accumulate ? ' accumulate' : ''}`,
        operands: [input(values(m * k, 1)), input(values(k * n, 2)), both(values(m * n, 3))],
        call: (x, [a, b, out]: FloatArray[]) => x.gemm(a, b, out, m, n, k, ta, tb, accumulate, null),
      };
      if (!accumulate) yield { name: `gemm ${m}x${n}x${k} with bias`, operands: [input(values(m * k, 1)), input(values(k * n, 2)), output(m * n), input(values(n, 4))], call: (x, [a, b, out, bias]: FloatArray[]) => x.gemm(a, b, out, m, n, k, ta, tb, false, bias) };
    }
  }
  // what is zero is left out: of single rows, of all rows together, and of rows of several kinds in turn
  const zeros = { own: (row: number, i: number) => (7 * row + i) % 5 < 3, shared: (_row: number, i: number) => i % 5 < 2, 'of several kinds': (row: number, i: number) => row % 9 > 2 && (row % 3 + i) % 7 < 5 };
  for (const [m, n, k] of [[1, 16, 7], [2, 30, 40], [7, 50, 784], [9, 100, 4320], [70, 17, 33], [5, 210, 61], [12, 20, 40], [6, 23, 50]]) {
    for (const [kind, isZero] of Object.entries(zeros)) {
      const a = values(m * k, 1).map((value, i) => (isZero(Math.floor(i / k), i % k) ? 0 : value));
      yield { name: `gemm ${m}x${n}x${k}, zeros ${kind}`, operands: [input(a), input(values(k * n, 2)), output(m * n), input(values(n, 4))], call: (x, [p, q, out, bias]: FloatArray[]) => x.gemm(p, q, out, m, n, k, false, false, false, bias) };
      yield { name: `gemm ${m}x${n}x${k}, zeros ${kind}, accumulate`, operands: [input(a), input(values(k * n, 2)), both(values(m * n, 3))], call: (x, [p, q, out]: FloatArray[]) => x.gemm(p, q, out, m, n, k, false, false, true, null) };
    }
  }
  const [m, n, k] = [2, 9, 16400]; // longer than one packed block
  yield { name: 'gemm long k', operands: [input(values(m * k, 1)), input(values(k * n, 2)), output(m * n)], call: (x, [a, b, out]: FloatArray[]) => x.gemm(a, b, out, m, n, k, false, false, false, null) };
}

function* convCases(): Generator<Case> {
  const windows = [
    ...SIZES.flatMap((c) => SIZES.map((f) => convWindow(6, 7, c, f, [3, 3], 1, 1))),
    ...[1, 2, 3].flatMap((stride) => [0, 1, 2].flatMap((pad) => ([[1, 1], [2, 3], [5, 5], [3, 1]] as [number, number][]).map((kernel) => convWindow(8, 11, 3, 5, kernel, stride, pad)))),
    convWindow(28, 28, 1, 30, [5, 5], 1, 0, 1),
    convWindow(14, 14, 32, 32, [3, 3], 1, 2, 1),
    // whole vectors of channels, 3x3, stride 1: the sizes that take Winograd's way, with tiles that hang over every edge
    ...[0, 1, 2].flatMap((pad) => [convWindow(9, 13, 12, 20, [3, 3], 1, pad, 3), convWindow(6, 7, 8, 16, [3, 3], 1, pad, 15), convWindow(3, 4, 20, 8, [3, 3], 1, pad, 1)]),
    convWindow(28, 28, 16, 16, [3, 3], 1, 1, 2),
    // one channel, five wide: Winograd along the rows, with tiles that hang over the right edge, and images wider than one block of tiles
    ...[[28, 28, 30, 5, 0], [9, 12, 8, 5, 2], [7, 5, 9, 3, 0], [6, 7, 21, 1, 1], [8, 6, 12, 6, 2], [5, 310, 10, 5, 0]].map(([height, width, filters, tall, pad]) => convWindow(height, width, 1, filters, [tall, 5], 1, pad, 3)),
    convWindow(1, 3, 2, 2, [3, 3], 1, 1),
    convWindow(3, 3, 2, 9, [2, 2], 1, 3), // padding wider than the kernel
  ];
  for (const w of windows) {
    const x = values(w.batch * w.height * w.width * w.channels, 1);
    const kernel = values(w.kernelHeight * w.kernelWidth * w.channels * w.filters, 2);
    const dy = values(w.batch * w.outHeight * w.outWidth * w.filters, 3);
    const bias = values(w.filters, 4);
    const name = `${w.height}x${w.width}x${w.channels} > ${w.filters}, ${w.kernelHeight}x${w.kernelWidth} stride ${w.stride} pad ${w.pad}`;
    const common = { window: w };
    yield { ...common, name: `conv2dForward ${name}`, operands: [input(x), input(kernel), input(bias), output(dy.length)], call: (k, [a, b, c, y]: FloatArray[], form) => k.conv2dForward(w, a, packed(k, w, b, form), c, y) };
    if (loadKernels('simd').conv2dForm(w).poolable) yield { ...common, name: `conv2dMaxPoolForward ${name}`, operands: [input(x), input(kernel), input(bias), output(dy.length / 4)], call: (k, [a, b, c, y]: FloatArray[], form) => k.conv2dMaxPoolForward(w, a, packed(k, w, b, form), c, y) };
    yield { ...common, name: `conv2dForward without bias ${name}`, operands: [input(x), input(kernel), output(dy.length)], call: (k, [a, b, y]: FloatArray[], form) => k.conv2dForward(w, a, packed(k, w, b, form), null, y) };
    yield { ...common, name: `conv2dInputGradient ${name}`, operands: [input(dy), input(kernel), output(x.length)], call: (k, [d, b, dx]: FloatArray[], form) => k.conv2dInputGradient(w, d, turned(k, w, b, form), dx) };
    yield { ...common, name: `conv2dKernelGradient ${name}`, operands: [input(x), input(dy), output(kernel.length)], call: (k, [a, d, dk]: FloatArray[], form) => kernelGradient(k, [w], [a], [d], dk, form) };
    if (w.batch < 2) continue;
    const [first, rest] = [{ ...w, batch: 1 }, { ...w, batch: w.batch - 1 }];
    const [xSize, ySize] = [x.length / w.batch, dy.length / w.batch];
    yield { ...common, name: `conv2dKernelGradient in two parts ${name}`, operands: [input(x), input(dy), output(kernel.length)], call: (k, [a, d, dk]: FloatArray[], form) => kernelGradient(k, [first, rest], [a.subarray(0, xSize), a.subarray(xSize)], [d.subarray(0, ySize), d.subarray(ySize)], dk, form) };
  }
}

function packed(k: Kernels, w: ConvWindow, kernel: FloatArray, form: Conv2dForm): FloatArray {
  const array = k.floats(form.packed).fill(GUARD);
  k.conv2dPack(w, kernel, array);
  return array;
}

function turned(k: Kernels, w: ConvWindow, kernel: FloatArray, form: Conv2dForm): FloatArray {
  const array = k.floats(form.turned).fill(GUARD);
  k.conv2dPackTurned(w, kernel, array);
  return array;
}

function kernelGradient(k: Kernels, windows: ConvWindow[], x: FloatArray[], dy: FloatArray[], dKernel: FloatArray, form: Conv2dForm): void {
  const running = k.floats(form.running).fill(GUARD);
  windows.forEach((w, i) => k.conv2dKernelGradient(w, x[i], dy[i], running, i > 0));
  k.conv2dUnpackGradient(windows[0], running, dKernel);
}

function* poolCases(): Generator<Case> {
  for (const channels of [...SIZES, 30]) for (const [size, stride, pad] of [[2, 2, 0], [3, 2, 1], [3, 1, 1], [1, 1, 0], [2, 3, 0]]) {
    const side = (n: number) => Math.floor((n + 2 * pad - size) / stride) + 1;
    const w: Window2d = { batch: 2, height: 7, width: 6, channels, kernelHeight: size, kernelWidth: size, stride, pad, outHeight: side(7), outWidth: side(6) };
    const x = values(2 * 42 * channels, 1).map((v) => Math.round(v * 4) / 4); // coarse, so that ties occur
    const outputs = 2 * w.outHeight * w.outWidth * channels;
    const name = `${channels} channels, ${size} stride ${stride} pad ${pad}`;
    yield { name: `maxPoolForward ${name}`, operands: [input(x), output(outputs), { kind: 'indices-out', length: outputs }], call: (k, [a, y, where]: never[]) => k.maxPoolForward(w, a, y, where) };
    yield { name: `maxPoolForward without places ${name}`, operands: [input(x), output(outputs)], call: (k, [a, y]: FloatArray[]) => k.maxPoolForward(w, a, y, null) };
    const probe = loadKernels('reference', 'float64').create(1 << 20);
    const [px, py, pi] = [probe.floats(x.length), probe.floats(outputs), probe.int32(outputs)];
    px.set(x);
    probe.maxPoolForward(w, px, py, pi);
    yield { name: `maxPoolBackward ${name}`, operands: [input(values(outputs, 2)), labels(Array.from(pi)), output(x.length)], call: (k, [dy, where, dx]: never[]) => k.maxPoolBackward(w, dy, where, dx) };
  }
}

function* elementwiseCases(): Generator<Case> {
  for (const n of [...SIZES, 101]) {
    const [a, b, c, d] = [1, 2, 3, 4].map((s) => values(n, s));
    const wide = a.map((v) => v * 30);
    const squares = d.map((v) => v * v);
    const probabilities = a.map((v) => (v + 1) / 2);
    const adam = { beta1: 0.9, beta2: 0.999, stepSize: 0.01, rootScale: 1.7, epsilon: 1e-7 };
    yield { name: `reluForward ${n}`, operands: [input(a), output(n)], call: (k, [x, y]: FloatArray[]) => k.reluForward(x, y, n) };
    yield { name: `reluBackward ${n}`, operands: [input(a.map((v) => Math.max(0, v))), input(b), output(n)], call: (k, [y, dy, dx]: FloatArray[]) => k.reluBackward(y, dy, dx, n) };
    yield { name: `sigmoidForward ${n}`, operands: [input(wide), output(n)], call: (k, [x, y]: FloatArray[]) => k.sigmoidForward(x, y, n) };
    yield { name: `sigmoidBackward ${n}`, operands: [input(probabilities), input(b), output(n)], call: (k, [y, dy, dx]: FloatArray[]) => k.sigmoidBackward(y, dy, dx, n) };
    yield { name: `tanhForward ${n}`, operands: [input(a.map((v) => v * 3)), output(n)], call: (k, [x, y]: FloatArray[]) => k.tanhForward(x, y, n) };
    yield { name: `tanhBackward ${n}`, operands: [input(a), input(b), output(n)], call: (k, [y, dy, dx]: FloatArray[]) => k.tanhBackward(y, dy, dx, n) };
    yield { name: `scaledDifference ${n}`, operands: [input(a), input(b), output(n)], call: (k, [x, y, out]: FloatArray[]) => k.scaledDifference(x, y, out, n, 0.3) };
    yield { name: `multiply in place ${n}`, operands: [both(a), input(b)], call: (k, [x, y]: FloatArray[]) => k.multiply(x, y, x, n) };
    yield { name: `add ${n}`, operands: [input(a), input(b), output(n)], call: (k, [x, y, out]: FloatArray[]) => k.add(x, y, out, n) };
    yield { name: `addScaled ${n}`, operands: [both(a), input(b)], call: (k, [y, x]: FloatArray[]) => k.addScaled(y, x, -0.7, n) };
    yield { name: `scale in place ${n}`, operands: [both(a)], call: (k, [x]: FloatArray[]) => k.scale(x, x, 1.3, n) };
    yield { name: `sgdUpdate ${n}`, operands: [both(a), input(b)], call: (k, [p, g]: FloatArray[]) => k.sgdUpdate(p, g, n, 0.1) };
    yield { name: `momentumUpdate ${n}`, operands: [both(a), input(b), both(c)], call: (k, [p, g, v]: FloatArray[]) => k.momentumUpdate(p, g, v, n, 0.1, 0.9) };
    yield { name: `adamUpdate ${n}`, operands: [both(a), input(b), both(c), both(squares)], call: (k, [p, g, m, v]: FloatArray[]) => k.adamUpdate(p, g, m, v, n, adam) };
    yield { name: `dropoutMask ${n}`, operands: [output(n)], call: (k, [mask]: FloatArray[]) => k.dropoutMask(mask, 0, n, 0.4, 1.25, { seedLow: 0xdeadbeef, seedHigh: 5, stream: 3, counter: 0xfffffff0 }) };
    yield { name: `dropoutMask from the middle ${n}`, operands: [output(n)], call: (k, [mask]: FloatArray[]) => k.dropoutMask(mask, 17_179_869 + n, n, 0.4, 1.25, { seedLow: 3, seedHigh: 5, stream: 3, counter: 9 }) };
    yield { name: `blendRunning ${n}`, operands: [both(a), input(b)], call: (k, [r, v]: FloatArray[]) => k.blendRunning(r, v, 0.9, 0.1, n) };
  }
}

function* rowCases(): Generator<Case> {
  for (const rows of [1, 3, 8, 33]) for (const columns of [...SIZES, 30]) {
    const n = rows * columns;
    const x = values(n, 1);
    const logits = x.map((v) => v * 20);
    const softened = x.map((v) => (v + 1.001) / 2.001);
    const t = values(rows, 2).map((v) => Math.floor(((v + 1) / 2) * columns));
    const [mean, gamma, beta] = [3, 4, 5].map((s) => values(columns, s));
    const variance = values(columns, 6).map((v) => v + 1.5);
    const size = `${rows}x${columns}`;
    yield { name: `transpose ${size}`, operands: [input(x), output(n)], call: (k, [a, y]: FloatArray[]) => k.transpose(a, y, rows, columns) };
    yield { name: `sumRows ${size}`, operands: [input(x), output(columns)], call: (k, [a, out]: FloatArray[]) => k.sumRows(a, out, rows, columns, false) };
    yield { name: `sumRows, added ${size}`, operands: [input(x), both(mean)], call: (k, [a, out]: FloatArray[]) => k.sumRows(a, out, rows, columns, true) };
    yield { name: `sumParts ${size}`, operands: [input(x), output(columns)], call: (k, [a, out]: FloatArray[]) => k.sumParts(a, columns, rows, out, columns) };
    yield { name: `softmax ${size}`, operands: [input(logits), output(n)], call: (k, [a, y]: FloatArray[]) => k.softmax(a, y, rows, columns) };
    yield { name: `softmax in place ${size}`, operands: [both(logits)], call: (k, [a]: FloatArray[]) => k.softmax(a, a, rows, columns) };
    yield { name: `crossEntropy ${size}`, operands: [input(softened), labels(t), output(rows)], call: (k, [p, l, out]: never[]) => k.crossEntropy(p, l, out, rows, columns, 1e-7) };
    yield { name: `logSoftmaxLoss ${size}`, operands: [input(logits), labels(t), output(rows)], call: (k, [a, l, out]: never[]) => k.logSoftmaxLoss(a, l, out, rows, columns) };
    yield { name: `softmaxCrossEntropyGradient ${size}`, operands: [input(softened), labels(t), output(n)], call: (k, [p, l, dx]: never[]) => k.softmaxCrossEntropyGradient(p, l, dx, rows, columns, 1 / rows) };
    yield { name: `oneHot ${size}`, operands: [labels(t), output(n)], call: (k, [l, out]: never[]) => k.oneHot(l, out, rows, columns) };
    yield { name: `squaredError ${size}`, operands: [input(x), input(softened), output(rows)], call: (k, [a, b, out]: FloatArray[]) => k.squaredError(a, b, out, rows, columns) };
    yield { name: `batchNormStatistics ${size}`, operands: [input(x), output(columns), output(columns)], call: (k, [a, m, v]: FloatArray[]) => k.batchNormStatistics(a, m, v, rows, columns) };
    yield { name: `batchNormForward ${size}`, operands: [input(x), input(mean), input(variance), input(gamma), input(beta), output(n), output(n)], call: (k, [a, m, v, g, b, z, y]: FloatArray[]) => k.batchNormForward(a, m, v, g, b, 1e-5, z, y, rows, columns) };
    yield { name: `batchNormForward, inference ${size}`, operands: [input(x), input(mean), input(variance), input(gamma), input(beta), output(n)], call: (k, [a, m, v, g, b, y]: FloatArray[]) => k.batchNormForward(a, m, v, g, b, 1e-5, null, y, rows, columns) };
    yield { name: `batchNormBackward ${size}`, operands: [input(x), input(softened), input(variance), input(gamma), output(n), output(columns), output(columns)], call: (k, [z, dy, v, g, dx, dg, db]: FloatArray[]) => k.batchNormBackward(z, dy, v, g, 1e-5, dx, dg, db, rows, columns) };
    const other = columns + 5;
    yield { name: `copyColumns ${size}`, operands: [input(x), both(values(rows * other, 7))], call: (k, [a, b]: FloatArray[]) => k.copyColumns(a, columns, 0, b, other, 3, rows, columns) };
    yield { name: `gatherFloats ${size}`, operands: [input(x), labels(Array.from({ length: 6 }, (_, i) => (i * 5) % rows)), output(6 * columns)], call: (k, [d, i, out]: never[]) => k.gatherFloats(d, i, out, 6, columns) };
    yield { name: `gatherBytes ${size}`, operands: [{ kind: 'bytes', data: x.map((v) => Math.floor((v + 1) * 127.9)) }, labels(Array.from({ length: 6 }, (_, i) => (i * 5) % rows)), output(6 * columns)], call: (k, [d, i, out]: never[]) => k.gatherBytes(d, i, out, 6, columns, 255) };
  }
}

/** Images moved a little and more: places inside, at the rims and outside. Flat enough that a place may round to float32. */
function* warpCases(): Generator<Case> {
  for (const [height, width] of [[1, 1], [1, 5], [4, 3], [7, 9], [8, 12], [28, 28]] as const) for (const channels of [1, 3]) for (const nodes of [2, 3, 5]) for (const far of [0, 2, 5]) {
    const nodePlace = (i: number, size: number) => (i * (size - 1)) / (nodes - 1);
    const moves = values(2 * 2 * nodes * nodes, 8);
    const grids = moves.map((move, i) => Math.fround(far * move + ((Math.floor(i / (nodes * nodes)) % 2) === 0 ? nodePlace(i % nodes, width) : nodePlace(Math.floor(i / nodes) % nodes, height))));
    yield { name: `warp ${height}x${width}x${channels} by ${far} on ${nodes} nodes`, operands: [input(grids), both(values(2 * height * width * channels, 9).map((v) => v / 4))], call: (k, [g, images]: FloatArray[]) => k.warp({ height, width, channels, nodes }, g, images, 2) };
  }
}

/** Runs the suite for one implementation; `tolerance` is relative to the largest value of each output (at least 1). */
export function describeKernels(name: string, make: () => KernelsProvider, tolerance: number): void {
  describe(`kernels: ${name}`, () => {
    const oracle = loadKernels('reference', 'float64');
    const groups = { gemm: gemmCases, conv2d: convCases, maxPool: poolCases, elementwise: elementwiseCases, rows: rowCases, warp: warpCases };
    for (const [group, cases] of Object.entries(groups)) {
      test(group, () => {
        for (const each of cases()) {
          const actual = run(make(), each);
          const expected = run(oracle, each);
          expected.forEach((want, o) => {
            const scale = want.reduce((largest, v) => Math.max(largest, Math.abs(v)), 1);
            const worst = want.reduce((largest, v, i) => Math.max(largest, Math.abs(actual[o][i] - v)), 0);
            expect(worst / scale, `${each.name}, output ${o}`).toBeLessThanOrEqual(tolerance);
          });
        }
      });
    }
  });
}
