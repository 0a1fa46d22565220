import type { FloatArray } from '../kernels.ts';

export function reluForward(x: FloatArray, y: FloatArray, length: number): void {
  for (let i = 0; i < length; i++) y[i] = x[i] > 0 ? x[i] : x[i] <= 0 ? 0 : x[i]; // NaN stays NaN, so that divergence shows
}

export function reluBackward(y: FloatArray, dy: FloatArray, dx: FloatArray, length: number): void {
  for (let i = 0; i < length; i++) dx[i] = y[i] > 0 ? dy[i] : 0;
}

export function sigmoidForward(x: FloatArray, y: FloatArray, length: number): void {
  for (let i = 0; i < length; i++) y[i] = 1 / (1 + Math.exp(-x[i]));
}

export function sigmoidBackward(y: FloatArray, dy: FloatArray, dx: FloatArray, length: number): void {
  for (let i = 0; i < length; i++) dx[i] = dy[i] * y[i] * (1 - y[i]);
}

export function tanhForward(x: FloatArray, y: FloatArray, length: number): void {
  for (let i = 0; i < length; i++) y[i] = Math.tanh(x[i]);
}

export function tanhBackward(y: FloatArray, dy: FloatArray, dx: FloatArray, length: number): void {
  for (let i = 0; i < length; i++) dx[i] = dy[i] * (1 - y[i] * y[i]);
}
