/** Layers on one sample, for exported files: readable before fast. Arrays are row-major, images [height, width, channels]. */
import { exp, log } from '../../../../engine/index.ts';

/** y = x W + b */
export function dense(x: Float32Array, kernel: Float32Array, bias: Float32Array | null, units: number): Float32Array {
  const sums = bias === null ? new Float64Array(units) : Float64Array.from(bias);
  for (let i = 0; i < x.length; i++) for (let j = 0; j < units; j++) sums[j] += x[i] * kernel[i * units + j];
  return Float32Array.from(sums);
}

/** gamma (x - mean) / sqrt(variance + epsilon) + beta, one of each for every feature. */
export function normalize(x: Float32Array, arrays: { gamma: Float32Array; beta: Float32Array; mean: Float32Array; variance: Float32Array }, epsilon: number): Float32Array {
  const { gamma, beta, mean, variance } = arrays;
  return x.map((value, i) => {
    const f = i % gamma.length;
    return (gamma[f] * (value - mean[f])) / Math.sqrt(variance[f] + epsilon) + beta[f];
  });
}

/** Over each run of `columns` values: e^(x - max) / sum, or its logarithm. */
export function softmax(x: Float32Array, columns: number, logarithm: boolean): Float32Array {
  const result = new Float32Array(x.length);
  for (let start = 0; start < x.length; start += columns) {
    const row = x.subarray(start, start + columns);
    const maximum = row.reduce((a, b) => Math.max(a, b), -Infinity);
    const sum = row.reduce((total, value) => total + exp(value - maximum), 0);
    row.forEach((value, i) => (result[start + i] = logarithm ? value - maximum - log(sum) : exp(value - maximum) / sum));
  }
  return result;
}

/** Inputs side by side along the channels. */
export function concatenate(inputs: readonly Float32Array[], channels: readonly number[]): Float32Array {
  const total = channels.reduce((a, b) => a + b, 0);
  const result = new Float32Array((inputs[0].length / channels[0]) * total);
  let start = 0;
  inputs.forEach((x, k) => {
    x.forEach((value, i) => (result[Math.floor(i / channels[k]) * total + start + (i % channels[k])] = value));
    start += channels[k];
  });
  return result;
}

export function sumOf(inputs: readonly Float32Array[]): Float32Array {
  return inputs.reduce((a, b) => a.map((value, i) => value + b[i]));
}

/** Again and again, where there are fewer of them than values. */
export function addBias(x: Float32Array, bias: Float32Array): Float32Array {
  return x.map((value, i) => value + bias[i % bias.length]);
}

/** Axis j of the result is axis order[j] of the array. */
export function permute(x: Float32Array, shape: readonly number[], order: readonly number[]): Float32Array {
  const stride = (axis: number): number => shape.slice(axis + 1).reduce((a, b) => a * b, 1);
  return x.map((_, i) => {
    let [rest, at] = [i, 0];
    for (const axis of order.toReversed()) {
      at += (rest % shape[axis]) * stride(axis);
      rest = Math.floor(rest / shape[axis]);
    }
    return x[at];
  });
}
