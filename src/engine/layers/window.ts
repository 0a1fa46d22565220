import { z } from 'zod';
import type { Shape } from '../types.ts';
import { LayerProblem } from './definition.ts';

/** A window's side lengths: one number for a square, or [height, width]. */
export const windowSizeSchema = z.union([z.int().min(1).max(1024), z.tuple([z.int().min(1).max(1024), z.int().min(1).max(1024)])]);
export const strideSchema = z.int().min(1).max(1024).describe('step of the window in pixels');
export const padSchema = z.int().min(0).max(1024).describe('zeros added on every side');

export type WindowSize = z.infer<typeof windowSizeSchema>;

export interface WindowConfig {
  size: WindowSize;
  stride: number;
  pad: number;
}

/** Sizes of a window on an image [H, W, C]: out = floor((in + 2 pad - size) / stride) + 1. Throws LayerProblem; `member` names the size. */
export function windowSizes({ size, stride, pad }: WindowConfig, input: Shape, member: string) {
  if (input.length !== 3) {
    throw new LayerProblem(`needs an image [height, width, channels], but its input has shape [${input.join(', ')}]`, 'place it before flatten or dense, or give the data as images');
  }
  const [height, width, channels] = input;
  const [kernelHeight, kernelWidth] = typeof size === 'number' ? [size, size] : size;
  if (kernelHeight > height + 2 * pad || kernelWidth > width + 2 * pad) {
    throw new LayerProblem(`a window of ${kernelHeight}x${kernelWidth} does not fit an image of ${height}x${width} with padding ${pad}`, `use a smaller ${member}, more pad, or fewer poolings before`, member);
  }
  return {
    height,
    width,
    channels,
    kernelHeight,
    kernelWidth,
    stride,
    pad,
    outHeight: Math.floor((height + 2 * pad - kernelHeight) / stride) + 1,
    outWidth: Math.floor((width + 2 * pad - kernelWidth) / stride) + 1,
  };
}
