/**
 * Convolutions that the kernels do not have: another stride, padding or dilation on each side, channels in groups. Plain loops over the pairs of
 * pixels that a tap of the kernel joins: `large` on the side of the image that the window moves over, `small` on the side of its places.
 * A convolution goes from large to small, a transposed one from small to large; gradients go back the same ways.
 */
import type { FloatArray } from '../../kernels/kernels.ts';
import { type Axis, tapsOf } from './window.ts';

export interface Scatter {
  axes: readonly [Axis, Axis];
  large: number;
  small: number;
  groups: number;
  /** steps in the kernel from a channel of `large` (in its group) and of `small` to the next; a tap is as long as both together */
  steps: { large: number; small: number };
}

type Visit = (at: { large: number; small: number; tap: number; group: number }) => void;

function eachPair({ axes: [down, right], large, small, groups }: Scatter, batch: number, visit: Visit): void {
  const [rows, columns] = [tapsOf(down), tapsOf(right)];
  const tapSize = (large / groups) * small;
  for (let n = 0; n < batch; n++) {
    for (let i = 0; i < down.out; i++) {
      for (let j = 0; j < right.out; j++) {
        for (const row of rows[i]) {
          for (const column of columns[j]) {
            const pixel = { large: ((n * down.size + row.at) * right.size + column.at) * large, small: ((n * down.out + i) * right.out + j) * small };
            for (let group = 0; group < groups; group++) {
              visit({ large: pixel.large + (group * large) / groups, small: pixel.small + (group * small) / groups, tap: (row.tap * right.kernel + column.tap) * tapSize, group });
            }
          }
        }
      }
    }
  }
}

/** Where a group's first weight stands in a tap: `small` counts all its channels, `large` those of the group. */
const firstOf = ({ small, groups, steps }: Scatter, group: number): number => ((group * small) / groups) * steps.small;

/** y_small = sum over taps of x_large W */
export function gather(scatter: Scatter, batch: number, { from, kernel, to }: { from: FloatArray; kernel: FloatArray; to: FloatArray }): void {
  const { axes: [down, right], steps } = scatter;
  const [inputs, outputs] = [scatter.large / scatter.groups, scatter.small / scatter.groups];
  to.fill(0, 0, batch * down.out * right.out * scatter.small);
  eachPair(scatter, batch, ({ large, small, tap, group }) => {
    const first = tap + firstOf(scatter, group);
    for (let l = 0; l < inputs; l++) for (let s = 0; s < outputs; s++) to[small + s] += from[large + l] * kernel[first + l * steps.large + s * steps.small];
  });
}

/** y_large += x_small W, from zero */
export function scatter(form: Scatter, batch: number, { from, kernel, to }: { from: FloatArray; kernel: FloatArray; to: FloatArray }): void {
  const { axes: [down, right], steps } = form;
  const [outputs, inputs] = [form.large / form.groups, form.small / form.groups];
  to.fill(0, 0, batch * down.size * right.size * form.large);
  eachPair(form, batch, ({ large, small, tap, group }) => {
    const first = tap + firstOf(form, group);
    for (let l = 0; l < outputs; l++) for (let s = 0; s < inputs; s++) to[large + l] += from[small + s] * kernel[first + l * steps.large + s * steps.small];
  });
}

/** dW = sum of x_large x_small over all pairs of a tap */
export function pairGradient(form: Scatter, batch: number, { large: x, small: y, gradient, accumulate }: { large: FloatArray; small: FloatArray; gradient: FloatArray; accumulate: boolean }): void {
  const { steps } = form;
  const [inputs, outputs] = [form.large / form.groups, form.small / form.groups];
  if (!accumulate) gradient.fill(0);
  eachPair(form, batch, ({ large, small, tap, group }) => {
    const first = tap + firstOf(form, group);
    for (let l = 0; l < inputs; l++) for (let s = 0; s < outputs; s++) gradient[first + l * steps.large + s * steps.small] += x[large + l] * y[small + s];
  });
}
