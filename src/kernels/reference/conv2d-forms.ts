/** The readable convolution keeps kernel and gradient as they are: its derived arrays are plain copies. */
import type { Conv2dForm, ConvWindow, FloatArray } from '../kernels.ts';

export function conv2dForm(w: ConvWindow): Conv2dForm {
  const length = w.kernelHeight * w.kernelWidth * w.channels * w.filters;
  return { method: 'reference', packed: length, turned: length, running: length };
}

export const conv2dPack = (_: ConvWindow, kernel: FloatArray, packed: FloatArray): void => packed.set(kernel);
export const conv2dPackTurned = (_: ConvWindow, kernel: FloatArray, turned: FloatArray): void => turned.set(kernel);
export const conv2dUnpackGradient = (_: ConvWindow, running: FloatArray, dKernel: FloatArray): void => dKernel.set(running);
