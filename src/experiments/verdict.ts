import type { Band } from './definition.ts';

export interface Judged extends Band {
  /** one per seed */
  values: number[];
  median: number;
  inside: boolean;
}

export function judge(bands: readonly Band[], perSeed: readonly Record<string, number>[]): Judged[] {
  return bands.map((band) => {
    const values = perSeed.map((of) => of[band.name]);
    const median = medianOf(values);
    return { ...band, values, median, inside: median >= (band.least ?? -Infinity) && median <= (band.most ?? Infinity) };
  });
}

/** NaN where one of the values is: no figure is no success. */
export function medianOf(values: readonly number[]): number {
  if (values.some((value) => !(typeof value === 'number') || Number.isNaN(value))) return NaN;
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}
