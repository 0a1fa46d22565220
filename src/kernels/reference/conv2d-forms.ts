/** The readable convolution keeps kernel and gradient as they are: its derived arrays are plain copies. */
import type { Conv2dForm, ConvWindow, FloatArray } from '../kernels.ts';
import { conv2dForward } from './conv2d.ts';
import { maxPoolForward } from './pool.ts';

export function conv2dForm(w: ConvWindow): Conv2dForm {
  const length = w.kernelHeight * w.kernelWidth * w.channels * w.filters;
  return { method: 'reference', poolable: false, packed: length, turned: length, running: length };
}

export const conv2dPack = (_: ConvWindow, kernel: FloatArray, packed: FloatArray): void => packed.set(kernel);
export const conv2dPackTurned = (_: ConvWindow, kernel: FloatArray, turned: FloatArray): void => turned.set(kernel);
export const conv2dUnpackGradient = (_: ConvWindow, running: FloatArray, dKernel: FloatArray): void => dKernel.set(running);

export function conv2dMaxPoolForward(w: ConvWindow, x: FloatArray, kernel: FloatArray, bias: FloatArray | null, y: FloatArray): void {
  const { batch, outHeight: height, outWidth: width, filters: channels } = w;
  const whole = new (y.constructor as new (length: number) => FloatArray)(batch * height * width * channels);
  conv2dForward(w, x, kernel, bias, whole);
  maxPoolForward({ batch, height, width, channels, kernelHeight: 2, kernelWidth: 2, stride: 2, pad: 0, outHeight: height / 2, outWidth: width / 2 }, whole, y, null);
}
