import type { FloatArray } from '../kernels.ts';

export function gatherBytes(data: Uint8Array, indices: Int32Array, out: FloatArray, rows: number, width: number, divisor: number): void {
  for (let r = 0; r < rows; r++) {
    for (let c = 0; c < width; c++) out[r * width + c] = data[indices[r] * width + c] / divisor;
  }
}

export function gatherFloats(data: FloatArray, indices: Int32Array, out: FloatArray, rows: number, width: number): void {
  for (let r = 0; r < rows; r++) {
    for (let c = 0; c < width; c++) out[r * width + c] = data[indices[r] * width + c];
  }
}
