import { describe, expect, test } from 'vitest';
import { parseIdx } from '../../src/datasets/idx.ts';
import { failure, idx } from './support.ts';

const values = Uint8Array.from({ length: 24 }, (_, i) => i * 10);
const good = idx([2, 3, 4], values);

describe('IDX', () => {
  test('gives the values of a good file', () => {
    expect(parseIdx(good, [2, 3, 4], 'good')).toEqual(values);
  });

  test('reads the header where the bytes are a view into a larger buffer', () => {
    const large = new Uint8Array(good.length + 10);
    large.set(good, 7);
    expect(parseIdx(large.subarray(7, 7 + good.length), [2, 3, 4], 'view')).toEqual(values);
  });

  test.each([
    ['nothing at all', new Uint8Array(0), /ends inside the header, after 0 of 16/],
    ['a header cut short', good.subarray(0, 15), /after 15 of 16/],
    ['another element type', idx([2, 3, 4], values, 0x0d03), /magic number is 0x00000d03, expected 0x00000803/],
    ['another number of dimensions', idx([2, 12], values), /magic number is 0x00000802/],
    ['other dimensions', idx([2, 4, 3], values), /dimensions are 2 x 4 x 3, expected 2 x 3 x 4/],
    ['a value too few', good.subarray(0, good.length - 1), /holds 23 values, expected 24/],
    ['a value too many', idx([2, 3, 4], new Uint8Array(25)), /holds 25 values, expected 24/],
  ])('refuses %s', async (_, bytes, message) => {
    const error = await failure(() => parseIdx(bytes, [2, 3, 4], 'images.gz'));
    expect(error.code).toBe('dataset-corrupt');
    expect(error.message).toMatch(message);
    expect(error.message).toContain('images.gz');
    expect(error.hint).not.toBe('');
  });
});
