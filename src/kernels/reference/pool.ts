import type { FloatArray, Window2d } from '../kernels.ts';

/** y[n,oy,ox,c] = maximum of x over the window; argmax remembers where, counted inside the sample, unless it is null. */
export function maxPoolForward(w: Window2d, x: FloatArray, y: FloatArray, argmax: Int32Array | null): void {
  const sample = w.height * w.width * w.channels;
  let out = 0;
  for (let n = 0; n < w.batch; n++) {
    for (let oy = 0; oy < w.outHeight; oy++) {
      for (let ox = 0; ox < w.outWidth; ox++) {
        for (let c = 0; c < w.channels; c++, out++) {
          let best = -Infinity;
          let where = -1;
          for (let ky = 0; ky < w.kernelHeight; ky++) {
            const iy = oy * w.stride + ky - w.pad;
            if (iy < 0 || iy >= w.height) continue;
            for (let kx = 0; kx < w.kernelWidth; kx++) {
              const ix = ox * w.stride + kx - w.pad;
              if (ix < 0 || ix >= w.width) continue;
              const at = (iy * w.width + ix) * w.channels + c;
              const value = x[n * sample + at];
              if (where < 0 || value > best) {
                best = value;
                where = at;
              }
            }
          }
          y[out] = best;
          if (argmax) argmax[out] = where;
        }
      }
    }
  }
}

export function maxPoolBackward(w: Window2d, dy: FloatArray, argmax: Int32Array, dx: FloatArray): void {
  const sample = w.height * w.width * w.channels;
  const outSample = w.outHeight * w.outWidth * w.channels;
  dx.fill(0, 0, w.batch * sample);
  for (let i = 0; i < w.batch * outSample; i++) {
    dx[Math.floor(i / outSample) * sample + argmax[i]] += dy[i];
  }
}
