import { z } from 'zod';
import type { Route } from '../../deps.ts';
import { authorOf } from '../../author.ts';
import { problems } from '../../schemas/common.ts';
import { modelNameSchema } from '../../schemas/model.ts';

export const deleteModel: Route = (app, { models }) => {
  app.delete('/api/v1/models/:name', {
    config: { audit: 'model.deleted' },
    schema: {
      operationId: 'deleteModel', tags: ['models'], summary: 'Delete a model with all its versions',
      description: 'Refused while it has aliases. Jobs stay. The numbers of its versions are never used again: a model of that name goes on counting.',
      params: modelNameSchema, response: { 204: z.null().describe('It is gone.'), ...problems(400, 404, 409, 503) },
    },
  }, async (request, reply) => {
    await models.change(request.params.name, { type: 'delete-model' }, authorOf(request));
    return reply.code(204).send(null);
  });
};
