/** An image with a border of zeros, so that the four neighbours of a place at its edge are there to be read. */
import type { FloatArray } from '../../kernels/kernels.ts';
import type { Shape } from '../types.ts';

export interface Frame {
  /** [height + 2, width + 2, channels] */
  readonly values: Float64Array;
  readonly width: number;
  /** first and last column and row that are not all zero; what is one pixel or more away from them is zero without arithmetic */
  left: number;
  right: number;
  top: number;
  bottom: number;
  /** Copies an image [height, width, channels] into the frame. */
  take(image: FloatArray): void;
}

export function createFrame([height, width, channels]: Shape): Frame {
  const frame: Frame = {
    values: new Float64Array((height + 2) * (width + 2) * channels),
    width: width + 2,
    left: 0, right: 0, top: 0, bottom: 0,
    take(image) {
      const { values } = frame;
      const size = width * channels;
      let [left, right, top, bottom] = [size, -1, height, -1];
      for (let row = 0; row < height; row++) {
        const to = ((row + 1) * (width + 2) + 1) * channels;
        let [first, last] = [size, -1];
        for (let i = 0; i < size; i++) {
          const value = image[row * size + i];
          values[to + i] = value;
          if (value === 0) continue;
          if (last < 0) first = i;
          last = i;
        }
        if (last < 0) continue;
        left = Math.min(left, first);
        right = Math.max(right, last);
        top = Math.min(top, row);
        bottom = row;
      }
      frame.left = Math.floor(left / channels) + 1;
      frame.right = Math.floor(right / channels) + 1;
      frame.top = top + 1;
      frame.bottom = bottom + 1;
    },
  };
  return frame;
}
