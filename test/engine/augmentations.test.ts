/** Changes to images: what each does to a picture one can check by eye, and that draws follow from seed, step and place alone. */
import { describe, expect, test } from 'vitest';
import { createAugment } from '../../src/engine/augmentations/augment.ts';
import type { AugmentationDefinition, Draw } from '../../src/engine/augmentations/definition.ts';
import { augmentations } from '../../src/engine/augmentations/index.ts';
import { composed, createResampler } from '../../src/engine/augmentations/resample.ts';
import { resolveOptions } from '../../src/engine/options.ts';
import { randomKey, RandomStream } from '../../src/engine/random.ts';

const registry = augmentations as unknown as Record<string, AugmentationDefinition>;
const SHAPE = [9, 9, 1];
const CENTRE = 40;

const picture = (...points: [number, number][]): Float64Array => {
  const image = new Float64Array(81);
  for (const [x, y] of points) image[y * 9 + x] = 1;
  return image;
};
const chosen = (type: string, given: Record<string, unknown> = {}) => {
  const { options, issues } = resolveOptions(registry[type], given, 'modern', '#');
  expect(issues).toEqual([]);
  return { definition: registry[type], options };
};
const moved = (image: Float64Array, { affine = [1, 0, 0, 1, 0, 0], field }: Draw): Float64Array => {
  const target = image.slice();
  createResampler(SHAPE)(target, { affine, fields: field ? [field] : [] });
  return target;
};
const sum = (image: Float64Array): number => image.reduce((total, value) => total + value, 0);
/** Centre of mass relative to the middle. */
const mass = (image: Float64Array): [number, number] => [sum(image.map((v, i) => v * ((i % 9) - 4))) / sum(image), sum(image.map((v, i) => v * (Math.floor(i / 9) - 4))) / sum(image)];

describe('moves', () => {
  test('of whole pixels copy, and fill with zero', () => {
    expect(moved(picture([4, 4], [0, 0]), { affine: [1, 0, 0, 1, 1, 0] })).toEqual(picture([3, 4])); // each pixel comes from its right neighbour
  });

  test('of half a pixel share a value among neighbours', () => {
    const result = moved(picture([4, 4]), { affine: [1, 0, 0, 1, 0.5, 0] });
    expect([result[CENTRE - 1], result[CENTRE], sum(result)]).toEqual([0.5, 0.5, 1]);
  });

  test('by a quarter turn bring the right to the bottom or the top', () => {
    const quarter = moved(picture([7, 4]), { affine: [0, 1, -1, 0, 0, 0] });
    expect(quarter[7 * 9 + 4]).toBeCloseTo(1, 12);
    expect(sum(quarter)).toBeCloseTo(1, 12);
  });

  test('one after the other are the same as both at once', () => {
    const [first, second] = [[0, 1, -1, 0, 0, 0], [1, 0, 0, 1, 2, 1]] as const;
    const apart = moved(moved(picture([6, 4], [3, 5]), { affine: first }), { affine: second });
    const together = moved(picture([6, 4], [3, 5]), { affine: composed(first, second) });
    together.forEach((value, i) => expect(value).toBeCloseTo(apart[i], 12));
  });

  test('of several channels go together', () => {
    const source = Float64Array.from({ length: 2 * 3 * 2 }, (_, i) => i + 1);
    createResampler([2, 3, 2])(source, { affine: [-1, 0, 0, 1, 0, 0], fields: [] });
    expect(Array.from(source)).toEqual([5, 6, 3, 4, 1, 2, 11, 12, 9, 10, 7, 8]);
  });
});

