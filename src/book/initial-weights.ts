/** What initial weights do to activations (ch. 6.2.2): rows of normal noise through layers of equal width without biases. */
import { randomKey, RandomStream, STREAMS, tanh } from '../engine/index.ts';
import { relu, sigmoid } from './functions.ts';

const ACTIVATIONS = { sigmoid, relu, tanh } as const;

export interface SpreadOptions {
  /** standard deviation of the weights, or the rule for it: sqrt(1/n), sqrt(2/n) */
  std: number | 'xavier' | 'he';
  activation: keyof typeof ACTIVATIONS;
  seed: number;
  rows?: number;
  width?: number;
  layers?: number;
  bins?: number;
}

/** For each layer, how many activations fall into each of the bins that divide 0 to 1 evenly; 1 belongs to the last, what lies outside to none. */
export function activationHistograms({ std, activation, seed, rows = 1000, width = 100, layers = 5, bins = 30 }: SpreadOptions): number[][] {
  const random = new RandomStream(randomKey(seed, STREAMS.weights, 0));
  const scale = std === 'xavier' ? Math.sqrt(1 / width) : std === 'he' ? Math.sqrt(2 / width) : std;
  const f = ACTIVATIONS[activation];
  let x = Float64Array.from({ length: rows * width }, () => random.normal());
  return Array.from({ length: layers }, () => {
    const weights = Float64Array.from({ length: width * width }, () => scale * random.normal());
    x = activated(x, weights, { rows, width, f });
    const counts = new Array<number>(bins).fill(0);
    for (const value of x) if (value >= 0 && value <= 1) counts[Math.min(bins - 1, Math.floor(value * bins))] += 1;
    return counts;
  });
}

function activated(x: Float64Array, weights: Float64Array, { rows, width, f }: { rows: number; width: number; f: (x: number) => number }): Float64Array<ArrayBuffer> {
  const out = new Float64Array(rows * width);
  for (let r = 0; r < rows; r++) {
    for (let i = 0; i < width; i++) for (let j = 0; j < width; j++) out[r * width + j] += x[r * width + i] * weights[i * width + j];
    for (let j = 0; j < width; j++) out[r * width + j] = f(out[r * width + j]);
  }
  return out;
}
