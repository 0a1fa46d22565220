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
  const truly = (rows: number): number => 35 + 25 * (rows - 1);

  test.each([[228, 130], [19, 0], [3, 200], [300, 1]])('is learnt, though %d and %d were measured first', (call, row) => {
    const pace = new Pace({ call, row }); // code that was just loaded
    for (let batch = 0; batch < 1000; batch++) {
      const rows = 1 + ((batch * 7) % 16);
      pace.learn(rows, truly(rows));
    }
    for (const rows of [1, 8, 16, 64]) {
      expect(pace.costOf(rows) / truly(rows)).toBeGreaterThan(0.8);
      expect(pace.costOf(rows) / truly(rows)).toBeLessThan(1.25);
    }
  });

  test('says nothing of further rows where there were none', () => {
    const pace = new Pace(measured);
    for (let batch = 0; batch < 400; batch++) pace.learn(1, 70);
    expect(pace.costOf(1)).toBeCloseTo(70, 6);
    expect(pace.costOf(2) - pace.costOf(1)).toBeCloseTo(25, 9);
  });

  test('of one that was held up does not change much', () => {
    const pace = new Pace(measured);
    pace.learn(4, 1e6);
    expect(pace.costOf(4)).toBeCloseTo(110 * 1.0625, 9);
    pace.learn(4, 0);
    expect(pace.costOf(4)).toBeCloseTo(110 * 1.0625 * 0.875, 9);
  });

  test('of rows that cost next to nothing stays a number of rows', () => {
    const pace = new Pace({ call: 3, row: 0 });
    for (let batch = 0; batch < 100; batch++) pace.learn(5, 0);
    expect(Number.isFinite(pace.rowsWithin(3))).toBe(true);
    expect(Number.isFinite(pace.rowsFor(150))).toBe(true);
  });
});
