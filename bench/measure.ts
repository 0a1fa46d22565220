/** Medians of timed windows: what every benchmark here is made of. */

/** Middle, and the ends between which nine windows of ten lie. */
export interface Spread {
  median: number;
  low: number;
  high: number;
}

export function spreadOf(values: readonly number[]): Spread {
  if (values.length === 0) throw new RangeError('no values');
  const sorted = [...values].sort((a, b) => a - b);
  const at = (share: number) => sorted[Math.round(share * (sorted.length - 1))];
  return { median: at(0.5), low: at(0.05), high: at(0.95) };
}

/** Calls per second of one window of at least `seconds`. */
export function callsPerSecond(seconds: number, once: () => void): number {
  const start = performance.now();
  let calls = 0;
  while (performance.now() - start < seconds * 1000) {
    once();
    calls += 1;
  }
  return (calls * 1000) / (performance.now() - start);
}
