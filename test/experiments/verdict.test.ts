import { expect, test } from 'vitest';
import { judge, medianOf } from '../../src/experiments/verdict.ts';

test.each([
  [[3, 1, 2], 2],
  [[4, 1, 2, 3], 2.5],
  [[7], 7],
  [[10, 9, 100], 10],
  [[1, NaN, 2], NaN],
])('median of %j', (values, median) => {
  expect(medianOf(values)).toBe(median);
});

test('the median of the seeds counts; ends belong to the band; no figure is no success', () => {
  const band = { name: 'a', label: 'a', unit: 'share' as const, least: 0.94, most: 0.955 };
  const inside = (values: number[]) => judge([band], values.map((a) => ({ a })))[0].inside;
  expect(inside([0.1, 0.94, 1])).toBe(true);
  expect(inside([0.955])).toBe(true);
  expect(inside([0.1, 0.2, 0.95])).toBe(false);
  expect(inside([0.956, 0.956, 0.95])).toBe(false);
  expect(inside([NaN, 0.95, 0.95])).toBe(false);
  expect(judge([{ ...band, least: undefined }], [{ a: -1e9 }])[0].inside).toBe(true);
  expect(judge([band], [{ b: 0.95 }])[0].inside).toBe(false);
});
