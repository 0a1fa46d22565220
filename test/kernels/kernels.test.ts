import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { BUILDS, compileKernels } from '../../scripts/build-kernels.ts';
import { TILES } from '../../scripts/generate-tiles.ts';
import { randomKey, RandomStream } from '../../src/engine/index.ts';
import { bufferBytes, type FloatArray, type Kernels } from '../../src/kernels/kernels.ts';
import { loadKernels } from '../../src/kernels/load.ts';
import { philox4x32 } from '../../src/kernels/philox.ts';
import { describeKernels } from './conformance.ts';

describeKernels('reference-float64', () => loadKernels('reference', 'float64'), 0);
describeKernels('reference-float32', () => loadKernels('reference', 'float32'), 2e-6);
describeKernels('simd', () => loadKernels('simd'), 4e-6);
describeKernels('simd-fma', () => loadKernels('simd-fma'), 4e-6);

describe('philox', () => {
  const hex = (words: Uint32Array) => Array.from(words, (w) => w.toString(16).padStart(8, '0')).join(' ');
  test.each([
    [[0, 0, 0, 0], [0, 0], '6627e8d5 e169c58d bc57ac4c 9b00dbd8'],
    [[0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff], [0xffffffff, 0xffffffff], '408f276d 41c83b0e a20bc7c6 6d5451fd'],
    [[0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344], [0xa4093822, 0x299f31d0], 'd16cfe09 94fdcceb 5001e420 24126ea1'],
  ] as [[number, number, number, number], [number, number], string][])('known answers of Random123: counter %j key %j', (counter, key, expected) => {
    const out = new Uint32Array(4);
    philox4x32(counter, key, out);
    expect(hex(out)).toBe(expected);
  });
});

/** Rows with all kinds of zeros: none, few, many, the same as their neighbours'. */
function rowsWithZeros(kernels: Kernels, rows: number, length: number): FloatArray {
  const array = kernels.floats(rows * length);
  const random = new RandomStream(randomKey(rows, length, 1));
  for (let i = 0; i < array.length; i++) {
    const [row, column] = [Math.floor(i / length), i % length];
    const value = random.uniform() - 0.5;
    array[i] = (column * 7) % 10 < row % 4 * 2 || random.uniform() < (row % 7) / 8 ? 0 : value;
  }
  return array;
}

describe.each(['simd-fma', 'simd'] as const)('a product of %s', (build) => {
  test.each([[40, 16], [100, 100], [33, 17], [784, 50], [4320, 100]])('of rows of %i with %i columns is the same bit for bit, whatever rows stand beside them', (length, columns) => {
    const rows = 41;
    const kernels = loadKernels(build).create(4 * (rows * length + columns * length + 2 * rows * columns + 1000));
    const a = rowsWithZeros(kernels, rows, length);
    const [b, together, apart] = [rowsWithZeros(kernels, length, columns), kernels.floats(rows * columns), kernels.floats(rows * columns)];
    kernels.gemm(a, b, together, rows, columns, length, false, false, false, null);
    for (const size of [1, 2, 3, 4, 5, 6, 7, 13]) {
      apart.fill(NaN);
      for (let row = 0; row < rows; row += size) kernels.gemm(a.subarray(row * length), b, apart.subarray(row * columns), Math.min(size, rows - row), columns, length, false, false, false, null);
      expect([...apart], `in parts of ${size}`).toEqual([...together]);
    }
  });
});

describe('compiled builds', () => {
  test.each(BUILDS)('%s.wasm is what the sources compile to', async (build) => {
    const committed = readFileSync(new URL(`../../src/kernels/simd/${build}.wasm`, import.meta.url));
    expect((await compileKernels(build)).equals(committed), 'run "npm run build:kernels" and commit the result').toBe(true);
  });

  test.each(Object.entries(TILES))('%s is what its script writes', (name, source) => {
    expect(readFileSync(new URL(`../../src/kernels/simd/assembly/${name}`, import.meta.url), 'utf8')).toBe(source());
  });
});

describe.each(['simd-fma', 'simd', 'reference'] as const)('arena of %s', (choice) => {
  test('is aligned, zeroed and refuses more than was planned', () => {
    const kernels = loadKernels(choice).create(bufferBytes(10, 4) + bufferBytes(3, 1));
    const floats = kernels.floats(10);
    expect(floats.byteOffset % 64).toBe(0);
    expect(Array.from(floats)).toEqual(new Array(10).fill(0));
    kernels.uint8(3);
    expect(() => kernels.floats(100)).toThrow(/arena exhausted/);
  });
});

