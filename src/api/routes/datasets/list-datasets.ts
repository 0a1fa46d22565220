import { describeDatasets } from '../../../datasets/index.ts';
import type { Route } from '../../deps.ts';
import { list, listOf, problems } from '../../schemas/common.ts';
import { datasetSchema } from '../../schemas/dataset.ts';

export const listDatasets: Route = (app, { datasetContext }) => {
  app.get('/api/v1/datasets', {
    schema: { operationId: 'listDatasets', tags: ['datasets'], summary: 'List datasets', response: { 200: listOf(datasetSchema), ...problems() } },
  }, async () => list(await describeDatasets(datasetContext), ({ name }) => name));
};
