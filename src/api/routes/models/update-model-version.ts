import type { Route } from '../../deps.ts';
import { authorOf } from '../../author.ts';
import { problems } from '../../schemas/common.ts';
import { describeRequestSchema, modelVersionParams, modelVersionSchema } from '../../schemas/model.ts';
import { oneVersionWire } from '../../wire/model.ts';

export const updateModelVersion: Route = (app, { models }) => {
  app.patch('/api/v1/models/:name/versions/:version', {
    config: { audit: 'model-version.updated' },
    schema: { operationId: 'updateModelVersion', tags: ['models'], summary: 'Describe a version, give it tags', description: 'What it computes never changes.', params: modelVersionParams, body: describeRequestSchema, response: { 200: modelVersionSchema, ...problems(400, 404, 415, 422, 503) } },
  }, async (request) => {
    const { params: { name, version }, body } = request;
    await models.change(name, { type: 'describe', version, ...body }, authorOf(request));
    return oneVersionWire(models, await models.get(name, version));
  });
};
