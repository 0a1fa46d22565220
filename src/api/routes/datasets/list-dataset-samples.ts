import { z } from 'zod';
import { readSamples } from '../../../datasets/index.ts';
import type { Route } from '../../deps.ts';
import { requireDataset } from '../../known-dataset.ts';
import { limitSchema, list, listOf, problems } from '../../schemas/common.ts';
import { datasetNameSchema, sampleSchema } from '../../schemas/dataset.ts';

const query = z.strictObject({
  split: z.enum(['train', 'test']).default('test'),
  offset: z.coerce.number().int().min(0).default(0).describe('Position of the first sample.'),
  limit: limitSchema,
});

export const listDatasetSamples: Route = (app, { datasetContext }) => {
  app.get('/api/v1/datasets/:name/samples', {
    schema: {
      operationId: 'listDatasetSamples',
      tags: ['datasets'],
      summary: 'Look at samples of a dataset',
      params: datasetNameSchema,
      querystring: query,
      response: { 200: listOf(sampleSchema), ...problems(400, 404, 503) },
    },
  }, async ({ params: { name }, query: { split, offset, limit } }) => {
    await requireDataset(name, datasetContext);
    const { data, count } = await readSamples(name, datasetContext, { split, offset, limit });
    return list(data, ({ index }) => String(index), offset + limit < count);
  });
};
