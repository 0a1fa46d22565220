/** An image [H, W, C] moved: each pixel is interpolated from the four around where it comes from; outside the image is zero. */
import type { FloatArray } from '../../kernels/kernels.ts';
import type { Shape } from '../types.ts';
import type { Affine, Field } from './definition.ts';
import { createFrame } from './frame.ts';

/** First `second`, then `first` looks up where that came from: source = first(second(target)). */
export function composed([a, b, c, d, e, f]: Affine, [p, q, r, s, t, u]: Affine): Affine {
  return [a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, a * t + b * u + e, c * t + d * u + f];
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
  /** where the pixels of one row come from, in the frame */
  const [fromX, fromY] = [new Float64Array(width), new Float64Array(width)];
  const [middleX, middleY] = [(width - 1) / 2, (height - 1) / 2];

  /** Grey images, by far the most, without a loop over channels. */
  function readGrey(image: FloatArray, start: number): void {
    const { left: firstX, right: lastX, top: firstY, bottom: lastY } = frame;
    for (let column = 0; column < width; column++) {
      const x = fromX[column];
      const y = fromY[column];
      if (!(x > firstX - 1 && y > firstY - 1 && x < lastX + 1 && y < lastY + 1)) {
        image[start + column] = 0;
        continue;
      }
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
    const { left: firstX, right: lastX, top: firstY, bottom: lastY } = frame;
    for (let column = 0, out = start * channels; column < width; column++) {
      const x = fromX[column];
      const y = fromY[column];
      const inside = x > firstX - 1 && y > firstY - 1 && x < lastX + 1 && y < lastY + 1;
      const left = inside ? x | 0 : 0;
      const top = inside ? y | 0 : 0;
      for (let k = 0, at = (top * frameWidth + left) * channels; k < channels; k++, at++, out++) {
        const upper = framed[at] + (framed[at + channels] - framed[at]) * (x - left);
        const lower = framed[at + rowValues] + (framed[at + rowValues + channels] - framed[at + rowValues]) * (x - left);
        image[out] = inside ? upper + (lower - upper) * (y - top) : 0;
      }
    }
  }

  const read = channels === 1 ? readGrey : readColours;
  return (image, { affine: [a, b, c, d, e, f], fields }) => {
    frame.take(image);
    for (let row = 0; row < height; row++) {
      const startX = b * (row - middleY) - a * middleX + e + middleX + 1;
      const startY = d * (row - middleY) - c * middleX + f + middleY + 1;
      for (let column = 0; column < width; column++) {
        fromX[column] = startX + a * column;
        fromY[column] = startY + c * column;
      }
      for (const { nodes, dx, dy } of fields) bend(nodes, { dx, dy }, [a, b, c, d], row);
      read(image, row * width);
    }
  };

  /** Adds a field's displacements of one row: between the nodes above and below first, then along the row, segment by segment. */
  function bend(nodes: number, { dx, dy }: Pick<Field, 'dx' | 'dy'>, [a, b, c, d]: readonly [number, number, number, number], row: number): void {
    const across = (nodes - 1) / Math.max(1, width - 1);
    const along = (nodes - 1) / Math.max(1, height - 1);
    const above = Math.min(nodes - 2, (row * along) | 0);
    const down = row * along - above;
    const between = (values: Float64Array, n: number): number => values[above * nodes + n] + (values[(above + 1) * nodes + n] - values[above * nodes + n]) * down;
    let leftX = between(dx, 0);
    let leftY = between(dy, 0);
    for (let n = 0, column = 0; n < nodes - 1; n++) {
      const rightX = between(dx, n + 1);
      const rightY = between(dy, n + 1);
      const end = n === nodes - 2 ? width : Math.min(width, Math.ceil((n + 1) / across));
      for (; column < end; column++) {
        const share = column * across - n;
        const x = leftX + (rightX - leftX) * share;
        const y = leftY + (rightY - leftY) * share;
        fromX[column] += a * x + b * y;
        fromY[column] += c * x + d * y;
      }
      leftX = rightX;
      leftY = rightY;
    }
  }
}
