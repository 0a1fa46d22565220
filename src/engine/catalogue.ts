/** What the registries hold, as data: for GET /catalogue, the OpenAPI document and the docs tables. */
import { z } from 'zod';
import { augmentations } from './augmentations/index.ts';
import { initializers } from './initializers/index.ts';
import { layers } from './layers/index.ts';
import { losses } from './losses/index.ts';
import { optimizers } from './optimizers/index.ts';
import { presets } from './presets/index.ts';
import { schedules } from './schedules/index.ts';
import type { Semantics } from './types.ts';

export interface CatalogueEntry {
  type: string;
  summary: string;
  source: string;
  /** JSON Schema of the options */
  schema: Record<string, unknown>;
  defaults: Record<Semantics, Record<string, unknown>>;
}

export interface EngineCatalogue {
  layers: CatalogueEntry[];
  losses: CatalogueEntry[];
  optimizers: CatalogueEntry[];
  schedules: CatalogueEntry[];
  augmentations: CatalogueEntry[];
  initializers: CatalogueEntry[];
  presets: CatalogueEntry[];
}

interface Described {
  type: string;
  summary: string;
  source: string;
  config?: z.ZodType;
  defaults?: Record<Semantics, unknown>;
}

const NO_OPTIONS = z.strictObject({});

function entry({ type, summary, source, config = NO_OPTIONS, defaults = { modern: {}, book: {} } }: Described): CatalogueEntry {
  const { $schema: _, ...schema } = z.toJSONSchema(config, { io: 'input', unrepresentable: 'any' }) as Record<string, unknown>;
  const optional = new Set(Object.keys(defaults.modern as object));
  const required = ((schema.required as string[] | undefined) ?? []).filter((name) => !optional.has(name));
  return { type, summary, source, schema: { ...schema, required }, defaults: defaults as CatalogueEntry['defaults'] };
}

export function engineCatalogue(): EngineCatalogue {
  const all = (registry: Record<string, unknown>) => Object.values(registry).map((definition) => entry(definition as Described));
  return { layers: all(layers), losses: all(losses), optimizers: all(optimizers), schedules: all(schedules), augmentations: all(augmentations), initializers: all(initializers), presets: all(presets) };
}
