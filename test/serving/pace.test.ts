import { describe, expect, test } from 'vitest';
import { Pace } from '../../src/serving/pace.ts';

const measured = { call: 35, row: 25 };

test('rows and microseconds follow from each other', () => {
  const pace = new Pace(measured);
  expect([pace.costOf(1), pace.costOf(5)]).toEqual([35, 135]);
  expect([34, 35, 59, 60, 135].map((microseconds) => pace.rowsWithin(microseconds))).toEqual([0, 1, 1, 2, 5]);
  expect([1, 25, 26, 150].map((microseconds) => pace.rowsFor(microseconds))).toEqual([1, 1, 2, 6]);
});

describe('what batches took', () => {
  test('is learnt within some dozens of them, whatever was measured first', () => {
    const pace = new Pace({ call: 228, row: 130 }); // code that was just loaded
    for (let batch = 0; batch < 60; batch++) pace.learn(1 + (batch % 16), 35 + 25 * (batch % 16));
    for (const rows of [1, 8, 16]) {
      const slower = pace.costOf(rows) / (35 + 25 * (rows - 1));
      expect(slower).toBeGreaterThan(0.8);
      expect(slower).toBeLessThan(1.25);
    }
  });

  test('of one that was held up does not change much', () => {
    const pace = new Pace(measured);
    pace.learn(4, 1e6);
    expect(pace.costOf(4)).toBeCloseTo(110 * 1.125, 9);
    pace.learn(4, 0);
    expect(pace.costOf(4)).toBeCloseTo(110 * 1.125 * 0.9375, 9);
  });

  test('of rows that cost next to nothing stays a number of rows', () => {
    const pace = new Pace({ call: 3, row: 0 });
    expect(pace.rowsWithin(3)).toBe(1);
    expect(Number.isFinite(pace.rowsFor(150))).toBe(true);
  });
});
