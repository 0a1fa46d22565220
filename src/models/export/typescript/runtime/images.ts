/** Convolutions and pools on one image, for exported files. Sides are [down, right]. */

export interface Window {
  /** of the image that the window moves over, and its places on it */
  size: readonly number[];
  out: readonly number[];
  kernel: readonly number[];
  stride: readonly number[];
  before: readonly number[];
  dilation: readonly number[];
}

export interface Filters {
  channels: number;
  filters: number;
  groups: number;
}

/** Calls with each place of the window, each tap, and the pixel that lies under it; padding is left out. */
export function eachPixel({ size, out, kernel, stride, before, dilation }: Window, visit: (place: number, tap: number, pixel: number) => void): void {
  for (let place = 0; place < out[0] * out[1]; place++) {
    for (let tap = 0; tap < kernel[0] * kernel[1]; tap++) {
      const row = Math.floor(place / out[1]) * stride[0] + Math.floor(tap / kernel[1]) * dilation[0] - before[0];
      const column = (place % out[1]) * stride[1] + (tap % kernel[1]) * dilation[1] - before[1];
      if (row >= 0 && row < size[0] && column >= 0 && column < size[1]) visit(place, tap, row * size[1] + column);
    }
  }
}

/** y[i,j,f] = b[f] + sum of x[i s + ky - p, j s + kx - p, c] W[ky,kx,c,f], c in the group of f */
export function convolve(x: Float32Array, kernel: Float32Array, bias: Float32Array | null, { channels, filters, groups }: Filters, w: Window): Float32Array {
  const sums = new Float64Array(w.out[0] * w.out[1] * filters);
  const inputs = channels / groups;
  eachPixel(w, (place, tap, pixel) => {
    for (let c = 0; c < inputs; c++) {
      for (let f = 0; f < filters; f++) sums[place * filters + f] += x[pixel * channels + Math.floor((f * groups) / filters) * inputs + c] * kernel[(tap * inputs + c) * filters + f];
    }
  });
  return Float32Array.from(sums, (sum, i) => sum + (bias ? bias[i % filters] : 0));
}

/** y[i s + ky - p, j s + kx - p, f] += x[i,j,c] W[ky,kx,c,f], f in the group of c; then + b[f] */
export function convolveTransposed(x: Float32Array, kernel: Float32Array, bias: Float32Array | null, { channels, filters, groups }: Filters, w: Window): Float32Array {
  const sums = new Float64Array(w.size[0] * w.size[1] * filters);
  const outputs = filters / groups;
  eachPixel(w, (place, tap, pixel) => {
    for (let c = 0; c < channels; c++) {
      for (let f = 0; f < outputs; f++) sums[pixel * filters + Math.floor((c * groups) / channels) * outputs + f] += x[place * channels + c] * kernel[(tap * channels + c) * outputs + f];
    }
  });
  return Float32Array.from(sums, (sum, i) => sum + (bias ? bias[i % filters] : 0));
}

/** What `of` makes of the values of each window; padding is not among them, `size` counts it. */
export function pool(x: Float32Array, channels: number, of: (values: number[], size: number) => number, w: Window): Float32Array {
  const windows: number[][] = Array.from({ length: w.out[0] * w.out[1] * channels }, () => []);
  eachPixel(w, (place, _, pixel) => {
    for (let c = 0; c < channels; c++) windows[place * channels + c].push(x[pixel * channels + c]);
  });
  return Float32Array.from(windows, (values) => of(values, w.kernel[0] * w.kernel[1]));
}

export const greatest = (values: number[]): number => values.reduce((a, b) => Math.max(a, b), -Infinity);
export const mean = (values: number[]): number => values.reduce((a, b) => a + b, 0) / values.length;
export const meanWithPad = (values: number[], size: number): number => values.reduce((a, b) => a + b, 0) / size;
