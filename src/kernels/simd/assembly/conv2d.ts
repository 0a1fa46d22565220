import { packColumns } from './panels';
import { BIAS, IMAGE, PANELS } from './scratch';
import { ADD, STORE, STORE_WITH_BIAS } from './store';
import { tile } from './tiles';
import { nextTile } from './vector';
import { suitsWinograd, winogradForward, winogradKernelGradient } from './winograd';

/** The turned kernel of an input gradient, for Winograd; behind U in the packed weights' part of the scratch. */
const TURNED: usize = PANELS + (16 << 20);

/** Copies one NHWC image into a canvas of paddedHeight x paddedWidth, its pixels `spread` apart, starting at (top, left); outside is zero. */
function paint(image: usize, height: i32, width: i32, channels: i32, spread: i32, top: i32, left: i32, paddedHeight: i32, paddedWidth: i32): void {
  const pixel = <usize>channels << 2;
  memory.fill(IMAGE, 0, <usize>paddedHeight * paddedWidth * pixel);
  for (let y = 0; y < height; y++) {
    const targetY = y * spread + top;
    if (targetY < 0 || targetY >= paddedHeight) continue;
    const row = IMAGE + <usize>targetY * paddedWidth * pixel;
    for (let x = 0; x < width; x++) {
      if (spread == 1 && left >= 0 && left + width <= paddedWidth) {
        memory.copy(row + <usize>left * pixel, image + <usize>y * width * pixel, <usize>width * pixel);
        break;
      }
      const targetX = x * spread + left;
      if (targetX < 0 || targetX >= paddedWidth) continue;
      memory.copy(row + <usize>targetX * pixel, image + (<usize>y * width + x) * pixel, pixel);
    }
  }
}

/** Every output row of one image: tiles of pixels x 8 filters over the kernelWidth*channels contiguous floats of each kernel row. */
function convolveImage(image: usize, paddedWidth: i32, channels: i32, filters: i32, kernelHeight: i32, kernelWidth: i32, stride: i32, outHeight: i32, outWidth: i32, y: usize, biased: bool): void {
  const pixel = <usize>channels << 2;
  const length = kernelWidth * channels;
  const panelBytes = <usize>(kernelHeight * length) << 5;
  const mode = biased ? STORE_WITH_BIAS : STORE;
  for (let oy = 0; oy < outHeight; oy++) {
    const row = image + <usize>(oy * stride) * paddedWidth * pixel;
    for (let f = 0; f < filters; f += 8) {
      const panel = PANELS + panelBytes * (f >> 3);
      let ox = 0;
      while (ox < outWidth) {
        const rows = nextTile(outWidth - ox);
        tile(rows, row + <usize>(ox * stride) * pixel, <usize>stride * pixel, 4, <usize>paddedWidth * pixel, panel, 32, <usize>length << 5, kernelHeight, length,
          y + ((<usize>(oy * outWidth + ox) * filters + f) << 2), <usize>filters << 2, min(8, filters - f), mode, BIAS + (<usize>f << 2));
        ox += rows;
      }
    }
  }
}

export function conv2dForward(x: usize, kernel: usize, bias: usize, y: usize, batch: i32, height: i32, width: i32, channels: i32, filters: i32, kernelHeight: i32, kernelWidth: i32, stride: i32, pad: i32, outHeight: i32, outWidth: i32): void {
  if (suitsWinograd(height, width, channels, filters, kernelHeight, kernelWidth, stride, pad)) {
    return winogradForward(x, kernel, bias, y, batch, height, width, channels, filters, pad, outHeight, outWidth);
  }
  const k = kernelHeight * kernelWidth * channels;
  for (let f = 0; f < filters; f += 8) packColumns(kernel + (<usize>f << 2), <usize>filters << 2, k, min(8, filters - f), PANELS + (<usize>(k * f) << 2));
  if (bias) {
    memory.fill(BIAS + (<usize>(filters & ~7) << 2), 0, 32);
    memory.copy(BIAS, bias, <usize>filters << 2);
  }
  for (let n = 0; n < batch; n++) {
    let image = x + (<usize>n * height * width * channels << 2);
    if (pad > 0) {
      paint(image, height, width, channels, 1, pad, pad, height + 2 * pad, width + 2 * pad);
      image = IMAGE;
    }
    convolveImage(image, width + 2 * pad, channels, filters, kernelHeight, kernelWidth, stride, outHeight, outWidth, y + (<usize>n * outHeight * outWidth * filters << 2), bias != 0);
  }
}

