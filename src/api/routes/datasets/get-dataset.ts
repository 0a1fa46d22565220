import { describeDataset } from '../../../datasets/index.ts';
import type { Route } from '../../deps.ts';
import { requireDataset } from '../../known-dataset.ts';
import { problems } from '../../schemas/common.ts';
import { datasetNameSchema, datasetSchema } from '../../schemas/dataset.ts';

export const getDataset: Route = (app, { datasetContext }) => {
  app.get('/api/v1/datasets/:name', {
    schema: { operationId: 'getDataset', tags: ['datasets'], summary: 'Get a dataset', params: datasetNameSchema, response: { 200: datasetSchema, ...problems(404) } },
  }, async ({ params: { name } }) => {
    await requireDataset(name, datasetContext);
    return describeDataset(name, datasetContext);
  });
};
