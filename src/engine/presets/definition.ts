import type { z } from 'zod';
import type { LayerSpec, Semantics, Shape } from '../types.ts';

export interface PresetData {
  inputShape: Shape;
  classes: number;
}

/** A network of the book as a recipe: options in, layers out. */
export interface PresetDefinition<Config = Record<string, unknown>> {
  type: string;
  summary: string;
  source: string;
  config: z.ZodType<Config> & { shape: Record<string, z.ZodType> };
  defaults: Record<Semantics, Partial<Config>>;
  layers(config: Config, data: PresetData): LayerSpec[];
}

/** Keeps a definition's own config type inside its file and hides it from the registry. */
export function definePreset<Config>(definition: PresetDefinition<Config>): PresetDefinition {
  return definition as unknown as PresetDefinition;
}
