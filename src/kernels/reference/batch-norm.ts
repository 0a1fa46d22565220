import type { FloatArray } from '../kernels.ts';

export function batchNormStatistics(x: FloatArray, mean: FloatArray, variance: FloatArray, rows: number, features: number): void {
  for (let f = 0; f < features; f++) {
    let sum = 0;
    for (let r = 0; r < rows; r++) sum += x[r * features + f];
    const mu = sum / rows;
    let squares = 0;
    for (let r = 0; r < rows; r++) squares += (x[r * features + f] - mu) * (x[r * features + f] - mu);
    mean[f] = mu;
    variance[f] = squares / rows;
  }
}

export function batchNormForward(x: FloatArray, mean: FloatArray, variance: FloatArray, gamma: FloatArray, beta: FloatArray, epsilon: number, normalized: FloatArray | null, y: FloatArray, rows: number, features: number): void {
  for (let f = 0; f < features; f++) {
    const scale = 1 / Math.sqrt(variance[f] + epsilon);
    for (let i = f; i < rows * features; i += features) {
      const value = (x[i] - mean[f]) * scale;
      if (normalized) normalized[i] = value;
      y[i] = gamma[f] * value + beta[f];
    }
  }
}

export function batchNormBackward(normalized: FloatArray, dy: FloatArray, variance: FloatArray, gamma: FloatArray, epsilon: number, dx: FloatArray | null, dgamma: FloatArray, dbeta: FloatArray, rows: number, features: number): void {
  for (let f = 0; f < features; f++) {
    let sum = 0;
    let product = 0;
    for (let i = f; i < rows * features; i += features) {
      sum += dy[i];
      product += normalized[i] * dy[i];
    }
    dbeta[f] = sum;
    dgamma[f] = product;
    if (!dx) continue;
    const scale = gamma[f] / Math.sqrt(variance[f] + epsilon);
    for (let i = f; i < rows * features; i += features) {
      dx[i] = scale * (dy[i] - sum / rows - (normalized[i] * product) / rows);
    }
  }
}

/** running = keep running + share value */
export function blendRunning(running: FloatArray, value: FloatArray, keep: number, share: number, length: number): void {
  for (let i = 0; i < length; i++) running[i] = keep * running[i] + share * value[i];
}
