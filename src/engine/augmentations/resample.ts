/** An image [H, W, C] moved: each pixel is interpolated from the four around where it comes from; outside the image is zero. */
import type { FloatArray } from '../../kernels/kernels.ts';
import type { Shape } from '../types.ts';
import type { Affine, Field } from './definition.ts';

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
  // framed by zeros, so that the four neighbours of a place at the edge are there to be read
  const frameWidth = width + 2;
  const rowValues = frameWidth * channels;
  const framed = new Float64Array((height + 2) * frameWidth * channels);
  const [dx, dy] = [new Float64Array(height * width), new Float64Array(height * width)];
  const [middleX, middleY] = [(width - 1) / 2, (height - 1) / 2];

  function frame(image: FloatArray): void {
    for (let row = 0; row < height; row++) {
      const to = ((row + 1) * frameWidth + 1) * channels;
      for (let i = 0; i < width * channels; i++) framed[to + i] = image[row * width * channels + i];
    }
  }

  return (image, { affine: [a, b, c, d, e, f], fields }) => {
    frame(image);
    const bent = fields.length > 0;
    if (bent) {
      dx.fill(0);
      dy.fill(0);
      for (const field of fields) {
        spread(field.dx, field.nodes, { onto: dx, height, width });
        spread(field.dy, field.nodes, { onto: dy, height, width });
      }
    }
    for (let row = 0, pixel = 0; row < height; row++) {
      const startX = b * (row - middleY) - a * middleX + e + middleX + 1;
      const startY = d * (row - middleY) - c * middleX + f + middleY + 1;
      for (let column = 0; column < width; column++, pixel++) {
        let sourceX = startX + a * column;
        let sourceY = startY + c * column;
        if (bent) {
          sourceX += a * dx[pixel] + b * dy[pixel];
          sourceY += c * dx[pixel] + d * dy[pixel];
        }
        if (!(sourceX >= 0 && sourceY >= 0 && sourceX < width + 1 && sourceY < height + 1)) {
          for (let k = 0; k < channels; k++) image[pixel * channels + k] = 0;
          continue;
        }
        const left = sourceX | 0;
        const top = sourceY | 0;
        const right = sourceX - left;
        const down = sourceY - top;
        for (let k = 0, at = (top * frameWidth + left) * channels, out = pixel * channels; k < channels; k++, at++, out++) {
          const upper = framed[at] + (framed[at + channels] - framed[at]) * right;
          const lower = framed[at + rowValues] + (framed[at + rowValues + channels] - framed[at + rowValues]) * right;
          image[out] = upper + (lower - upper) * down;
        }
      }
    }
  };
}

/** Adds a field's displacements, pixel by pixel: down the columns of nodes first, then between them. */
function spread(values: Float64Array, nodes: number, { onto, height, width }: { onto: Float64Array; height: number; width: number }): void {
  const across = (nodes - 1) / Math.max(1, width - 1);
  const along = (nodes - 1) / Math.max(1, height - 1);
  const line = new Float64Array(nodes);
  for (let row = 0, pixel = 0; row < height; row++) {
    const above = Math.min(nodes - 2, (row * along) | 0);
    const down = row * along - above;
    for (let n = 0; n < nodes; n++) line[n] = values[above * nodes + n] + (values[(above + 1) * nodes + n] - values[above * nodes + n]) * down;
    let [before, next] = [0, 1 / across];
    for (let column = 0; column < width; column++, pixel++) {
      if (column >= next && before < nodes - 2) {
        before += 1;
        next = (before + 1) / across;
      }
      onto[pixel] += line[before] + (line[before + 1] - line[before]) * (column * across - before);
    }
  }
}
