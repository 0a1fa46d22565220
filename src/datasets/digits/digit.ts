import type { RandomStream } from '../../engine/index.ts';
import { curve } from './curve.ts';
import { affineMap, elasticField } from './deform.ts';
import { SIDE, renderLines } from './render.ts';
import { SKELETONS } from './skeletons.ts';
import type { Stroke, Style } from './skeletons.ts';

/** MNIST fits a digit, pen included, into 20 x 20 pixels and puts its centre of mass into the middle of 28 x 28. */
const BOX = 20;
const MIDDLE = (SIDE - 1) / 2;

function pickStyle(random: RandomStream, styles: readonly Style[]): Style {
  let left = random.uniform() * styles.reduce((sum, style) => sum + style.weight, 0);
  return styles.find((style) => (left -= style.weight) < 0) ?? styles[0];
}

/** The strokes as written this time: every point wobbles, then the sheet is stretched, slanted and turned. */
function write(random: RandomStream, style: Style): Float64Array[] {
  const wobble = 0.028;
  const elastic = elasticField(random, 0.03 + 0.06 * random.uniform());
  const affine = affineMap({
    aspect: style.aspect * (1 + 0.2 * clamped(random, 2)),
    slant: 0.15 + 0.26 * clamped(random, 2),
    angle: 0.12 * clamped(random, 2),
  });
  return style.strokes.map((stroke) => {
    const shaken: Stroke = stroke.map(([x, y]) => [x + wobble * random.normal(), y + wobble * random.normal()]);
    const points = curve(shaken);
    const point: [number, number] = [0, 0];
    for (let i = 0; i < points.length; i += 2) {
      point[0] = points[i];
      point[1] = points[i + 1];
      elastic(point);
      affine(point);
      points.set(point, i);
    }
    return points;
  });
}

const clamped = (random: RandomStream, limit: number): number => Math.min(limit, Math.max(-limit, random.normal()));

/** Scales and moves the lines in place so that with a pen of `radius` they fill the box, its middle at the image's. */
function fit(lines: readonly Float64Array[], radius: number, stretch: number): void {
  const low = [Infinity, Infinity];
  const high = [-Infinity, -Infinity];
  for (const line of lines) {
    line.forEach((value, i) => {
      low[i % 2] = Math.min(low[i % 2], value);
      high[i % 2] = Math.max(high[i % 2], value);
    });
  }
  const scale = ((BOX - 2 * radius) * stretch) / Math.max(high[0] - low[0], high[1] - low[1], 1e-6);
  for (const line of lines) {
    for (let i = 0; i < line.length; i++) line[i] = MIDDLE + scale * (line[i] - (low[i % 2] + high[i % 2]) / 2);
  }
}

/** Moves the lines so that the centre of the ink comes to the middle, and `offset` pixels on. */
function centre(lines: readonly Float64Array[], ink: Float64Array, offset: readonly [number, number]): void {
  let mass = 0;
  let x = 0;
  let y = 0;
  ink.forEach((value, i) => {
    mass += value;
    x += value * (i % SIDE);
    y += value * Math.floor(i / SIDE);
  });
  const shift = [MIDDLE - x / mass + offset[0], MIDDLE - y / mass + offset[1]];
  for (const line of lines) {
    for (let i = 0; i < line.length; i++) line[i] += shift[i % 2];
  }
}

/** One image of `digit` into out[784]; all that varies comes from `random`. `ink` is scratch, [784]. */
export function drawDigit(digit: number, random: RandomStream, out: Uint8Array, ink: Float64Array): void {
  const lines = write(random, pickStyle(random, SKELETONS[digit]));
  const radius = Math.max(0.65, 1.3 + 0.45 * clamped(random, 2.5));
  const pressure = 0.15 * clamped(random, 2);
  const pen = { radiusStart: radius * (1 - pressure), radiusEnd: radius * (1 + pressure), softness: 1 + 0.5 * random.uniform() };
  fit(lines, radius, 0.94 + 0.08 * random.uniform());
  renderLines(lines, pen, ink);
  centre(lines, ink, [0.4 * clamped(random, 2), 0.4 * clamped(random, 2)]);
  renderLines(lines, pen, ink);
  const gain = 0.92 + 0.2 * random.uniform();
  const grain = 0.06 * random.uniform();
  for (let i = 0; i < out.length; i++) {
    const noisy = ink[i] === 0 ? 0 : ink[i] * gain + grain * (random.uniform() - 0.5);
    out[i] = Math.round(255 * Math.min(1, Math.max(0, noisy)));
  }
}
