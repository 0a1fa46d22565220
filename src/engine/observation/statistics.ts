/** What arrays of activations, weights and gradients look like, in a few figures and a histogram of fixed bins. */
import type { FloatArray } from '../../kernels/kernels.ts';

const [LOWEST, HIGHEST] = [-20, 7];

/**
 * Edges of all histograms: the powers of two from 2^-20 (about 1e-6) to 2^7 on both sides of zero, one bin around it. Fixed, so that
 * histograms of different steps and layers can be laid over each other. What lies outside belongs to the outermost bins.
 */
export const EDGES: readonly number[] = (() => {
  const positive = Array.from({ length: HIGHEST - LOWEST + 1 }, (_, i) => 2 ** (LOWEST + i));
  return [...positive.toReversed().map((edge) => -edge), ...positive];
})();

export interface Statistics {
  mean: number;
  std: number;
  least: number;
  most: number;
  /** share of values that are exactly zero */
  zeros: number;
  /** values in each bin between neighbouring edges, EDGES.length - 1 of them */
  histogram: number[];
}

/** Larger arrays are read at this many places, evenly apart. */
const MOST_VALUES = 4096;

/** bins of positive values; the bin around zero has this number */
const BINS = HIGHEST - LOWEST;

export function describe(values: FloatArray): Statistics {
  const histogram = new Array<number>(EDGES.length - 1).fill(0);
  const stride = Math.max(1, Math.ceil(values.length / MOST_VALUES) | 1);
  let [count, sum, squares, zeros, least, most] = [0, 0, 0, 0, Infinity, -Infinity];
  for (let i = 0; i < values.length; i += stride) {
    const value = values[i];
    count += 1;
    sum += value;
    squares += value * value;
    if (value === 0) zeros += 1;
    if (value < least) least = value;
    if (value > most) most = value;
    histogram[binOf(value)] += 1;
  }
  const mean = sum / count;
  return { mean, std: Math.sqrt(Math.max(0, squares / count - mean * mean)), least, most, zeros: zeros / count, histogram };
}

const single = new Float32Array(1);
const bits = new Int32Array(single.buffer);

/** By the exponent of the number in single precision. */
function binOf(value: number): number {
  single[0] = value;
  const exponent = ((bits[0] >>> 23) & 0xff) - 127;
  if (exponent < LOWEST) return BINS;
  const step = Math.min(BINS - 1, exponent - LOWEST);
  return value > 0 ? BINS + 1 + step : BINS - 1 - step;
}

/** Euclidean norm; NaN and infinities stay what they are. */
export function norm(values: FloatArray): number {
  let squares = 0;
  for (let i = 0; i < values.length; i++) squares += values[i] * values[i];
  return Math.sqrt(squares);
}

/** Share of units whose output is zero for every sample; values are [count, units]. */
export function deadShare(values: FloatArray, count: number): number {
  const units = values.length / count;
  let dead = 0;
  for (let unit = 0; unit < units; unit++) {
    let at = unit;
    while (at < values.length && values[at] === 0) at += units;
    if (at >= values.length) dead += 1;
  }
  return dead / units;
}

/** Share of values closer than `margin` to one of two ends. */
export function shareNear(values: FloatArray, ends: readonly [number, number], margin: number): number {
  const stride = Math.max(1, Math.ceil(values.length / MOST_VALUES) | 1);
  let [near, count] = [0, 0];
  for (let i = 0; i < values.length; i += stride, count++) if (values[i] - ends[0] < margin || ends[1] - values[i] < margin) near += 1;
  return near / count;
}
