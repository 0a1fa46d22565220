import type { FloatArray } from '../kernels.ts';

function rowMaximum(x: FloatArray, start: number, columns: number): number {
  let maximum = -Infinity;
  for (let c = 0; c < columns; c++) maximum = Math.max(maximum, x[start + c]);
  return maximum;
}

/** y[r,c] = e^(x[r,c] - max) / sum over c of e^(x[r,c] - max) */
export function softmax(x: FloatArray, y: FloatArray, rows: number, columns: number): void {
  for (let r = 0; r < rows; r++) {
    const start = r * columns;
    const maximum = rowMaximum(x, start, columns);
    let sum = 0;
    for (let c = 0; c < columns; c++) sum += Math.exp(x[start + c] - maximum);
    for (let c = 0; c < columns; c++) y[start + c] = Math.exp(x[start + c] - maximum) / sum;
  }
}

export function crossEntropy(probabilities: FloatArray, labels: Int32Array, losses: FloatArray, rows: number, columns: number, epsilon: number): void {
  for (let r = 0; r < rows; r++) losses[r] = -Math.log(probabilities[r * columns + labels[r]] + epsilon);
}

export function logSoftmaxLoss(logits: FloatArray, labels: Int32Array, losses: FloatArray, rows: number, columns: number): void {
  for (let r = 0; r < rows; r++) {
    const start = r * columns;
    const maximum = rowMaximum(logits, start, columns);
    let sum = 0;
    for (let c = 0; c < columns; c++) sum += Math.exp(logits[start + c] - maximum);
    losses[r] = Math.log(sum) - (logits[start + labels[r]] - maximum);
  }
}

export function softmaxCrossEntropyGradient(probabilities: FloatArray, labels: Int32Array, dx: FloatArray, rows: number, columns: number, scale: number): void {
  for (let r = 0; r < rows; r++) {
    for (let c = 0; c < columns; c++) {
      const i = r * columns + c;
      dx[i] = (probabilities[i] - (c === labels[r] ? 1 : 0)) * scale;
    }
  }
}

export function squaredError(x: FloatArray, target: FloatArray, losses: FloatArray, rows: number, columns: number): void {
  for (let r = 0; r < rows; r++) {
    let sum = 0;
    for (let i = r * columns; i < (r + 1) * columns; i++) sum += (x[i] - target[i]) * (x[i] - target[i]);
    losses[r] = sum;
  }
}

export function scaledDifference(a: FloatArray, b: FloatArray, out: FloatArray, length: number, scale: number): void {
  for (let i = 0; i < length; i++) out[i] = (a[i] - b[i]) * scale;
}

/** out[r,c] = 1 where c == labels[r], else 0 */
export function oneHot(labels: Int32Array, out: FloatArray, rows: number, columns: number): void {
  out.fill(0, 0, rows * columns);
  for (let r = 0; r < rows; r++) out[r * columns + labels[r]] = 1;
}
