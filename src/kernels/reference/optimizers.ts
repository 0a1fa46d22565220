import type { AdamStep, FloatArray } from '../kernels.ts';

export function sgdUpdate(p: FloatArray, g: FloatArray, length: number, learningRate: number): void {
  for (let i = 0; i < length; i++) p[i] -= learningRate * g[i];
}

export function momentumUpdate(p: FloatArray, g: FloatArray, v: FloatArray, length: number, learningRate: number, momentum: number): void {
  for (let i = 0; i < length; i++) {
    v[i] = momentum * v[i] - learningRate * g[i];
    p[i] += v[i];
  }
}

export function adamUpdate(p: FloatArray, g: FloatArray, m: FloatArray, v: FloatArray, length: number, step: AdamStep): void {
  for (let i = 0; i < length; i++) {
    m[i] += (1 - step.beta1) * (g[i] - m[i]);
    v[i] += (1 - step.beta2) * (g[i] * g[i] - v[i]);
    p[i] -= (step.stepSize * m[i]) / (step.rootScale * Math.sqrt(v[i]) + step.epsilon);
  }
}
