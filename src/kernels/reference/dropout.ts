import type { FloatArray, RandomKey } from '../kernels.ts';
import { philox4x32 } from '../philox.ts';

export function dropoutMask(mask: FloatArray, first: number, length: number, ratio: number, keepValue: number, key: RandomKey): void {
  const threshold = Math.round(ratio * 2 ** 32);
  const bits = new Uint32Array(4);
  for (let i = 0; i < length; i++) {
    const number = first + i;
    if (i === 0 || number % 4 === 0) philox4x32([Math.floor(number / 4), key.counter, key.stream, 0], [key.seedLow, key.seedHigh], bits);
    mask[i] = bits[number % 4] >= threshold ? keepValue : 0;
  }
}

export function multiply(a: FloatArray, b: FloatArray, out: FloatArray, length: number): void {
  for (let i = 0; i < length; i++) out[i] = a[i] * b[i];
}
