import type { Route } from '../../deps.ts';
import { problems } from '../../schemas/common.ts';
import { modelVersionParams, modelVersionSchema } from '../../schemas/model.ts';
import { versionWire } from '../../wire/model.ts';

export const getModelVersion: Route = (app, { models }) => {
  app.get('/api/v1/models/:name/versions/:version', {
    schema: {
      operationId: 'getModelVersion',
      tags: ['models'],
      summary: 'Get a version of a model',
      params: modelVersionParams,
      response: { 200: modelVersionSchema, ...problems(400, 404, 503) },
    },
  }, async (request) => versionWire(await models.get(request.params.name, request.params.version)));
};
