import type { Route } from '../../deps.ts';
import { list, listOf, problems } from '../../schemas/common.ts';
import { modelSchema } from '../../schemas/model.ts';
import { modelWire } from '../../wire/model.ts';

export const listModels: Route = (app, { models }) => {
  app.get('/api/v1/models', {
    schema: { operationId: 'listModels', tags: ['models'], summary: 'List models by name', response: { 200: listOf(modelSchema), ...problems(503) } },
  }, async () => {
    const names = (await models.list()).map(({ name }) => name).sort();
    return list(await Promise.all(names.map((name) => modelWire(models, name))), ({ name }) => name);
  });
};
