import type { ConvWindow, FloatArray } from '../kernels.ts';

/**
 * Calls visit(x index, kernel index, y index) for every pixel of x that a kernel element meets; the indices are those of
 * channel 0 and filter 0. All three passes of a convolution are sums over these meetings.
 */
function forEachMeeting(w: ConvWindow, visit: (xi: number, ki: number, yi: number) => void): void {
  for (let n = 0; n < w.batch; n++) {
    for (let oy = 0; oy < w.outHeight; oy++) {
      for (let ox = 0; ox < w.outWidth; ox++) {
        const yi = ((n * w.outHeight + oy) * w.outWidth + ox) * w.filters;
        for (let ky = 0; ky < w.kernelHeight; ky++) {
          const iy = oy * w.stride + ky - w.pad;
          if (iy < 0 || iy >= w.height) continue;
          for (let kx = 0; kx < w.kernelWidth; kx++) {
            const ix = ox * w.stride + kx - w.pad;
            if (ix < 0 || ix >= w.width) continue;
            visit(((n * w.height + iy) * w.width + ix) * w.channels, (ky * w.kernelWidth + kx) * w.channels * w.filters, yi);
          }
        }
      }
    }
  }
}

/** y[n,oy,ox,f] = bias[f] + sum over ky,kx,c of x[n, oy s + ky - p, ox s + kx - p, c] kernel[ky,kx,c,f] */
export function conv2dForward(w: ConvWindow, x: FloatArray, kernel: FloatArray, bias: FloatArray | null, y: FloatArray): void {
  const sums = new Float64Array(w.batch * w.outHeight * w.outWidth * w.filters);
  if (bias) sums.forEach((_, i) => (sums[i] = bias[i % w.filters]));
  forEachMeeting(w, (xi, ki, yi) => {
    for (let c = 0; c < w.channels; c++) {
      for (let f = 0; f < w.filters; f++) sums[yi + f] += x[xi + c] * kernel[ki + c * w.filters + f];
    }
  });
  for (let i = 0; i < sums.length; i++) y[i] = sums[i];
}

/** dx[n,iy,ix,c] = sum over the outputs that saw the pixel, and f, of dy kernel[ky,kx,c,f] */
export function conv2dInputGradient(w: ConvWindow, dy: FloatArray, kernel: FloatArray, dx: FloatArray): void {
  const sums = new Float64Array(w.batch * w.height * w.width * w.channels);
  forEachMeeting(w, (xi, ki, yi) => {
    for (let c = 0; c < w.channels; c++) {
      let sum = 0;
      for (let f = 0; f < w.filters; f++) sum += dy[yi + f] * kernel[ki + c * w.filters + f];
      sums[xi + c] += sum;
    }
  });
  for (let i = 0; i < sums.length; i++) dx[i] = sums[i];
}

/** dKernel[ky,kx,c,f] (+)= sum over n,oy,ox of x[...] dy[n,oy,ox,f] */
export function conv2dKernelGradient(w: ConvWindow, x: FloatArray, dy: FloatArray, dKernel: FloatArray, accumulate: boolean): void {
  const sums = new Float64Array(w.kernelHeight * w.kernelWidth * w.channels * w.filters);
  if (accumulate) sums.set(dKernel);
  forEachMeeting(w, (xi, ki, yi) => {
    for (let c = 0; c < w.channels; c++) {
      for (let f = 0; f < w.filters; f++) sums[ki + c * w.filters + f] += x[xi + c] * dy[yi + f];
    }
  });
  for (let i = 0; i < sums.length; i++) dKernel[i] = sums[i];
}
