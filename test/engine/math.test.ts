import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cos, erf, exp, expAll, expm1, integerPower, log, log1p, logistic, pow, sin, tanh } from '../../src/engine/math.ts';

const within = (actual: number, expected: number, relative: number, absolute = 0): boolean =>
  Object.is(actual, expected) || actual === expected || Math.abs(actual - expected) <= relative * Math.abs(expected) + absolute;

function agrees(ours: (x: number) => number, theirs: (x: number) => number, range: { min: number; max: number; relative: number; absolute?: number }): void {
  const { min, max, relative, absolute } = range;
  fc.assert(fc.property(fc.double({ min, max, noNaN: true }), (x) => within(ours(x), theirs(x), relative, absolute)), { numRuns: 3000, seed: 5 });
  for (let i = 0; i <= 2000; i++) {
    const x = min + ((max - min) * i) / 2000;
    if (!within(ours(x), theirs(x), relative, absolute)) expect.fail(`at ${x}: ${ours(x)} instead of ${theirs(x)}`);
  }
}

describe('deterministic functions agree with the engine’s own to the last digits', () => {
  test('exp', () => {
    agrees(exp, Math.exp, { min: -700, max: 700, relative: 1e-15 });
    agrees(exp, Math.exp, { min: -1, max: 1, relative: 1e-15 });
  });
  test('exp at the ends of the range', () => {
    expect([exp(0), exp(-800), exp(800), exp(-Infinity), exp(Infinity), exp(NaN)]).toEqual([1, 0, Infinity, 0, Infinity, NaN]);
    for (const x of [-745, -720, -710, 709.7]) expect(within(exp(x), Math.exp(x), 1e-14, 5e-324)).toBe(true);
  });
  test('exp of many at once, bit for bit', () => {
    const ends = [0, -0, -800, 800, -Infinity, Infinity, NaN, -745, -720, -710, 709.7];
    fc.assert(fc.property(fc.array(fc.oneof(fc.double({ min: -760, max: 720 }), fc.constantFrom(...ends)), { maxLength: 40 }), (given) => {
      const values = Float64Array.from(given);
      expAll(values);
      expect([...values]).toEqual(given.map((x) => exp(x)));
    }), { numRuns: 1000, seed: 5 });
  });
  test('log', () => {
    agrees(log, Math.log, { min: 1e-300, max: 1e300, relative: 1e-15 });
    agrees(log, Math.log, { min: 0.5, max: 2, relative: 2e-15 });
    expect([log(1), log(0), log(-1), log(Infinity)]).toEqual([0, -Infinity, NaN, Infinity]);
    expect(within(log(5e-324), Math.log(5e-324), 1e-15)).toBe(true);
  });
  test('sin and cos', () => {
    agrees(sin, Math.sin, { min: -1e5, max: 1e5, relative: 0, absolute: 1e-15 });
    agrees(cos, Math.cos, { min: -1e5, max: 1e5, relative: 0, absolute: 1e-15 });
    agrees(sin, Math.sin, { min: -7, max: 7, relative: 0, absolute: 4e-16 });
  });
  test('tanh', () => {
    agrees(tanh, Math.tanh, { min: -25, max: 25, relative: 2e-15 });
    agrees(tanh, Math.tanh, { min: -0.3, max: 0.3, relative: 2e-15 });
    agrees(tanh, Math.tanh, { min: -3e-4, max: 3e-4, relative: 2e-15 });
    expect([tanh(0), tanh(Infinity), tanh(-Infinity)]).toEqual([0, 1, -1]);
  });
  test('expm1, log1p and the logistic function', () => {
    agrees(expm1, Math.expm1, { min: -40, max: 40, relative: 3e-15 });
    agrees(expm1, Math.expm1, { min: -1e-3, max: 1e-3, relative: 2e-15 });
    agrees(log1p, Math.log1p, { min: -0.9, max: 40, relative: 3e-15 });
    agrees(log1p, Math.log1p, { min: -1e-6, max: 1e-6, relative: 3e-15 });
    agrees(logistic, (x) => 1 / (1 + Math.exp(-x)), { min: -500, max: 500, relative: 3e-15 });
    expect([log1p(0), log1p(-1), log1p(Infinity), logistic(-Infinity), logistic(Infinity)]).toEqual([0, -Infinity, Infinity, 0, 1]);
  });
  test('erf', () => {
    // Abramowitz and Stegun, table 7.1, and 1 - erfc for the tail
    const known = [[0, 0.0], [0.1, 0.1124629160182849], [0.5, 0.5204998778130465], [1, 0.8427007929497149], [1.5, 0.9661051464753108], [2, 0.9953222650189527], [2.9, 0.9999589021219005], [3.1, 0.9999883513426328], [4, 0.9999999845827421], [7, 1.0]];
    for (const [x, value] of known) for (const sign of [1, -1]) expect(within(erf(sign * x), sign * value, 1e-14), `erf ${sign * x} is ${erf(sign * x)}`).toBe(true);
  });
  test('pow', () => {
    for (const base of [1e-3, 0.5, 0.9, 1.5, 10]) agrees((e) => pow(base, e), (e) => base ** e, { min: -30, max: 30, relative: 5e-14 });
  });
  test('integer powers', () => {
    for (const n of [0, 1, 2, 7, 100, 12_000]) expect(within(integerPower(0.999, n), 0.999 ** n, 1e-12)).toBe(true);
  });
});
