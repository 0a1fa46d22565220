import { aliasOf, LATEST } from '../../../models/index.ts';
import type { Route } from '../../deps.ts';
import { aliasParams, aliasSchema } from '../../schemas/alias.ts';
import { problems } from '../../schemas/common.ts';
import { aliasWire } from '../../wire/model.ts';

export const getAlias: Route = (app, { models }) => {
  app.get('/api/v1/models/:name/aliases/:alias', {
    schema: { operationId: 'getAlias', tags: ['models'], summary: 'Get an alias with its history', params: aliasParams, response: { 200: aliasSchema, ...problems(400, 404, 503) } },
  }, async ({ params: { name: model, alias } }) => {
    if (alias === LATEST) return aliasWire(model, { alias, version: (await models.model(model)).latestVersion, history: [] });
    return aliasWire(model, aliasOf({ model, state: await models.state(model) }, alias));
  });
};
