import type { Route } from '../../deps.ts';
import { authorOf } from '../../author.ts';
import { problems } from '../../schemas/common.ts';
import { describeRequestSchema, modelNameSchema, modelSchema } from '../../schemas/model.ts';
import { modelWire } from '../../wire/model.ts';

export const updateModel: Route = (app, { models }) => {
  app.patch('/api/v1/models/:name', {
    config: { audit: 'model.updated' },
    schema: { operationId: 'updateModel', tags: ['models'], summary: 'Describe a model, give it tags', params: modelNameSchema, body: describeRequestSchema, response: { 200: modelSchema, ...problems(400, 404, 415, 422, 503) } },
  }, async (request) => {
    const { params: { name }, body } = request;
    await models.change(name, { type: 'describe', version: null, ...body }, authorOf(request));
    return modelWire(models, name);
  });
};
