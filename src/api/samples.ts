import { specError } from '../engine/index.ts';
import type { Shape } from '../engine/index.ts';
import { pointerOf } from '../jobs/spec/index.ts';

export const sizeOf = (shape: Shape): number => shape.reduce((product, side) => product * side, 1);

/** Samples of a request, and numbers of an answer, that JSON is read and written for: this is done on the event loop, and more would hold up everybody. */
const MOST_SAMPLES = 10_000;
const MOST_NUMBERS = 2_000_000;

/** Throws 'invalid-input' at `pointer` where there are more samples than are answered as JSON, `columns` numbers for each. */
export function requireFew(count: number, columns: number, pointer: string): void {
  const most = Math.max(1, Math.min(MOST_SAMPLES, Math.floor(MOST_NUMBERS / columns)));
  if (count > most) throw specError('invalid-input', pointer, `There are ${count} samples; at most ${most} are answered at once.`, 'Send several requests, or rows of float32, and ask for such rows.');
}

/** Samples as nested lists, each flat or of the given shape, as rows. Throws 'invalid-input' with the place of the first fault. */
export function flattenSamples(samples: readonly unknown[], shape: Shape): Float32Array {
  const size = sizeOf(shape);
  const rows = new Float32Array(samples.length * size);
  samples.forEach((sample, index) => {
    const flat = Array.isArray(sample) && !Array.isArray(sample[0]);
    fill({ rows, path: ['inputs', index], shape: flat ? [size] : shape }, sample, index * size);
  });
  return rows;
}

interface Target {
  rows: Float32Array;
  path: PropertyKey[];
  shape: Shape;
}

function fill({ rows, path, shape }: Target, value: unknown, offset: number): void {
  if (shape.length === 0) {
    if (typeof value !== 'number' || !Number.isFinite(Math.fround(value))) {
      throw specError('invalid-input', pointerOf(path), 'Expected a number that float32 can hold.', 'Give numbers in the range of the training data.');
    }
    rows[offset] = value;
    return;
  }
  const [side, ...inner] = shape;
  if (!Array.isArray(value) || value.length !== side) {
    const found = Array.isArray(value) ? `a list of ${value.length}` : `a ${typeof value}`;
    throw specError('invalid-input', pointerOf(path), `Expected a list of ${side}, found ${found}.`, 'Give each sample flat or nested as the inputShape of the model says.');
  }
  const stride = sizeOf(inner);
  value.forEach((item, index) => fill({ rows, path: [...path, index], shape: inner }, item, offset + index * stride));
}