/** Packs kernel[ky,kx,c,f] turned by 180 degrees as a convolution from filters to channels: panels over c of [ky][kx][f][8]. */
function packTurned(kernel: usize, channels: i32, filters: i32, kernelHeight: i32, kernelWidth: i32): void {
  const taps = kernelHeight * kernelWidth;
  for (let c = 0; c < channels; c += 8) {
    let panel = PANELS + (<usize>(taps * filters * c) << 2);
    for (let tap = taps - 1; tap >= 0; tap--) {
      for (let f = 0; f < filters; f++, panel += 32) {
        for (let i = 0; i < 8; i++) {
          store<f32>(panel + (<usize>i << 2), c + i < channels ? load<f32>(kernel + (<usize>((tap * channels + c + i) * filters + f) << 2)) : <f32>0);
        }
      }
    }
  }
}

/** kernel[ky,kx,c,f] of 3x3 turned by 180 degrees as a kernel from filters to channels: [ky][kx][f][c]. */
function turn(kernel: usize, channels: i32, filters: i32): void {
  let target = TURNED;
  for (let tap = 8; tap >= 0; tap--) {
    for (let f = 0; f < filters; f++) {
      for (let c = 0; c < channels; c++, target += 4) store<f32>(target, load<f32>(kernel + (<usize>((tap * channels + c) * filters + f) << 2)));
    }
  }
}

/** dx is the stride-1 convolution of dy, spread out by the stride and framed by kernel-1-pad zeros, with the turned kernel. */
export function conv2dInputGradient(dy: usize, kernel: usize, dx: usize, batch: i32, height: i32, width: i32, channels: i32, filters: i32, kernelHeight: i32, kernelWidth: i32, stride: i32, pad: i32, outHeight: i32, outWidth: i32): void {
  if (suitsWinograd(outHeight, outWidth, filters, channels, kernelHeight, kernelWidth, stride, 2 - pad) && pad <= 2) {
    turn(kernel, channels, filters);
    return winogradForward(dy, TURNED, 0, dx, batch, outHeight, outWidth, filters, channels, 2 - pad, height, width);
  }
  packTurned(kernel, channels, filters, kernelHeight, kernelWidth);
  const paddedHeight = height + kernelHeight - 1, paddedWidth = width + kernelWidth - 1;
  for (let n = 0; n < batch; n++) {
    paint(dy + (<usize>n * outHeight * outWidth * filters << 2), outHeight, outWidth, filters, stride, kernelHeight - 1 - pad, kernelWidth - 1 - pad, paddedHeight, paddedWidth);
    convolveImage(IMAGE, paddedWidth, filters, channels, kernelHeight, kernelWidth, 1, height, width, dx + (<usize>n * height * width * channels << 2), false);
  }
}

/** dKernel[ky, (kx,c), f] = sum over images, oy, ox of x[oy s + ky, ox s + kx, c] dy[oy, ox, f]: image by image, in order. */
export function conv2dKernelGradient(x: usize, dy: usize, dKernel: usize, batch: i32, height: i32, width: i32, channels: i32, filters: i32, kernelHeight: i32, kernelWidth: i32, stride: i32, pad: i32, outHeight: i32, outWidth: i32): void {
  if (suitsWinograd(height, width, channels, filters, kernelHeight, kernelWidth, stride, pad)) {
    return winogradKernelGradient(x, dy, dKernel, batch, height, width, channels, filters, pad, outHeight, outWidth);
  }
  const pixel = <usize>channels << 2;
  const paddedWidth = width + 2 * pad;
  const length = kernelWidth * channels;
  for (let n = 0; n < batch; n++) {
    let image = x + (<usize>n * height * width * channels << 2);
    if (pad > 0) {
      paint(image, height, width, channels, 1, pad, pad, height + 2 * pad, paddedWidth);
      image = IMAGE;
    }
    const mode = n > 0 ? ADD : STORE;
    const dyImage = dy + (<usize>n * outHeight * outWidth * filters << 2);
    for (let ky = 0; ky < kernelHeight; ky++) {
      const row = image + <usize>ky * paddedWidth * pixel;
      for (let f = 0; f < filters; f += 8) {
        let t = 0;
        while (t < length) {
          const rows = nextTile(length - t);
          tile(rows, row + (<usize>t << 2), 4, <usize>stride * pixel, <usize>(stride * paddedWidth) * pixel, dyImage + (<usize>f << 2), <usize>filters << 2, <usize>(outWidth * filters) << 2,
            outHeight, outWidth, dKernel + (<usize>((ky * length + t) * filters + f) << 2), <usize>filters << 2, min(8, filters - f), mode, 0);
          t += rows;
        }
      }
    }
  }
}
