/** Convolution by its definition: NHWC images, strips of pixels x 8 filters over the contiguous floats of each kernel row. */
import { frame } from './frame';
import { packColumns } from './panels';
import { canvasAt } from './scratch';
import { ADD, STORE, STORE_WITH_BIAS } from './store';
import { strip } from './tiles';

/** kernel[ky,kx,c,f] as panels over f of [ky][kx][c][8]. */
export function packKernel(kernel: usize, packed: usize, taps: i32, channels: i32, filters: i32): void {
  const k = taps * channels;
  for (let f = 0; f < filters; f += 8) packColumns(kernel + (<usize>f << 2), <usize>filters << 2, k, min(8, filters - f), packed + (<usize>(k * f) << 2));
}

/** kernel[ky,kx,c,f] turned by 180 degrees as a convolution from filters to channels: panels over c of [ky][kx][f][8]. */
export function packTurnedKernel(kernel: usize, packed: usize, taps: i32, channels: i32, filters: i32): void {
  for (let c = 0; c < channels; c += 8) {
    let panel = packed + (<usize>(taps * filters * c) << 2);
    for (let tap = taps - 1; tap >= 0; tap--) {
      for (let f = 0; f < filters; f++, panel += 32) {
        for (let i = 0; i < 8; i++) {
          store<f32>(panel + (<usize>i << 2), c + i < channels ? load<f32>(kernel + (<usize>((tap * channels + c + i) * filters + f) << 2)) : <f32>0);
        }
      }
    }
  }
}

function convolveImage(image: usize, paddedWidth: i32, packed: usize, channels: i32, filters: i32, kernelHeight: i32, kernelWidth: i32, stride: i32, outHeight: i32, outWidth: i32, y: usize, bias: usize): void {
  const pixel = <usize>channels << 2;
  const length = kernelWidth * channels;
  const panelBytes = <usize>(kernelHeight * length) << 5;
  const mode = bias ? STORE_WITH_BIAS : STORE;
  for (let oy = 0; oy < outHeight; oy++) {
    const row = image + <usize>(oy * stride) * paddedWidth * pixel;
    for (let f = 0; f < filters; f += 8) {
      strip(outWidth, row, <usize>stride * pixel, 4, <usize>paddedWidth * pixel, packed + panelBytes * (f >> 3), 32, <usize>length << 5, kernelHeight, length,
        y + ((<usize>(oy * outWidth) * filters + f) << 2), <usize>filters << 2, min(8, filters - f), mode, bias + (<usize>f << 2));
    }
  }
}

/** y = x * kernel + bias, the kernel as packKernel lays it out; bias may be 0. */
export function directForward(x: usize, packed: usize, bias: usize, y: usize, batch: i32, height: i32, width: i32, channels: i32, filters: i32, kernelHeight: i32, kernelWidth: i32, stride: i32, pad: i32, outHeight: i32, outWidth: i32): void {
  for (let n = 0; n < batch; n++) {
    let image = x + (<usize>n * height * width * channels << 2);
    if (pad > 0) {
      frame(image, height, width, channels, 1, pad, pad, height + 2 * pad, width + 2 * pad);
      image = canvasAt();
    }
    convolveImage(image, width + 2 * pad, packed, channels, filters, kernelHeight, kernelWidth, stride, outHeight, outWidth, y + (<usize>n * outHeight * outWidth * filters << 2), bias);
  }
}

/** dx is the stride-1 convolution of dy, spread out by the stride and framed by kernel-1-pad zeros, with the turned kernel. */
export function directInputGradient(dy: usize, turned: usize, dx: usize, batch: i32, height: i32, width: i32, channels: i32, filters: i32, kernelHeight: i32, kernelWidth: i32, stride: i32, pad: i32, outHeight: i32, outWidth: i32): void {
  const paddedHeight = height + kernelHeight - 1, paddedWidth = width + kernelWidth - 1;
  for (let n = 0; n < batch; n++) {
    frame(dy + (<usize>n * outHeight * outWidth * filters << 2), outHeight, outWidth, filters, stride, kernelHeight - 1 - pad, kernelWidth - 1 - pad, paddedHeight, paddedWidth);
    convolveImage(canvasAt(), paddedWidth, turned, filters, channels, kernelHeight, kernelWidth, 1, height, width, dx + (<usize>n * height * width * channels << 2), 0);
  }
}

/** dKernel[ky, (kx,c), f] (+)= sum over images, oy, ox of x[oy s + ky, ox s + kx, c] dy[oy, ox, f]: image by image, in order. */
export function directKernelGradient(x: usize, dy: usize, dKernel: usize, accumulate: bool, batch: i32, height: i32, width: i32, channels: i32, filters: i32, kernelHeight: i32, kernelWidth: i32, stride: i32, pad: i32, outHeight: i32, outWidth: i32): void {
  const pixel = <usize>channels << 2;
  const paddedWidth = width + 2 * pad;
  const length = kernelWidth * channels;
  for (let n = 0; n < batch; n++) {
    let image = x + (<usize>n * height * width * channels << 2);
    if (pad > 0) {
      frame(image, height, width, channels, 1, pad, pad, height + 2 * pad, paddedWidth);
      image = canvasAt();
    }
    const mode = accumulate || n > 0 ? ADD : STORE;
    const dyImage = dy + (<usize>n * outHeight * outWidth * filters << 2);
    for (let ky = 0; ky < kernelHeight; ky++) {
      const row = image + <usize>ky * paddedWidth * pixel;
      for (let f = 0; f < filters; f += 8) {
        strip(length, row, 4, <usize>stride * pixel, <usize>(stride * paddedWidth) * pixel, dyImage + (<usize>f << 2), <usize>filters << 2, <usize>(outWidth * filters) << 2,
          outHeight, outWidth, dKernel + (<usize>(ky * length * filters + f) << 2), <usize>filters << 2, min(8, filters - f), mode, 0);
      }
    }
  }
}
