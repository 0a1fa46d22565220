import sharp from 'sharp';
import type { Sharp } from 'sharp';
import { describe, expect, test } from 'vitest';
import { decodeImages } from '../../src/serving/images.ts';
import { failure } from '../datasets/support.ts';

const grey = Uint8Array.from({ length: 28 * 28 }, (_, i) => (i * 7) % 256);
const greyPng = (): Promise<Buffer> => sharp(grey, { raw: { width: 28, height: 28, channels: 1 } }).png().toBuffer();
const plain = (background: string, { width = 40, height = 20 } = {}): Sharp => sharp({ create: { width, height, channels: 3, background } });

describe('decodeImages', () => {
  test('a grey PNG of the right size comes back bit by bit', async () => {
    const inputs = await decodeImages([await greyPng()], [28, 28, 1]);
    expect(inputs).toEqual(Float32Array.from(grey, (value) => value / 255));
  });

  test('several images keep their order, PNG and JPEG alike, resized to the shape', async () => {
    const [white, black] = await Promise.all([plain('#ffffff').jpeg().toBuffer(), plain('#000000').png().toBuffer()]);
    const inputs = await decodeImages([white, black, white], [8, 4, 1]);
    expect(inputs).toHaveLength(3 * 32);
    expect([inputs[0], inputs[32], inputs[95]]).toEqual([1, 0, 1]);
  });

  test('colour is kept for three channels and turned to grey for one', async () => {
    const red = await plain('#ff0000').png().toBuffer();
    expect([...(await decodeImages([red], [1, 1, 3]))]).toEqual([1, 0, 0]);
    const [level] = await decodeImages([red], [1, 1, 1]);
    expect(level).toBeGreaterThan(0.1);
    expect(level).toBeLessThan(0.6);
  });

  test('grey, 16-bit and transparent images fill three channels or one', async () => {
    const rgb = await decodeImages([await greyPng()], [28, 28, 3]);
    expect(rgb).toHaveLength(28 * 28 * 3);
    expect([...rgb.subarray(3, 6)]).toEqual([7, 7, 7].map((value) => Math.fround(value / 255)));
    const deep = await sharp(grey, { raw: { width: 28, height: 28, channels: 1 } }).toColourspace('grey16').png().toBuffer();
    expect(await decodeImages([deep], [28, 28, 1])).toHaveLength(784);
    const clear = await sharp({ create: { width: 5, height: 5, channels: 4, background: { r: 255, g: 255, b: 255, alpha: 0 } } }).png().toBuffer();
    expect(Math.max(...(await decodeImages([clear], [5, 5, 1])))).toBe(0);
  });

  test.each([
    ['text', async () => new TextEncoder().encode('hello'), /Image 1 is neither PNG nor JPEG nor WebP/],
    ['nothing', async () => new Uint8Array(0), /neither PNG nor JPEG/],
    ['a GIF', async () => plain('#ffffff').gif().toBuffer(), /neither PNG nor JPEG/],
    ['an SVG', async () => new TextEncoder().encode('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>'), /neither PNG nor JPEG/],
    ['a PNG cut short', async () => (await greyPng()).subarray(0, 200), /Image 1 cannot be decoded/],
    ['a JPEG of noise', async () => Uint8Array.from({ length: 500 }, (_, i) => [0xff, 0xd8, 0xff][i] ?? (i * 31) % 256), /Image 1 cannot be decoded/],
    ['a long side', async () => plain('#000000', { width: 20_000, height: 2 }).png().toBuffer(), /a side of more than 16384 pixels/],
    ['too many pixels', async () => plain('#000000', { width: 5000, height: 4000 }).png().toBuffer(), /more than 16777216 pixels/],
  ])('refuses %s, naming the image', async (_, make, message) => {
    const good = await greyPng();
    const bad = await make();
    const error = await failure(() => decodeImages([good, bad], [28, 28, 1]));
    expect(error.code).toBe('invalid-image');
    expect(error.issues[0].pointer).toBe('#/images/1');
    expect(error.message).toMatch(message);
    expect(error.hint).not.toBe('');
  });

  test('a model that takes no images says so', async () => {
    const error = await failure(async () => decodeImages([await greyPng()], [2]));
    expect(error.message).toMatch(/shape \[2\], not images/);
  });
});
