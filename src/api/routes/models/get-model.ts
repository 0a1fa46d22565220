import type { Route } from '../../deps.ts';
import { problems } from '../../schemas/common.ts';
import { modelNameSchema, modelSchema } from '../../schemas/model.ts';
import { modelWire } from '../../wire/model.ts';

export const getModel: Route = (app, { models }) => {
  app.get('/api/v1/models/:name', {
    schema: { operationId: 'getModel', tags: ['models'], summary: 'Get a model', params: modelNameSchema, response: { 200: modelSchema, ...problems(404, 503) } },
  }, (request) => modelWire(models.asStored, request.params.name));
};