describe.each(['simd-fma', 'simd'] as const)('memory of %s', (choice) => {
  test('an array of another arena is refused', () => {
    const [own, other] = [loadKernels(choice).create(bufferBytes(8, 4)), loadKernels(choice).create(bufferBytes(8, 4))];
    const [x, y] = [other.floats(8), own.floats(8)];
    expect(() => own.reluForward(x, y, 8)).toThrow(/another arena/);
    expect(() => own.reluForward(new Float32Array(8), y, 8)).toThrow(/another arena/);
  });

  test('a very long bias row leaves the arena alone', () => {
    const filters = 300_000;
    const provider = loadKernels(choice);
    const w = { batch: 1, height: 1, width: 1, channels: 1, kernelHeight: 1, kernelWidth: 1, stride: 1, pad: 0, outHeight: 1, outWidth: 1, filters };
    const { packed } = provider.conv2dForm(w);
    const kernels = provider.create(bufferBytes(1, 4) + 3 * bufferBytes(filters, 4) + bufferBytes(packed, 4));
    const [x, kernel, bias, y, form] = [1, filters, filters, filters, packed].map((length) => kernels.floats(length));
    x[0] = 3;
    kernel.fill(2);
    bias.fill(1);
    kernels.conv2dPack(w, kernel, form);
    kernels.conv2dForward(w, x, form, bias, y);
    expect([x[0], y[0], y[filters - 1]]).toEqual([3, 7, 7]);
  });
});

describe.each(['simd-fma', 'simd'] as const)('elementary functions of %s, in ulp of float64', (choice) => {
  const COUNT = 400_001;

  /** Largest distance over a sweep of [from, to], in units of the last place of the exact value. */
  function worst(from: number, to: number, exact: (x: number) => number, kernel: (kernels: Kernels, x: FloatArray, y: FloatArray) => void): number {
    const kernels = loadKernels(choice).create(3 * bufferBytes(COUNT, 4));
    const [x, y] = [kernels.floats(COUNT), kernels.floats(COUNT)];
    for (let i = 0; i < COUNT; i++) x[i] = from + ((to - from) * i) / (COUNT - 1);
    kernel(kernels, x, y);
    let largest = 0;
    for (let i = 0; i < COUNT; i++) {
      const value = exact(x[i]);
      const ulp = 2 ** Math.max(-149, Math.floor(Math.log2(Math.abs(value))) - 23);
      if (value !== 0) largest = Math.max(largest, Math.abs(y[i] - value) / ulp);
      else expect(y[i] === 0).toBe(true);
    }
    return largest;
  }

  // below -17.4 the sum 1 + e^x rounds to 1, and the kernel gives its exponential bare; above, a sum and a quotient round once each
  test.each([[-103, -17.4, 1.5], [-17.4, 0, 2.5], [0, 30, 2]])('sigmoid, and with it the exponential, from %d to %d', (from, to, limit) => {
    expect(worst(from, to, (x) => 1 / (1 + Math.exp(-x)), (k, x, y) => k.sigmoidForward(x, y, COUNT))).toBeLessThan(limit);
  });

  test.each([[-0.7, 0.7], [-12, 12], [1e-30, 1e-3]])('tanh from %d to %d', (from, to) => {
    expect(worst(from, to, Math.tanh, (k, x, y) => k.tanhForward(x, y, COUNT))).toBeLessThan(2);
  });

  test.each([[1e-38, 1e-30], [1e-7, 0.5], [0.5, 1]])('logarithm from %d to %d', (from, to) => {
    expect(worst(from, to, (x) => -Math.log(x), (k, x, y) => k.crossEntropy(x, k.int32(COUNT), y, COUNT, 1, 0))).toBeLessThan(1);
  });

  test('ends of the range: 0, infinities and not-a-number', () => {
    const kernels = loadKernels(choice).create(2 * bufferBytes(8, 4));
    const [x, y] = [kernels.floats(5), kernels.floats(5)];
    x.set([-Infinity, Infinity, NaN, 0, 200]);
    kernels.sigmoidForward(x, y, 5);
    expect(Array.from(y)).toEqual([0, 1, NaN, 0.5, 1]);
    kernels.tanhForward(x, y, 5);
    expect(Array.from(y)).toEqual([-1, 1, NaN, 0, 1]);
  });
});

describe.each(['simd-fma', 'simd'] as const)('bytes of %s', (choice) => {
  test('are divided with correct rounding by every whole number up to 256', () => {
    const kernels = loadKernels(choice).create(bufferBytes(256, 1) + bufferBytes(1, 4) + bufferBytes(256, 4));
    const [bytes, index, out] = [kernels.uint8(256), kernels.int32(1), kernels.floats(256)];
    bytes.forEach((_, i) => (bytes[i] = i));
    for (let divisor = 1; divisor <= 256; divisor++) {
      kernels.gatherBytes(bytes, index, out, 1, 256, divisor);
      expect(Array.from(out)).toEqual(Array.from({ length: 256 }, (_, i) => Math.fround(i / divisor)));
    }
  });
});
