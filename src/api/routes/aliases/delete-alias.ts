import { z } from 'zod';
import { authorOf } from '../../author.ts';
import { requireMovable } from '../../movable-alias.ts';
import type { Route } from '../../deps.ts';
import { aliasParams } from '../../schemas/alias.ts';
import { problems } from '../../schemas/common.ts';

export const deleteAlias: Route = (app, { models }) => {
  app.delete('/api/v1/models/:name/aliases/:alias', {
    config: { audit: 'alias.deleted' },
    schema: { operationId: 'deleteAlias', tags: ['models'], summary: 'Delete an alias', description: 'The version stays. Given again, the alias has its history back.', params: aliasParams, response: { 204: z.null().describe('It is gone.'), ...problems(400, 404, 409, 503) } },
  }, async (request, reply) => {
    const { name, alias } = request.params;
    requireMovable(alias);
    await models.change(name, { type: 'delete-alias', alias }, authorOf(request));
    return reply.code(204).send(null);
  });
};