describe.each(Object.keys(registry))('%s', (type) => {
  test('does the same for the same seed, step and place, and something else for others', () => {
    const augment = createAugment([chosen(type)], SHAPE, 5);
    const changed = (step: number, row: number, seed = 5) => {
      const batch = Float32Array.from({ length: 3 * 81 }, (_, i) => ((i % 81) % 7) / 7);
      (seed === 5 ? augment : createAugment([chosen(type)], SHAPE, seed))(batch, { from: row, to: row + 1 }, step);
      return String(batch.subarray(row * 81, (row + 1) * 81));
    };
    expect(changed(3, 1)).toBe(changed(3, 1));
    const several = new Set(Array.from({ length: 8 }, (_, i) => [changed(i, 0), changed(0, i % 3), changed(2, 1, 100 + i)]).flat());
    expect(several.size).toBeGreaterThan(type === 'flip' ? 1 : 8);
  });

  test('touches its own rows only', () => {
    const batch = new Float32Array(3 * 81).fill(0.5);
    createAugment([chosen(type)], SHAPE, 1)(batch, { from: 1, to: 2 }, 4);
    expect(Array.from(batch.subarray(0, 81))).toEqual(new Array(81).fill(0.5));
    expect(Array.from(batch.subarray(162))).toEqual(new Array(81).fill(0.5));
  });
});

describe('ranges', () => {
  const draws = (type: string, given: Record<string, unknown>): Draw[] => {
    const { definition, options } = chosen(type, given);
    const draw = definition.create(options, SHAPE);
    return Array.from({ length: 400 }, (_, i) => draw(new RandomStream(randomKey(1, 2, i))));
  };
  const extremes = (values: number[]) => [Math.min(...values), Math.max(...values)];

  test('shift stays within its pixels and uses them', () => {
    const [low, high] = extremes(draws('shift', { pixels: 3 }).map((draw) => draw.affine![4]));
    expect(low).toBeGreaterThanOrEqual(-3);
    expect(low).toBeLessThan(-2.8);
    expect(high).toBeGreaterThan(2.8);
    expect(high).toBeLessThanOrEqual(3);
  });

  test('rotation keeps lengths and stays within its degrees', () => {
    for (const { affine: [a, b, c, d] = [0, 0, 0, 0] as never } of draws('rotation', { degrees: 20 })) {
      expect(a * d - b * c).toBeCloseTo(1, 12);
      expect(Math.abs(Math.atan2(b, a))).toBeLessThanOrEqual((20 * Math.PI) / 180 + 1e-12);
    }
  });

  test('scale enlarges by its factors', () => {
    const [low, high] = extremes(draws('scale', { smallest: 0.5, largest: 2 }).map(({ affine }) => 1 / affine![0]));
    expect([low >= 0.5, low < 0.55, high > 1.9, high <= 2]).toEqual([true, true, true, true]);
  });

  test('crop never looks outside the image', () => {
    for (const { affine: [share, , , , e, f] = [0, 0, 0, 0, 0, 0] as never } of draws('crop', { smallest: 0.5 })) {
      expect(share * 4 + Math.abs(e)).toBeLessThanOrEqual(4 + 1e-9);
      expect(share * 4 + Math.abs(f)).toBeLessThanOrEqual(4 + 1e-9);
    }
  });

  test('flip mirrors half of the images, along the axes asked for only', () => {
    const flips = draws('flip', { horizontal: true });
    const mirrored = flips.filter(({ affine }) => affine![0] === -1).length;
    expect(mirrored).toBeGreaterThan(160);
    expect(mirrored).toBeLessThan(240);
    expect(flips.every(({ affine }) => affine![3] === 1)).toBe(true);
  });

  test('elastic leaves the image where it is, on the whole', () => {
    const shifts = draws('elastic', { strength: 1 }).map((draw) => mass(moved(picture([4, 4], [3, 4], [5, 4]), draw)));
    const mean = shifts.reduce((total, [x]) => total + x, 0) / shifts.length;
    expect(Math.abs(mean)).toBeLessThan(0.15);
    expect(new Set(shifts.map(String)).size).toBeGreaterThan(300);
  });

  test('noise has its mean and deviation', () => {
    const image = new Float64Array(50_001);
    draws('noise', { std: 0.2 })[7].values!(image);
    const mean = image.reduce((a, b) => a + b, 0) / image.length;
    const std = Math.sqrt(image.reduce((a, b) => a + (b - mean) ** 2, 0) / image.length);
    expect(mean).toBeCloseTo(0, 2);
    expect(std).toBeCloseTo(0.2, 2);
  });
});
