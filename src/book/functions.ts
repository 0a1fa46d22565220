/** The functions of chapters 3 and 4 on numbers and rows of numbers, as the book defines them (common/functions.py). */
import { exp, log, logistic } from '../engine/index.ts';

/** 1 where x > 0, else 0. */
export const step = (x: number): number => (x > 0 ? 1 : 0);

/** 1/(1 + e^-x) */
export const sigmoid = logistic;

/** (1 - s) s, s the sigmoid of x: the argument is the value before the activation. */
export const sigmoidGradient = (x: number): number => (1 - sigmoid(x)) * sigmoid(x);

export const relu = (x: number): number => Math.max(0, x);

/** 1 where x >= 0, else 0. The book's relu layer gives 0 at x = 0. */
export const reluGradient = (x: number): number => (x >= 0 ? 1 : 0);

export const identity = (x: number): number => x;

/** e^(x - max)/sum of the row. */
export function softmax(row: readonly number[]): number[] {
  const largest = Math.max(...row);
  const powers = row.map((x) => exp(x - largest));
  const sum = powers.reduce((total, power) => total + power, 0);
  return powers.map((power) => power / sum);
}

/** Half the sum of squared differences; not divided by the size of the batch. */
export const sumSquaredError = (y: readonly number[], t: readonly number[]): number => 0.5 * y.reduce((sum, value, i) => sum + (value - t[i]) ** 2, 0);

/** What the book adds before it takes the logarithm. */
const EPSILON = 1e-7;

/** Mean over the rows of -ln(y[label] + 1e-7). Labels are class numbers, or one-hot rows. */
export function crossEntropyError(rows: readonly (readonly number[])[], labels: readonly number[] | readonly (readonly number[])[]): number {
  const labelOf = (label: number | readonly number[]): number => (typeof label === 'number' ? label : label.indexOf(Math.max(...label)));
  return -rows.reduce((sum, row, n) => sum + log(row[labelOf(labels[n])] + EPSILON), 0) / rows.length;
}
