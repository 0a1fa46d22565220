/** Changes to images: what each does to a picture one can check by eye, and that draws follow from seed, step and place alone. */
import { describe, expect, test } from 'vitest';
import { createAugment } from '../../src/engine/augmentations/augment.ts';
import type { AugmentationDefinition, Draw } from '../../src/engine/augmentations/definition.ts';
import { augmentations } from '../../src/engine/augmentations/index.ts';
import { composed, createGridWriter } from '../../src/engine/augmentations/moves.ts';
import { resolveOptions } from '../../src/engine/options.ts';
import { randomKey, RandomStream } from '../../src/engine/random.ts';
import { loadKernels } from '../../src/kernels/load.ts';

const registry = augmentations as unknown as Record<string, AugmentationDefinition>;
const SHAPE = [9, 9, 1];
const exact = loadKernels('reference', 'float64').create(1024);
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
  const nodes = field?.nodes ?? 2;
  const grid = new Float64Array(2 * nodes * nodes);
  createGridWriter(SHAPE, nodes)({ affine, fields: field ? [field] : [] }, grid);
  exact.warp({ height: 9, width: 9, channels: 1, nodes }, grid, target, 1);
  return target;
};
/** A batch in the arena of `choice`, and what changes it. */
const prepared = (all: ReturnType<typeof chosen>[], { choice = 'auto' as 'auto' | 'simd' | 'reference', seed = 5, batch = 3, shape = SHAPE } = {}) => {
  const size = shape.reduce((product, n) => product * n);
  const kernels = loadKernels(choice).create(4 * (batch * (size + 8 * 64) + 1024));
  const inputs = kernels.floats(batch * size);
  const augment = createAugment({ chosen: all, shape, batch, seed, kernels, allocator: kernels });
  return { inputs, augment };
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
    const grid = new Float64Array(8);
    createGridWriter([2, 3, 2], 2)({ affine: [-1, 0, 0, 1, 0, 0], fields: [] }, grid);
    exact.warp({ height: 2, width: 3, channels: 2, nodes: 2 }, grid, source, 1);
    expect(Array.from(source)).toEqual([5, 6, 3, 4, 1, 2, 11, 12, 9, 10, 7, 8]);
  });
});

describe.each(Object.keys(registry))('%s', (type) => {
  test('does the same for the same seed, step and place, and something else for others', () => {
    const runs = new Map<number, ReturnType<typeof prepared>>();
    const changed = (step: number, row: number, seed = 5) => {
      if (!runs.has(seed)) runs.set(seed, prepared([chosen(type)], { seed }));
      const { inputs, augment } = runs.get(seed)!;
      for (let i = 0; i < inputs.length; i++) inputs[i] = ((i % 81) % 7) / 7;
      augment(inputs, { from: row, to: row + 1 }, step);
      return String(inputs.subarray(row * 81, (row + 1) * 81));
    };
    expect(changed(3, 1)).toBe(changed(3, 1));
    const several = new Set(Array.from({ length: 8 }, (_, i) => [changed(i, 0), changed(0, i % 3), changed(2, 1, 100 + i)]).flat());
    expect(several.size).toBeGreaterThan(type === 'flip' ? 1 : 8);
  });

  test('touches its own rows only', () => {
    const { inputs, augment } = prepared([chosen(type)]);
    inputs.fill(0.5);
    augment(inputs, { from: 1, to: 2 }, 4);
    expect(Array.from(inputs.subarray(0, 81))).toEqual(new Array(81).fill(0.5));
    expect(Array.from(inputs.subarray(162))).toEqual(new Array(81).fill(0.5));
  });

  test.each([[[9, 9, 1]], [[6, 7, 3]]])('is the same on every kernel, all rows at once or one by one (%j)', (shape) => {
    const [fast, plain, readable] = (['auto', 'simd', 'reference'] as const).map((choice) => {
      const { inputs, augment } = prepared([chosen(type)], { choice, shape });
      for (let i = 0; i < inputs.length; i++) inputs[i] = (i % 11) / 11;
      if (choice === 'simd') for (let row = 0; row < 3; row++) augment(inputs, { from: row, to: row + 1 }, 7);
      else augment(inputs, { from: 0, to: 3 }, 7);
      return inputs;
    });
    expect(plain).toEqual(fast);
    readable.forEach((value, i) => expect(fast[i]).toBeCloseTo(value, 4));
  });
});

test('several elastic grids add up, a coarse one between the nodes of a fine one', () => {
  const fields = [{ nodes: 3, dx: Float64Array.of(0, 1, 2, 0, 1, 2, 0, 1, 2), dy: new Float64Array(9) }, { nodes: 5, dx: new Float64Array(25).fill(0.5), dy: new Float64Array(25).fill(-1) }];
  const grid = new Float64Array(50);
  createGridWriter(SHAPE, 5)({ affine: [1, 0, 0, 1, 0, 0], fields }, grid);
  expect(Array.from(grid.subarray(5, 10))).toEqual([0.5, 3, 5.5, 8, 10.5]);
  expect(Array.from(grid.subarray(30, 35))).toEqual([1, 1, 1, 1, 1]);
});

describe('ranges', () => {
  /** What each of 400 draws comes to, looked at before the next. */
  const each = <T>(type: string, given: Record<string, unknown>, look: (draw: Draw) => T): T[] => {
    const { definition, options } = chosen(type, given);
    const draw = definition.create(options, SHAPE);
    return Array.from({ length: 400 }, (_, i) => look(draw(new RandomStream(randomKey(1, 2, i)))));
  };
  const draws = (type: string, given: Record<string, unknown>): Draw[] => each(type, given, (draw) => draw);
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
    const shifts = each('elastic', { strength: 1 }, (draw) => mass(moved(picture([4, 4], [3, 4], [5, 4]), draw)));
    const mean = shifts.reduce((total, [x]) => total + x, 0) / shifts.length;
    expect(Math.abs(mean)).toBeLessThan(0.15);
    expect(new Set(shifts.map(String)).size).toBeGreaterThan(300);
  });

  test('elastic displaces by its strength, and never by more than the end of its distribution', () => {
    const displacements = each('elastic', { strength: 2 }, ({ field }) => [...field!.dx, ...field!.dy]).flat();
    expect(Math.sqrt(displacements.reduce((total, d) => total + d * d, 0) / displacements.length)).toBeCloseTo(2, 1);
    expect(Math.max(...displacements.map(Math.abs))).toBeLessThanOrEqual(2 * Math.sqrt(3));
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
