import { expect, test } from 'vitest';
import { Trusted } from '../../src/access/trusted.ts';

test('a key is trusted where it was good, and nowhere else', () => {
  const trusted = new Trusted();
  trusted.add('k', '10.0.0.1');
  trusted.add('k', '10.0.0.1');
  expect(['10.0.0.1', '10.0.0.2'].map((address) => trusted.has('k', address))).toEqual([true, false]);
  expect(trusted.has('l', '10.0.0.1')).toBe(false);
  trusted.delete('l', '10.0.0.1');
  trusted.delete('k', '10.0.0.2');
  expect(trusted.has('k', '10.0.0.1')).toBe(true);
  trusted.delete('k', '10.0.0.1');
  expect(trusted.has('k', '10.0.0.1')).toBe(false);
});

test('ten thousand pairs are remembered at most, and those that were forgotten come again', () => {
  const trusted = new Trusted();
  const pairs = Array.from({ length: 25_000 }, (_, i) => [`k${i % 5}`, `a${i}`] as const);
  for (const [key, address] of pairs) trusted.add(key, address);
  const known = pairs.filter(([key, address]) => trusted.has(key, address)).length;
  expect(known).toBeGreaterThan(0);
  expect(known).toBeLessThanOrEqual(10_000);
  trusted.add(...pairs[0]);
  expect(trusted.has(...pairs[0])).toBe(true);
});
