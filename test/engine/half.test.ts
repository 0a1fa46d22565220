import { describe, expect, test } from 'vitest';
import { createInference, createTrainingRun, planNetwork, toHalf } from '../../src/engine/index.ts';
import { loadKernels } from '../../src/kernels/load.ts';
import { easyData, OPTIONS } from './support.ts';

/** Every half-precision number, from its bits. */
const halves = Array.from({ length: 0x7c00 }, (_, bits) => {
  const [exponent, fraction] = [bits >> 10, bits & 0x3ff];
  return exponent === 0 ? fraction * 2 ** -24 : (1 + fraction / 1024) * 2 ** (exponent - 15);
});

describe('half precision', () => {
  test('keeps what it can hold', () => {
    for (const value of halves) expect([toHalf(value), toHalf(-value)]).toEqual([value, value === 0 ? -0 : -value]);
  });

  test('rounds everything between to the nearest, halfway to the even one', () => {
    for (let i = 0; i + 1 < halves.length; i++) {
      const [low, high] = [halves[i], halves[i + 1]];
      expect(toHalf(low + (high - low) * 0.499)).toBe(low);
      expect(toHalf(low + (high - low) * 0.501)).toBe(high);
      expect(toHalf((low + high) / 2)).toBe(i % 2 === 0 ? low : high);
    }
  });

  test('has ends', () => {
    expect([toHalf(65_519), toHalf(65_520), toHalf(-1e9), toHalf(1e-9), toHalf(NaN), toHalf(Infinity)]).toEqual([65_504, Infinity, -Infinity, 0, NaN, Infinity]);
  });

  test('weights stored so predict almost the same', () => {
    const plan = planNetwork({ layers: [{ type: 'dense', units: 12 }, { type: 'relu' }, { type: 'dense', units: 3 }] }, { inputShape: [6], classes: 3 }, 'modern');
    const run = createTrainingRun({ network: plan, options: OPTIONS, data: easyData(47, 6, 3), kernels: loadKernels('auto') });
    run.advance();
    const given = { network: plan, weights: run.weights(), kernels: loadKernels('auto'), maxBatch: 4 };
    const inputs = Float32Array.from({ length: 24 }, (_, i) => Math.sin(i));
    const [full, half] = [createInference(given).predict(inputs, 4), createInference({ ...given, storage: 'float16' }).predict(inputs, 4)];
    expect(Array.from(half)).not.toEqual(Array.from(full));
    half.forEach((value, i) => expect(Math.abs(value - full[i])).toBeLessThan(1e-2));
  });
});
