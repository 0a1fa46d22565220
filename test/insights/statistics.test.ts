import fc from 'fast-check';
import { expect, test } from 'vitest';
import { deadShare, describe as statisticsOf, EDGES, norm, shareNear } from '../../src/engine/observation/statistics.ts';

const MIDDLE = (EDGES.length - 2) / 2;

test('edges rise, are symmetric, and leave one bin around zero', () => {
  for (let i = 1; i < EDGES.length; i++) expect(EDGES[i]).toBeGreaterThan(EDGES[i - 1]);
  EDGES.forEach((edge, i) => expect(edge).toBe(-EDGES[EDGES.length - 1 - i]));
  expect([EDGES[MIDDLE], EDGES[MIDDLE + 1]]).toEqual([-(2 ** -20), 2 ** -20]);
});

test('every value is in the bin whose edges enclose it; what lies outside, in the outermost', () => {
  fc.assert(fc.property(fc.float({ noNaN: true, noDefaultInfinity: true }), (value) => {
    const { histogram } = statisticsOf(Float32Array.of(value));
    const bin = histogram.indexOf(1);
    expect(histogram.reduce((sum, count) => sum + count, 0)).toBe(1);
    const magnitude = Math.min(Math.max(Math.abs(value), 0), 2 ** 7 * (1 - 2 ** -30));
    const [low, high] = [EDGES[bin], EDGES[bin + 1]];
    if (magnitude < 2 ** -20) expect(bin).toBe(MIDDLE);
    else if (value > 0) expect(low <= magnitude && magnitude < high).toBe(true);
    else expect(low < -magnitude || low === -(2 ** 7)).toBe(true);
  }), { numRuns: 500 });
});

test('figures of a small array are exact, those of a large one are of about 4,000 places', () => {
  expect(statisticsOf(Float32Array.of(1, 2, 3, 0))).toMatchObject({ mean: 1.5, std: Math.sqrt(1.25), least: 0, most: 3, zeros: 0.25 });
  const { histogram, zeros, mean } = statisticsOf(Float32Array.from({ length: 100_000 }, (_, i) => (i % 2 === 0 ? 0 : 1)));
  const count = histogram.reduce((sum, values) => sum + values, 0);
  expect(count).toBeGreaterThan(3500);
  expect(count).toBeLessThanOrEqual(4096);
  expect(zeros).toBeCloseTo(0.5, 1);
  expect(mean).toBeCloseTo(0.5, 1);
});

test('dead units are those that are zero for every sample', () => {
  expect(deadShare(Float32Array.of(0, 1, 0, 0, 0, 0, 0, 2), 2)).toBe(0.5);
  expect(deadShare(new Float32Array(12), 3)).toBe(1);
  expect(deadShare(Float32Array.of(0, 0, 0, 1), 2)).toBe(0.5);
});

test('shares near the ends, and norms', () => {
  expect(shareNear(Float32Array.of(0.01, 0.5, 0.99, 0.03), [0, 1], 0.02)).toBe(0.5);
  expect(norm(Float32Array.of(3, -4))).toBe(5);
  expect(norm(Float32Array.of(NaN))).toBeNaN();
});
