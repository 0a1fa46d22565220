import sharp, { type Sharp } from 'sharp';
import { describe, expect, test } from 'vitest';
import { datasets, openDataset } from '../../src/datasets/index.ts';
import { decodeImages } from '../../src/serving/images.ts';

const DIGITS = { box: 20, centre: 'mass' } as const;
const SHAPE = [28, 28, 1];

interface Drawing {
  side?: number;
  ground?: string;
  pen?: string;
  /** of a bar and its foot, as an L, in shares of the side */
  at?: [number, number];
  size?: number;
}

/** An L: its mass is not in the middle of its box. */
function drawing({ side = 200, ground = 'white', pen = 'black', at: [x, y] = [0.2, 0.1], size = 0.4 }: Drawing = {}): Sharp {
  const [left, top, long, thick] = [x, y, size, size / 5].map((share) => Math.round(share * side));
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${side}" height="${side}"><rect width="100%" height="100%" fill="${ground}"/><rect x="${left}" y="${top}" width="${thick}" height="${long}" fill="${pen}"/><rect x="${left}" y="${top + long - thick}" width="${Math.round(long / 2)}" height="${thick}" fill="${pen}"/></svg>`;
  return sharp(Buffer.from(svg));
}

async function prepared(image: Sharp, kind: 'png' | 'jpeg' | 'webp' = 'png'): Promise<Float32Array> {
  return decodeImages([await image.toFormat(kind).toBuffer()], SHAPE, DIGITS);
}

function measure(pixels: Float32Array): { box: number[]; centre: number[] } {
  const ink = Array.from(pixels, (value, i) => ({ value, x: i % 28, y: Math.floor(i / 28) })).filter(({ value }) => value > 0.2);
  const mass = ink.reduce((sum, { value }) => sum + value, 0);
  const span = (of: 'x' | 'y') => Math.max(...ink.map((each) => each[of])) - Math.min(...ink.map((each) => each[of])) + 1;
  const middle = (of: 'x' | 'y') => ink.reduce((sum, each) => sum + each.value * (each[of] + 0.5), 0) / mass;
  return { box: [span('x'), span('y')], centre: [middle('x'), middle('y')] };
}

const distance = (a: Float32Array, b: Float32Array): number => a.reduce((sum, value, i) => sum + Math.abs(value - b[i]), 0) / a.reduce((sum, value) => sum + value, 0);

describe('pictures for a model of digits', () => {
  test('the ink fills 20 pixels and its mass is in the middle of 28', async () => {
    const { box, centre } = measure(await prepared(drawing()));
    expect(box).toEqual([10, 20]);
    for (const place of centre) expect(Math.abs(place - 14)).toBeLessThanOrEqual(0.6);
  });

  test.each<[string, Drawing, ('png' | 'jpeg' | 'webp')?]>([
    ['light on dark', { ground: 'black', pen: 'white' }],
    ['grey on paper', { ground: '#e8e4d8', pen: '#505560' }],
    ['blue on yellow', { ground: '#ffee88', pen: '#112288' }],
    ['elsewhere', { at: [0.5, 0.55] }],
    ['large', { side: 1200 }],
    ['JPEG', {}, 'jpeg'],
    ['WebP', { ground: '#dddddd' }, 'webp'],
  ])('%s comes to the same', async (_, given, kind) => {
    const [same, other] = [await prepared(drawing()), await prepared(drawing(given), kind)];
    expect(distance(same, other)).toBeLessThan(0.12);
  });

  test('a pen on nothing is seen, dark or light', async () => {
    const [dark, light] = await Promise.all(['black', 'white'].map((pen) => prepared(drawing({ ground: 'none', pen }))));
    expect(distance(await prepared(drawing()), dark)).toBeLessThan(0.05);
    expect(light).toEqual(dark);
  });

  test('what is turned by EXIF is turned back, and an empty sheet is black', async () => {
    const turned = sharp(await drawing().rotate(270).jpeg({ quality: 95 }).toBuffer()).withMetadata({ orientation: 6 });
    expect(distance(await prepared(drawing()), await prepared(turned, 'jpeg'))).toBeLessThan(0.12);
    expect(Math.max(...(await prepared(sharp({ create: { width: 50, height: 40, channels: 3, background: '#fefefe' } }))))).toBe(0);
  });

  test('an image off the middle is moved though it has the right size, one that is in form stays bit by bit', async () => {
    const small = await prepared(drawing({ side: 28, at: [0, 0], size: 0.5, ground: 'black', pen: 'white' }));
    expect(distance(await prepared(drawing()), small)).toBeLessThan(0.5);
    const again = await decodeImages([await sharp(Buffer.from(small.map((value) => value * 255)), { raw: { width: 28, height: 28, channels: 1 } }).png().toBuffer()], SHAPE, DIGITS);
    expect(again).toEqual(small);
  });

  test('a picture without a preparation is resized, no more', async () => {
    const pixels = await decodeImages([await drawing({ side: 28, at: [0, 0] }).png().toBuffer()], SHAPE);
    expect([pixels[0], pixels[27]]).toEqual([0, 1]);
  });
});

test('images of the datasets that have a preparation are in form already, nearly all of them', async () => {
  const { test: split } = await openDataset('synthetic-digits', { datasetsDir: null, cacheDir: '', download: false, log: () => {} });
  const { images } = datasets['synthetic-digits'];
  let same = 0;
  for (let i = 0; i < 200; i++) {
    const bytes = split.inputs.subarray(i * 784, (i + 1) * 784) as Uint8Array;
    const back = await decodeImages([await sharp(bytes, { raw: { width: 28, height: 28, channels: 1 } }).png().toBuffer()], SHAPE, images);
    if (back.every((value, p) => value === Math.fround(bytes[p] / 255))) same += 1;
  }
  expect(same).toBeGreaterThan(190);
}, 60_000);
