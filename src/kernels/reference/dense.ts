import type { FloatArray } from '../kernels.ts';

/** out[i,j] (+)= sum over p of op(a)[i,p] op(b)[p,j] + bias[j]. */
export function gemm(a: FloatArray, b: FloatArray, out: FloatArray, m: number, n: number, k: number, transposeA: boolean, transposeB: boolean, accumulate: boolean, bias: FloatArray | null): void {
  for (let i = 0; i < m; i++) {
    for (let j = 0; j < n; j++) {
      let sum = accumulate ? out[i * n + j] : 0;
      for (let p = 0; p < k; p++) {
        sum += a[transposeA ? p * m + i : i * k + p] * b[transposeB ? j * k + p : p * n + j];
      }
      out[i * n + j] = sum + (bias ? bias[j] : 0);
    }
  }
}

/** out[c] (+)= sum over r of x[r,c] */
export function sumRows(x: FloatArray, out: FloatArray, rows: number, columns: number, accumulate: boolean): void {
  for (let c = 0; c < columns; c++) {
    let sum = accumulate ? out[c] : 0;
    for (let r = 0; r < rows; r++) sum += x[r * columns + c];
    out[c] = sum;
  }
}

/** out[i] = sum over p of parts[p stride + i] */
export function sumParts(parts: FloatArray, stride: number, count: number, out: FloatArray, length: number): void {
  for (let i = 0; i < length; i++) {
    let sum = 0;
    for (let p = 0; p < count; p++) sum += parts[p * stride + i];
    out[i] = sum;
  }
}

/** y[c,r] = x[r,c] */
export function transpose(x: FloatArray, y: FloatArray, rows: number, columns: number): void {
  for (let r = 0; r < rows; r++) for (let c = 0; c < columns; c++) y[c * rows + r] = x[r * columns + c];
}
