import { z } from 'zod';
import type { Route } from '../../deps.ts';
import { authorOf } from '../../author.ts';
import { problems } from '../../schemas/common.ts';
import { modelVersionParams } from '../../schemas/model.ts';

export const deleteModelVersion: Route = (app, { models }) => {
  app.delete('/api/v1/models/:name/versions/:version', {
    config: { audit: 'model-version.deleted' },
    schema: {
      operationId: 'deleteModelVersion', tags: ['models'], summary: 'Delete a version',
      description: 'Refused while an alias names it; `latest` is none that protects, it moves to the newest that is left. The number is never used again.',
      params: modelVersionParams, response: { 204: z.null().describe('It is gone.'), ...problems(400, 404, 409, 503) },
    },
  }, async (request, reply) => {
    const { name, version } = request.params;
    await models.change(name, { type: 'delete-version', version }, authorOf(request));
    return reply.code(204).send(null);
  });
};
