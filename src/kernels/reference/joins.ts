import type { FloatArray } from '../kernels.ts';

export function add(a: FloatArray, b: FloatArray, out: FloatArray, length: number): void {
  for (let i = 0; i < length; i++) out[i] = a[i] + b[i];
}

export function addScaled(y: FloatArray, x: FloatArray, scale: number, length: number): void {
  for (let i = 0; i < length; i++) y[i] += scale * x[i];
}

export function scale(x: FloatArray, y: FloatArray, factor: number, length: number): void {
  for (let i = 0; i < length; i++) y[i] = factor * x[i];
}

export function copyColumns(source: FloatArray, sourceStride: number, sourceOffset: number, target: FloatArray, targetStride: number, targetOffset: number, rows: number, columns: number): void {
  for (let r = 0; r < rows; r++) {
    for (let c = 0; c < columns; c++) target[r * targetStride + targetOffset + c] = source[r * sourceStride + sourceOffset + c];
  }
}
