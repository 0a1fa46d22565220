import type { FloatArray } from '../kernels.ts';

/** out[i,j] (+)= sum over p of op(a)[i,p] op(b)[p,j]. */
export function gemm(a: FloatArray, b: FloatArray, out: FloatArray, m: number, n: number, k: number, transposeA: boolean, transposeB: boolean, accumulate: boolean): void {
  for (let i = 0; i < m; i++) {
    for (let j = 0; j < n; j++) {
      let sum = accumulate ? out[i * n + j] : 0;
      for (let p = 0; p < k; p++) {
        sum += a[transposeA ? p * m + i : i * k + p] * b[transposeB ? j * k + p : p * n + j];
      }
      out[i * n + j] = sum;
    }
  }
}

export function addBias(x: FloatArray, bias: FloatArray, rows: number, columns: number): void {
  for (let r = 0; r < rows; r++) {
    for (let c = 0; c < columns; c++) x[r * columns + c] += bias[c];
  }
}

export function sumRows(x: FloatArray, out: FloatArray, rows: number, columns: number): void {
  for (let c = 0; c < columns; c++) {
    let sum = 0;
    for (let r = 0; r < rows; r++) sum += x[r * columns + c];
    out[c] = sum;
  }
}
