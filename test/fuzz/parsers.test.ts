/** Short fuzzing of every parser; `scripts/fuzz/parsers.ts` is the long one. Inputs are functions of seed and number, so a failure comes again. */
import { expect, test } from 'vitest';
import { fuzz } from './supervise.ts';
import { parsers } from './parsers/index.ts';

test.concurrent.each(Object.keys(parsers))('%s: whatever comes is read or refused, in time and memory', { timeout: 180_000 }, async (parser) => {
  const { failures, inputs, valid, refused } = await fuzz({ parser, seed: 1, count: 300 });
  expect(failures.map(({ reason, index, seed, base64 }) => `${reason} (npm run fuzz -- --replay ${parser}:${index}, from "${seed}", ${base64.slice(0, 1000)})`)).toEqual([]);
  expect(valid + refused).toBe(inputs);
  expect(inputs).toBe(300);
  expect(Math.min(valid, refused)).toBeGreaterThan(5); // a corpus that only one of them comes of tests nothing
});
