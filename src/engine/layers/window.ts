import { z } from 'zod';
import type { Shape } from '../types.ts';
import { LayerProblem } from './definition.ts';

const side = z.int().min(1).max(1024);
const edge = z.int().min(0).max(1024);

/** A window's side lengths: one number for a square, or [height, width]. */
export const windowSizeSchema = z.union([side, z.tuple([side, side])]);
export const strideSchema = z.union([side, z.tuple([side, side])]).describe('step of the window in pixels, or [down, right]');
export const padSchema = z.union([edge, z.tuple([edge, edge, edge, edge])]).describe('pixels added on every side, or [top, left, bottom, right]');
export const dilationSchema = z.union([side, z.tuple([side, side])]).describe('distance between the pixels of a window, or [down, right]; 1 when it is left out');

export type WindowSize = z.infer<typeof windowSizeSchema>;
export type Pad = z.infer<typeof padSchema>;

export interface WindowConfig {
  size: WindowSize;
  stride: WindowSize;
  pad: Pad;
  dilation?: WindowSize | undefined;
}

/** A window along one side of an image. */
export interface Axis {
  size: number;
  out: number;
  kernel: number;
  stride: number;
  dilation: number;
  before: number;
  after: number;
}

export const pairOf = (size: WindowSize): [number, number] => (typeof size === 'number' ? [size, size] : size);
/** [top, left, bottom, right] */
export const edgesOf = (pad: Pad): [number, number, number, number] => (typeof pad === 'number' ? [pad, pad, pad, pad] : pad);
/** Pixels that a window covers along a side, those between its own included. */
export const reachOf = (kernel: number, dilation: number): number => (kernel - 1) * dilation + 1;

export function imageOf(input: Shape): { height: number; width: number; channels: number } {
  if (input.length === 3) return { height: input[0], width: input[1], channels: input[2] };
  throw new LayerProblem(`needs an image [height, width, channels], but its input has shape [${input.join(', ')}]`, 'place it before flatten or dense, or give the data as images');
}

/** Both sides of a window on an image: out = floor((in + before + after - reach) / stride) + 1. Throws LayerProblem; `member` names the size. */
export function axesOf({ size, stride, pad, dilation = 1 }: WindowConfig, input: Shape, member: string): [Axis, Axis] {
  const { height, width } = imageOf(input);
  const edges = edgesOf(pad);
  const axes = [height, width].map((length, i): Axis => {
    const axis = { size: length, kernel: pairOf(size)[i], stride: pairOf(stride)[i], dilation: pairOf(dilation)[i], before: edges[i], after: edges[i + 2] };
    return { ...axis, out: Math.floor((length + axis.before + axis.after - reachOf(axis.kernel, axis.dilation)) / axis.stride) + 1 };
  });
  const [down, right] = axes;
  if (down.out < 1 || right.out < 1) {
    throw new LayerProblem(`a window of ${reachOf(down.kernel, down.dilation)}x${reachOf(right.kernel, right.dilation)} does not fit an image of ${height}x${width} with padding ${JSON.stringify(pad)}`, `use a smaller ${member}, more pad, or fewer poolings before`, member);
  }
  return [down, right];
}

/** The window as the kernels take it: one stride and one padding, nothing between its pixels; null where it is another one. */
export function plainWindow([down, right]: readonly [Axis, Axis], channels: number) {
  const { stride, before: pad } = down;
  const plain = right.stride === stride && [down.after, right.before, right.after].every((edge) => edge === pad) && down.dilation === 1 && right.dilation === 1;
  return plain ? { height: down.size, width: right.size, channels, kernelHeight: down.kernel, kernelWidth: right.kernel, stride, pad, outHeight: down.out, outWidth: right.out } : null;
}

/** For each place of a window along a side, its pixels that lie on the image: `tap` of the window, `at` of the image. */
export type Taps = readonly { tap: number; at: number }[];

export const tapsOf = ({ size, out, kernel, stride, dilation, before }: Axis): Taps[] =>
  Array.from({ length: out }, (_, i) => Array.from({ length: kernel }, (_, tap) => ({ tap, at: i * stride + tap * dilation - before })).filter(({ at }) => at >= 0 && at < size));

/** Both sides of a pooling window. Throws LayerProblem where a window would hold no pixel. */
export function poolAxes(config: WindowConfig, input: Shape): [Axis, Axis] {
  const axes = axesOf(config, input, 'size');
  if (axes.some((axis) => tapsOf(axis).some((taps) => taps.length === 0))) throw new LayerProblem(`padding ${JSON.stringify(config.pad)} leaves windows with no pixel in them`, 'use less pad than the window is long', 'pad');
  return axes;
}
