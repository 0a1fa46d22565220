import { z } from 'zod';
import type { Route } from '../../deps.ts';
import { limitSchema, list, listOf, problems } from '../../schemas/common.ts';
import { modelSchema } from '../../schemas/model.ts';
import { modelWireOrNull } from '../../wire/model.ts';

const query = z.strictObject({
  tag: z.string().max(64).optional().describe('Only models with this tag.'),
  limit: limitSchema,
  after: z.string().max(64).optional().describe('Continue after this name (the lastId of the page before).'),
});

export const listModels: Route = (app, { models }) => {
  app.get('/api/v1/models', {
    schema: { operationId: 'listModels', tags: ['models'], summary: 'List models by name', querystring: query, response: { 200: listOf(modelSchema), ...problems(400, 503) } },
  }, async ({ query: { tag, limit, after = '' } }) => {
    const found: z.output<typeof modelSchema>[] = [];
    for (const name of (await models.names()).sort().filter((each) => each > after)) {
      const model = await modelWireOrNull(models.asStored, name);
      if (model && (tag === undefined || model.tags.includes(tag))) found.push(model);
      if (found.length > limit) break;
    }
    return list(found.slice(0, limit), ({ name }) => name, found.length > limit);
  });
};
