/**
 * Convolution as one product (Deep Learning from Scratch, ch. 7.4): every window becomes a row. Images are NHWC as everywhere here, so a
 * column counts (ky, kx, c); the book's images are NCHW and its columns count (c, ky, kx). Not used by the fast kernels, which read windows
 * where they lie.
 */
import type { FloatArray, Window2d } from '../kernels.ts';

/** x [N,H,W,C] -> columns [N OH OW, KH KW C]; outside the image is zero. */
export function im2col(w: Window2d, x: FloatArray, columns: FloatArray): void {
  eachTap(w, (at, from) => (columns[at] = from === null ? 0 : x[from]));
}

/** columns -> x, what overlaps summed: the transpose of im2col. Overwrites x. */
export function col2im(w: Window2d, columns: FloatArray, x: FloatArray): void {
  x.fill(0, 0, w.batch * w.height * w.width * w.channels);
  eachTap(w, (at, from) => {
    if (from !== null) x[from] += columns[at];
  });
}

/** Where each value of the columns stands, and the pixel it comes from; null outside the image. */
function eachTap({ batch, height, width, channels, kernelHeight, kernelWidth, stride, pad, outHeight, outWidth }: Window2d, visit: (at: number, from: number | null) => void): void {
  let at = 0;
  for (let n = 0; n < batch; n++) {
    for (let oy = 0; oy < outHeight; oy++) {
      for (let ox = 0; ox < outWidth; ox++) {
        for (let ky = 0; ky < kernelHeight; ky++) {
          for (let kx = 0; kx < kernelWidth; kx++) {
            const [y, x] = [oy * stride + ky - pad, ox * stride + kx - pad];
            const inside = y >= 0 && y < height && x >= 0 && x < width;
            for (let c = 0; c < channels; c++, at++) visit(at, inside ? ((n * height + y) * width + x) * channels + c : null);
          }
        }
      }
    }
  }
}
