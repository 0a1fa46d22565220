/** Convolutions and pools on one image, for exported files. */

export interface Window {
  height: number;
  width: number;
  channels: number;
  kernelHeight: number;
  kernelWidth: number;
  stride: number;
  pad: number;
  outHeight: number;
  outWidth: number;
}

/** y[i,j,f] = b[f] + sum of x[i s + ky - p, j s + kx - p, c] W[ky,kx,c,f] */
export function convolve(x: Float32Array, kernel: Float32Array, bias: Float32Array | null, w: Window & { filters: number }): Float32Array {
  const result = new Float32Array(w.outHeight * w.outWidth * w.filters);
  const sums = new Float64Array(w.filters);
  for (let out = 0; out < w.outHeight * w.outWidth; out++) {
    sums.fill(0);
    if (bias) sums.set(bias);
    for (let tap = 0; tap < w.kernelHeight * w.kernelWidth; tap++) {
      const row = Math.floor(out / w.outWidth) * w.stride + Math.floor(tap / w.kernelWidth) - w.pad;
      const column = (out % w.outWidth) * w.stride + (tap % w.kernelWidth) - w.pad;
      if (row < 0 || row >= w.height || column < 0 || column >= w.width) continue;
      for (let c = 0; c < w.channels; c++) {
        const value = x[(row * w.width + column) * w.channels + c];
        const at = (tap * w.channels + c) * w.filters;
        for (let f = 0; f < w.filters; f++) sums[f] += value * kernel[at + f];
      }
    }
    result.set(sums, out * w.filters);
  }
  return result;
}

/** y[i s + ky - p, j s + kx - p, f] += x[i,j,c] W[ky,kx,c,f], then + b[f] */
export function convolveTransposed(x: Float32Array, kernel: Float32Array, bias: Float32Array | null, w: Window & { filters: number }): Float32Array {
  const sums = new Float64Array(w.outHeight * w.outWidth * w.filters);
  for (let pixel = 0; pixel < w.height * w.width; pixel++) {
    for (let tap = 0; tap < w.kernelHeight * w.kernelWidth; tap++) {
      const row = Math.floor(pixel / w.width) * w.stride + Math.floor(tap / w.kernelWidth) - w.pad;
      const column = (pixel % w.width) * w.stride + (tap % w.kernelWidth) - w.pad;
      if (row < 0 || row >= w.outHeight || column < 0 || column >= w.outWidth) continue;
      for (let c = 0; c < w.channels; c++) {
        for (let f = 0; f < w.filters; f++) sums[(row * w.outWidth + column) * w.filters + f] += x[pixel * w.channels + c] * kernel[(tap * w.channels + c) * w.filters + f];
      }
    }
  }
  return Float32Array.from(sums, (sum, i) => sum + (bias ? bias[i % w.filters] : 0));
}

/** What `of` makes of the values of each window; padding is not among them, `size` counts it. */
export function pool(x: Float32Array, w: Window, of: (values: number[], size: number) => number): Float32Array {
  const result = new Float32Array(w.outHeight * w.outWidth * w.channels);
  for (let out = 0; out < result.length; out++) {
    const pixel = Math.floor(out / w.channels);
    const values: number[] = [];
    for (let tap = 0; tap < w.kernelHeight * w.kernelWidth; tap++) {
      const row = Math.floor(pixel / w.outWidth) * w.stride + Math.floor(tap / w.kernelWidth) - w.pad;
      const column = (pixel % w.outWidth) * w.stride + (tap % w.kernelWidth) - w.pad;
      if (row >= 0 && row < w.height && column >= 0 && column < w.width) values.push(x[(row * w.width + column) * w.channels + (out % w.channels)]);
    }
    result[out] = of(values, w.kernelHeight * w.kernelWidth);
  }
  return result;
}

export const greatest = (values: number[]): number => values.reduce((a, b) => Math.max(a, b), -Infinity);
export const mean = (values: number[]): number => values.reduce((a, b) => a + b, 0) / values.length;
export const meanWithPad = (values: number[], size: number): number => values.reduce((a, b) => a + b, 0) / size;
