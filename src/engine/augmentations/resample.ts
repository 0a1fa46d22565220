/** An image [H, W, C] moved: each pixel is interpolated from the four around where it comes from; outside the image is zero. */
import type { FloatArray } from '../../kernels/kernels.ts';
import type { Shape } from '../types.ts';
import type { Affine, Field } from './definition.ts';
import { createBend, type Stretch } from './bend.ts';
import { createFrame } from './frame.ts';

/** First `second`, then `first` looks up where that came from: source = first(second(target)). */
export function composed([a, b, c, d, e, f]: Affine, [p, q, r, s, t, u]: Affine): Affine {
  return [a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, a * t + b * u + e, c * t + d * u + f];
}

/** What the image can touch of its target: rows and columns [from, end). */
interface Reach {
  top: number;
  bottom: number;
  left: number;
  right: number;
}

export interface Moves {
  affine: Affine;
  fields: readonly Field[];
}

/** Moves images of one shape, in place; its working arrays are made once. */
export function createResampler([height, width, channels]: Shape): (image: FloatArray, moves: Moves) => void {
  const frame = createFrame([height, width, channels]);
  const { values: framed, width: frameWidth } = frame;
  const rowValues = frameWidth * channels;
  const reach: Reach = { top: 0, bottom: 0, left: 0, right: 0 };
  const stretch: Stretch = { from: 0, end: 0, x: 0, y: 0, stepX: 0, stepY: 0 };
  const bend = createBend([height, width]);
  const [middleX, middleY] = [(width - 1) / 2, (height - 1) / 2];

  /** Grey images, by far the most, without a loop over channels. */
  function readGrey(image: FloatArray, start: number): void {
    const { from, end, x: startX, y: startY, stepX, stepY } = stretch;
    const { left: firstX, right: lastX, top: firstY, bottom: lastY } = frame;
    const [x0, x1, y0, y1] = [startX + stepX * from, startX + stepX * (end - 1), startY + stepY * from, startY + stepY * (end - 1)];
    if ((x0 <= firstX - 1 && x1 <= firstX - 1) || (x0 >= lastX + 1 && x1 >= lastX + 1) || (y0 <= firstY - 1 && y1 <= firstY - 1) || (y0 >= lastY + 1 && y1 >= lastY + 1)) return;
    const all = x0 >= 0 && x1 >= 0 && x0 < width + 1 && x1 < width + 1 && y0 >= 0 && y1 >= 0 && y0 < height + 1 && y1 < height + 1;
    for (let column = from; column < end; column++) {
      const x = startX + stepX * column;
      const y = startY + stepY * column;
      if (!all && !(x >= 0 && y >= 0 && x < width + 1 && y < height + 1)) continue;
      const left = x | 0;
      const top = y | 0;
      const right = x - left;
      const at = top * frameWidth + left;
      const upper = framed[at] + (framed[at + 1] - framed[at]) * right;
      const lower = framed[at + frameWidth] + (framed[at + frameWidth + 1] - framed[at + frameWidth]) * right;
      image[start + column] = upper + (lower - upper) * (y - top);
    }
  }

  function readColours(image: FloatArray, start: number): void {
    const { from, end, x: startX, y: startY, stepX, stepY } = stretch;
    const { left: firstX, right: lastX, top: firstY, bottom: lastY } = frame;
    for (let column = from; column < end; column++) {
      const x = startX + stepX * column;
      const y = startY + stepY * column;
      if (!(x > firstX - 1 && y > firstY - 1 && x < lastX + 1 && y < lastY + 1)) continue;
      const left = x | 0;
      const top = y | 0;
      const out = (start + column) * channels;
      for (let k = 0, at = (top * frameWidth + left) * channels; k < channels; k++, at++) {
        const upper = framed[at] + (framed[at + channels] - framed[at]) * (x - left);
        const lower = framed[at + rowValues] + (framed[at + rowValues + channels] - framed[at + rowValues]) * (x - left);
        image[out + k] = upper + (lower - upper) * (y - top);
      }
    }
  }

  const read = channels === 1 ? readGrey : readColours;
  return (image, { affine, fields }) => {
    const [a, b, c, d, e, f] = affine;
    frame.take(image);
    findReach(affine, fields);
    image.fill(0);
    for (let row = reach.top; row < reach.bottom; row++) {
      const startX = b * (row - middleY) - a * middleX + e + middleX + 1;
      const startY = d * (row - middleY) - c * middleX + f + middleY + 1;
      stretch.end = reach.left;
      while (stretch.end < reach.right) {
        stretch.from = stretch.end;
        stretch.end = reach.right;
        stretch.x = startX;
        stretch.y = startY;
        stretch.stepX = a;
        stretch.stepY = c;
        for (const field of fields) bend(field, affine, row, stretch);
        read(image, row * width);
      }
    }
  };

  /** Shifts and fields carry the image no further than their largest displacement; what turns or stretches it may carry it anywhere. */
  function findReach([a, b, c, d, e, f]: Affine, fields: readonly Field[]): void {
    const moved = a === 1 && b === 0 && c === 0 && d === 1;
    let [x, y] = moved ? [0, 0] : [Infinity, Infinity];
    for (const { dx, dy } of fields) {
      x += largest(dx);
      y += largest(dy);
    }
    // frame places are one more than image places, and a pixel is seen up to one away
    reach.left = Math.max(0, Math.floor(frame.left - 2 - e - x));
    reach.right = Math.min(width, Math.ceil(frame.right - e + x) + 1);
    reach.top = Math.max(0, Math.floor(frame.top - 2 - f - y));
    reach.bottom = Math.min(height, Math.ceil(frame.bottom - f + y) + 1);
  }
}

function largest(values: Float64Array): number {
  let result = 0;
  for (const value of values) result = Math.max(result, Math.abs(value));
  return result;
}
