import type { z } from 'zod';
import type { FloatArray } from '../../kernels/kernels.ts';
import type { RandomStream } from '../random.ts';
import type { Semantics, Shape } from '../types.ts';

/** Where a pixel of the changed image comes from, around the centre: source = [a b; c d] (x, y) + (e, f). */
export type Affine = readonly [a: number, b: number, c: number, d: number, e: number, f: number];

/** Displacements on a grid over the image, in pixels; between its nodes they are interpolated. */
export interface Field {
  /** nodes along a side, at least 2 */
  nodes: number;
  dx: Float64Array;
  dy: Float64Array;
}

/** What one draw does to one image. Moves of several augmentations become a single resampling. */
export interface Draw {
  affine?: Affine;
  field?: Field;
  /** changes the values themselves, after all moves */
  values?: (image: FloatArray) => void;
}

export interface AugmentationDefinition<Config = Record<string, unknown>> {
  type: string;
  summary: string;
  source: string;
  config: z.ZodType<Config> & { shape: Record<string, z.ZodType> };
  defaults: Record<Semantics, Partial<Config>>;
  /** works on rows of features too, not on images only */
  anyShape?: boolean;
  /** nodes along a side of the fields that it draws */
  nodes?: (config: Config) => number;
  /** What happens to the next image; every number drawn comes from `random`, so that an image of a step is changed in one way only. What it returns is used up before the next call. */
  create(config: Config, shape: Shape): (random: RandomStream) => Draw;
}

/** Keeps a definition's own config type inside its file and hides it from the registry. */
export function defineAugmentation<Config>(definition: Omit<AugmentationDefinition<Config>, 'defaults'> & { defaults: Config }): AugmentationDefinition {
  return { ...definition, defaults: { modern: definition.defaults, book: definition.defaults } } as unknown as AugmentationDefinition;
}

/** Uniform in [low, high). */
export const between = (random: RandomStream, low: number, high: number): number => low + (high - low) * random.uniform();
