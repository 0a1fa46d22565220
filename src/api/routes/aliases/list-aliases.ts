import type { Route } from '../../deps.ts';
import { LATEST, aliasesOf, aliasOf } from '../../../models/index.ts';
import { aliasSchema } from '../../schemas/alias.ts';
import { list, listOf, problems } from '../../schemas/common.ts';
import { modelNameSchema } from '../../schemas/model.ts';
import { aliasWire } from '../../wire/model.ts';

export const listAliases: Route = (app, { models }) => {
  app.get('/api/v1/models/:name/aliases', {
    schema: { operationId: 'listAliases', tags: ['models'], summary: 'List the aliases of a model', description: 'All of them: a model has at most 100.', params: modelNameSchema, response: { 200: listOf(aliasSchema), ...problems(404, 503) } },
  }, async ({ params: { name: model } }) => {
    const [{ latestVersion }, state] = await Promise.all([models.model(model), models.state(model)]);
    const named = Object.keys(aliasesOf(state)).map((alias) => aliasOf({ model, state }, alias));
    return list([{ alias: LATEST, version: latestVersion, history: [] }, ...named].map((alias) => aliasWire(model, alias)), ({ alias }) => alias);
  });
};
