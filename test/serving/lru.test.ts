import { expect, test } from 'vitest';
import { RecentlyUsed } from '../../src/serving/lru.ts';

const kept = (values: RecentlyUsed<string>, keys: string): string => [...keys].filter((key) => values.get(key) !== undefined).join('');

test('what was used longest ago goes first', () => {
  const values = new RecentlyUsed<string>(3);
  for (const key of 'abc') values.set(key, key, 1);
  expect([values.get('c'), values.get('a'), values.get('a')]).toEqual(['c', 'a', 'a']);
  values.set('d', 'd', 1);
  expect(kept(values, 'abcd')).toBe('acd');
  values.remove('d');
  values.set('e', 'e', 1);
  values.set('f', 'f', 1);
  expect(kept(values, 'acdef')).toBe('cef');
});

test('the newest stays, however large, and what is set again counts once', () => {
  const values = new RecentlyUsed<string>(3);
  for (const key of 'aab') values.set(key, key, 1);
  expect(kept(values, 'ab')).toBe('ab');
  values.set('c', 'c', 9);
  expect(kept(values, 'abc')).toBe('c');
});
