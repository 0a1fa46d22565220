import { z } from 'zod';
import { engineCatalogue } from '../../../engine/index.ts';
import { experiments } from '../../../experiments/index.ts';
import { jobSpecSchema } from '../../../jobs/spec/index.ts';
import type { Route } from '../../deps.ts';
import { problems } from '../../schemas/common.ts';
import { experimentSchema } from '../../schemas/experiment.ts';
import { experimentWire } from '../../wire/experiment.ts';

const entry = z.object({
  type: z.string(),
  summary: z.string(),
  source: z.string().describe('Where it is defined: paper or chapter.'),
  schema: z.record(z.string(), z.unknown()).describe('JSON Schema of the options.'),
  defaults: z.object({ modern: z.record(z.string(), z.unknown()), book: z.record(z.string(), z.unknown()) }),
}).meta({ id: 'CatalogueEntry', description: 'Something a spec can name.' });

const catalogue = z.object({
  object: z.literal('catalogue'),
  spec: z.record(z.string(), z.unknown()).describe('JSON Schema of a job spec; what networks, losses and so on can be named in it follows.'),
  layers: z.array(entry), losses: z.array(entry), optimizers: z.array(entry), schedules: z.array(entry), augmentations: z.array(entry), initializers: z.array(entry), presets: z.array(entry),
  experiments: z.array(experimentSchema),
}).meta({ id: 'Catalogue', description: 'Everything a network and its training can be made of.' });

const { $schema: _, ...spec } = z.toJSONSchema(jobSpecSchema, { io: 'input', unrepresentable: 'any' }) as Record<string, unknown>;

export const getCatalogue: Route = (app) => {
  app.get('/api/v1/catalogue', {
    schema: {
      operationId: 'getCatalogue',
      tags: ['catalogue'],
      summary: 'The job spec; layers, losses, optimizers, schedules, augmentations, initializers, presets and experiments with their options',
      response: { 200: catalogue, ...problems() },
    },
  }, () => ({ object: 'catalogue' as const, spec, ...engineCatalogue(), experiments: experiments.map(experimentWire) }));
};
