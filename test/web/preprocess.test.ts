import { expect, test } from 'vitest';
import { imageOf, sideOf, withChannels } from '../../web/src/pages/draw/preprocess.ts';

const SIDE = 28;
const LINE = [{ x: 0.1, y: 0.1 }, { x: 0.1, y: 0.35 }];

/** Rows and columns with ink, and the centre of mass. */
function measure(image: Float32Array) {
  const rows = new Set<number>();
  const columns = new Set<number>();
  let [mass, x, y] = [0, 0, 0];
  image.forEach((ink, at) => {
    if (ink === 0) return;
    rows.add(Math.floor(at / SIDE));
    columns.add(at % SIDE);
    mass += ink;
    x += ink * ((at % SIDE) + 0.5);
    y += ink * (Math.floor(at / SIDE) + 0.5);
  });
  return { height: Math.max(...rows) - Math.min(...rows) + 1, width: Math.max(...columns) - Math.min(...columns) + 1, x: x / mass, y: y / mass };
}

test('a drawing is fitted into 20 x 20 and centred by its mass, wherever and however small it was drawn', () => {
  for (const strokes of [[LINE], [LINE.map(({ x, y }) => ({ x: x * 2 + 0.3, y: y * 2 }))], [[{ x: 0.2, y: 0.2 }, { x: 0.8, y: 0.2 }, { x: 0.4, y: 0.9 }]]]) {
    const { height, width, x, y } = measure(imageOf(strokes, SIDE));
    expect(Math.max(height, width)).toBeGreaterThanOrEqual(20);
    expect(Math.max(height, width)).toBeLessThanOrEqual(22); // the soft edge
    expect(x).toBeCloseTo(14, 0);
    expect(y).toBeCloseTo(14, 0);
  }
});

test('ink is between 0 and 1, and a single point is a dot', () => {
  const image = imageOf([[{ x: 0.9, y: 0.9 }]], SIDE);
  expect(Math.max(...image)).toBeGreaterThan(0.9);
  expect(Math.max(...image)).toBeLessThanOrEqual(1);
  expect(Math.min(...image)).toBe(0);
  expect(measure(image).width).toBeLessThan(6);
});

test('square images of any size and number of channels can be drawn for; others not', () => {
  expect(sideOf([28, 28, 1])).toEqual({ side: 28, channels: 1 });
  expect(sideOf([784])).toEqual({ side: 28, channels: 1 });
  expect(sideOf([32, 32, 3])).toEqual({ side: 32, channels: 3 });
  expect(sideOf([2])).toBeNull();
  expect(sideOf([28, 30, 1])).toBeNull();
  expect(withChannels(Float32Array.of(0, 1), 3)).toEqual([0, 0, 0, 1, 1, 1]);
});
