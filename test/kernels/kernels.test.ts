import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { BUILDS, compileKernels } from '../../scripts/build-kernels.ts';
import { tilesSource } from '../../scripts/generate-tiles.ts';
import { bufferBytes } from '../../src/kernels/kernels.ts';
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

describe('compiled builds', () => {
  test.each(BUILDS)('%s.wasm is what the sources compile to', async (build) => {
    const committed = readFileSync(new URL(`../../src/kernels/simd/${build}.wasm`, import.meta.url));
    expect((await compileKernels(build)).equals(committed), 'run "npm run build:kernels" and commit the result').toBe(true);
  });

  test('the tiles are what their script writes', () => {
    expect(readFileSync(new URL('../../src/kernels/simd/assembly/tiles.ts', import.meta.url), 'utf8')).toBe(tilesSource());
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

describe.each(['simd-fma', 'simd'] as const)('exponential and logarithm of %s', (choice) => {
  test('the exponential stays within 2 ulp of float64 from underflow to overflow', () => {
    const kernels = loadKernels(choice).create(bufferBytes(8, 4) * 2);
    const [x, y] = [kernels.floats(2), kernels.floats(2)];
    let worst = 0;
    for (let v = 0; v < 87; v += 0.00731) {
      x.set([0, -v]);
      const exact = Math.exp(x[1]) / (1 + Math.exp(x[1]));
      kernels.softmax(x, y, 1, 2);
      const ulp = 2 ** (Math.floor(Math.log2(exact)) - 23);
      worst = Math.max(worst, Math.abs(y[1] - exact) / ulp);
    }
    expect(worst).toBeLessThan(3.5); // e^x within 2, then a sum and a division that round once each
  });
});
