import { decodeTime } from 'ulid';
import { expect, test } from 'vitest';
import { newId, risingIds } from '../../src/ids/index.ts';

test.each<[string, () => string]>([['each', () => newId('job_')], ['rising', risingIds('job_')]])('ids are ULIDs of now, each its own: %s', (_what, next) => {
  const before = Date.now();
  const ids = Array.from({ length: 20_000 }, next);
  expect(new Set(ids).size).toBe(ids.length);
  for (const id of ids) expect(id).toMatch(/^job_[0-7][0-9A-HJKMNP-TV-Z]{25}$/);
  const [first, last] = [ids[0], ids[ids.length - 1]].map((id) => decodeTime(id.slice(4)));
  expect([before <= first, first <= last, last <= Date.now()]).toEqual([true, true, true]);
});

test('rising ids sort as they were made', () => {
  const ids = Array.from({ length: 20_000 }, risingIds('job_'));
  expect(ids.toSorted()).toEqual(ids);
});

test('every letter of the random part is as likely as another', () => {
  const counts = new Map<string, number>();
  for (let i = 0; i < 4000; i++) for (const letter of newId('').slice(10)) counts.set(letter, (counts.get(letter) ?? 0) + 1);
  expect(counts.size).toBe(32);
  for (const count of counts.values()) expect(Math.abs(count - 2000)).toBeLessThan(300); // 6.8 standard deviations of 64,000 draws
});
