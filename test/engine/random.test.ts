import { describe, expect, test } from 'vitest';
import { randomKey, RandomStream, seedWords } from '../../src/engine/random.ts';

const stream = (seed = 1, use = 2, counter = 3): RandomStream => new RandomStream(randomKey(seed, use, counter));
const take = <T>(count: number, draw: () => T): T[] => Array.from({ length: count }, draw);

describe('random streams', () => {
  test('depend on their key alone', () => {
    const [a, b] = [stream(), stream()];
    expect(take(100, () => a.word())).toEqual(take(100, () => b.word()));
    const first = take(4, () => 0).map((_, i) => [stream(), stream(9), stream(1, 9), stream(1, 2, 9)][i].word());
    expect(new Set(first).size).toBe(4);
  });

  test('use all 53 bits of a seed', () => {
    expect(seedWords(2 ** 32)).toEqual({ seedLow: 0, seedHigh: 1 });
    expect(seedWords(Number.MAX_SAFE_INTEGER)).toEqual({ seedLow: 0xffffffff, seedHigh: 0x1fffff });
    expect(stream(5).word()).not.toBe(stream(5 + 2 ** 32).word());
  });

  test('uniform numbers fill [0, 1) evenly', () => {
    const s = stream();
    const bins = new Array<number>(10).fill(0);
    for (let i = 0; i < 20_000; i++) bins[Math.floor(s.uniform() * 10)] += 1;
    for (const count of bins) expect(Math.abs(count - 2000)).toBeLessThan(200);
  });

  test('normal numbers have mean 0, variance 1 and the right tails', () => {
    const s = stream();
    const draws = take(40_000, () => s.normal());
    const moment = (k: number): number => draws.reduce((sum, x) => sum + x ** k, 0) / draws.length;
    expect(Math.abs(moment(1))).toBeLessThan(0.02);
    expect(Math.abs(moment(2) - 1)).toBeLessThan(0.03);
    expect(Math.abs(moment(4) - 3)).toBeLessThan(0.2);
    const beyond = draws.filter((x) => Math.abs(x) > 1.96).length / draws.length;
    expect(Math.abs(beyond - 0.05)).toBeLessThan(0.005);
  });

  test('whole numbers are below their bound and equally likely', () => {
    const s = stream();
    const counts = new Array<number>(7).fill(0);
    for (let i = 0; i < 14_000; i++) counts[s.integer(7)] += 1;
    for (const count of counts) expect(Math.abs(count - 2000)).toBeLessThan(200);
    expect(take(5, () => s.integer(1))).toEqual([0, 0, 0, 0, 0]);
  });

  test.each([1, 2, 17, 1000])('a permutation of %d holds every number once', (length) => {
    const out = new Int32Array(length);
    stream().permutation(out, length);
    expect(Array.from(out).sort((a, b) => a - b)).toEqual(Array.from({ length }, (_, i) => i));
  });

  test('every order of three is equally likely', () => {
    const seen = new Map<string, number>();
    const out = new Int32Array(3);
    for (let counter = 0; counter < 6000; counter++) {
      stream(1, 2, counter).permutation(out, 3);
      seen.set(out.join(), (seen.get(out.join()) ?? 0) + 1);
    }
    expect(seen.size).toBe(6);
    for (const count of seen.values()) expect(Math.abs(count - 1000)).toBeLessThan(150);
  });
});
