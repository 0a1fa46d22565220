import { z } from 'zod';
import type { Route } from '../../deps.ts';
import { limitSchema, list, listOf, problems } from '../../schemas/common.ts';
import { modelNameSchema, modelVersionSchema } from '../../schemas/model.ts';
import { versionsWire } from '../../wire/model.ts';

const query = z.strictObject({
  limit: limitSchema,
  after: z.coerce.number().int().min(1).optional().describe('Continue after this version (the lastId of the page before).'),
});

export const listModelVersions: Route = (app, { models }) => {
  app.get('/api/v1/models/:name/versions', {
    schema: {
      operationId: 'listModelVersions',
      tags: ['models'],
      summary: 'List the versions of a model, newest first',
      params: modelNameSchema,
      querystring: query,
      response: { 200: listOf(modelVersionSchema), ...problems(400, 404, 503) },
    },
  }, async ({ params: { name }, query: { limit, after = Infinity } }) => {
    const numbers = (await models.model(name)).versions.filter((version) => version < after);
    const page = await versionsWire(models, name, numbers.slice(-limit));
    return list(page.toReversed(), ({ version }) => String(version), numbers.length > limit);
  });
};
