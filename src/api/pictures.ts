/** Arrays of numbers as small PNG pictures in data URIs. */
import type { Filters } from '../jobs/index.ts';
import { greyPng } from '../formats/image.ts';

export interface Picture {
  /** row-major, any range: drawn from black for the smallest to white for the largest */
  values: readonly number[];
  width: number;
  height: number;
}

const uri = (png: Uint8Array): string => `data:image/png;base64,${Buffer.from(png).toString('base64')}`;

/** Pictures of one size beside and below each other, each scaled to its own range, with a line of one pixel between. */
export async function tilesUri(tiles: readonly Picture[], { columns, scale }: { columns: number; scale: number }): Promise<string> {
  const [{ width, height }] = tiles;
  const across = Math.min(columns, tiles.length);
  const [fullWidth, fullHeight] = [across * (width + 1) - 1, Math.ceil(tiles.length / columns) * (height + 1) - 1];
  const pixels = new Uint8Array(fullWidth * fullHeight).fill(128);
  tiles.forEach(({ values }, i) => {
    const [left, top] = [(i % columns) * (width + 1), Math.floor(i / columns) * (height + 1)];
    const [low, high] = [Math.min(...values), Math.max(...values)];
    values.forEach((value, at) => {
      const grey = high > low ? Math.round((255 * (value - low)) / (high - low)) : 128;
      pixels[(top + Math.floor(at / width)) * fullWidth + left + (at % width)] = grey;
    });
  });
  return uri(await greyPng(pixels, { width: fullWidth, height: fullHeight, scale }));
}

/** An image [height, width, channels] of 0..1, channels averaged; null where the shape is no image's. */
export async function imageUri(values: readonly number[], shape: readonly number[]): Promise<string | null> {
  if (shape.length !== 3) return null;
  const [height, width, channels] = shape;
  return uri(await greyPng(Uint8Array.from(averaged(values, channels), (value) => Math.round(255 * Math.min(1, Math.max(0, value)))), { width, height, scale: Math.max(1, Math.floor(112 / width)) }));
}

export const filterTiles = ({ count, height, width, channels, values }: Filters): Picture[] => {
  const size = height * width * channels;
  return Array.from({ length: count }, (_, f) => ({ values: averaged(values.slice(f * size, (f + 1) * size), channels), width, height }));
};

const averaged = (values: readonly number[], channels: number): number[] =>
  Array.from({ length: values.length / channels }, (_, at) => values.slice(at * channels, (at + 1) * channels).reduce((sum, value) => sum + value, 0) / channels);

const MOST_MAPS = 64;

/** The maps of [height, width, maps], one picture each. */
export const mapTiles = (values: readonly number[], [height, width, maps]: readonly number[]): Picture[] =>
  Array.from({ length: Math.min(maps, MOST_MAPS) }, (_, map) => ({ values: values.filter((_value, at) => at % maps === map), width, height }));
