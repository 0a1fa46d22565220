import { specError } from '../../../engine/index.ts';
import { aliasOf } from '../../../models/index.ts';
import { authorOf } from '../../author.ts';
import { requireMovable } from '../../movable-alias.ts';
import type { Route } from '../../deps.ts';
import { aliasSchema, aliasParams, setAliasSchema } from '../../schemas/alias.ts';
import { problems } from '../../schemas/common.ts';
import { aliasWire } from '../../wire/model.ts';

export const setAlias: Route = (app, { models, predictor }) => {
  app.put('/api/v1/models/:name/aliases/:alias', {
    config: { audit: 'alias.set' },
    schema: {
      operationId: 'setAlias', tags: ['models'], summary: 'Let an alias name a version',
      description: 'Made where it is new. The version is loaded first; then requests by alias go over to it, none of them is dropped. `latest` moves by itself and is refused.',
      params: aliasParams, body: setAliasSchema, response: { 200: aliasSchema, ...problems(400, 404, 409, 415, 422, 503) },
    },
  }, async (request) => {
    const { params: { name: model, alias }, body: { version, expected } } = request;
    requireMovable(alias);
    const { versions } = await models.model(model);
    if (!versions.includes(version)) throw specError('unknown-name', '#/version', `Model "${model}" has no version ${version}.`, `It has ${versions.slice(-5).join(', ')}.`);
    await predictor.prepare(await models.get(model, version)); // nobody waits for it afterwards, and what cannot be loaded gets no alias
    const state = await models.change(model, { type: 'set-alias', alias, version, expected }, authorOf(request));
    return aliasWire(model, aliasOf({ model, state }, alias));
  });
};
