import { readFileSync } from 'node:fs';
import { expect } from 'vitest';

export interface Tensor { shape: number[]; data: number[] }

export function fixture<T>(path: string): T {
  return JSON.parse(readFileSync(new URL(`../fixtures/${path}.json`, import.meta.url), 'utf8')) as T;
}

export function expectClose(actual: ArrayLike<number>, expected: ArrayLike<number>, tolerance: number, what = ''): void {
  expect(actual.length, `length of ${what}`).toBe(expected.length);
  for (let i = 0; i < expected.length; i++) {
    const difference = Math.abs(actual[i] - expected[i]);
    if (!(difference <= tolerance * Math.max(1, Math.abs(expected[i])))) {
      expect.fail(`${what}[${i}]: ${actual[i]} instead of ${expected[i]}, off by ${difference}`);
    }
  }
}

/** Reorders axes: the book is NCHW with kernels [filters, channels, h, w], the engine NHWC with [h, w, channels, filters]. */
export function transpose({ shape, data }: Tensor, axes: readonly number[]): Tensor {
  const strides = shape.map((_, axis) => shape.slice(axis + 1).reduce((a, b) => a * b, 1));
  const out: number[] = [];
  const visit = (depth: number, offset: number): void => {
    if (depth === axes.length) {
      out.push(data[offset]);
      return;
    }
    for (let i = 0; i < shape[axes[depth]]; i++) visit(depth + 1, offset + i * strides[axes[depth]]);
  };
  visit(0, 0);
  return { shape: axes.map((axis) => shape[axis]), data: out };
}

export const imagesToEngine = (x: Tensor): Tensor => transpose(x, [0, 2, 3, 1]);
export const imagesToBook = (x: Tensor): Tensor => transpose(x, [0, 3, 1, 2]);
export const convKernelToEngine = (w: Tensor): Tensor => transpose(w, [2, 3, 1, 0]);

/** Rows of a dense kernel behind a flatten: (c, h, w) order in the book, (h, w, c) here. */
export function denseKernelToEngine(w: Tensor, [channels, height, width]: readonly number[]): Tensor {
  const { data } = transpose({ shape: [channels, height, width, w.shape[1]], data: w.data }, [1, 2, 0, 3]);
  return { shape: w.shape, data };
}

/** Deterministic numbers in [-1, 1), good enough as data: a linear congruential generator. */
export function numbers(length: number, seed = 1): Float32Array {
  let state = seed >>> 0;
  return Float32Array.from({ length }, () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return (state >>> 8) / 2 ** 23 - 1;
  });
}
