import { aliasOf, formerVersion } from '../../../models/index.ts';
import { authorOf } from '../../author.ts';
import { requireMovable } from '../../movable-alias.ts';
import type { Route } from '../../deps.ts';
import { documentOnly, parseRequest } from '../../plugins/validation.ts';
import { aliasParams, aliasSchema, rollBackSchema } from '../../schemas/alias.ts';
import { problems } from '../../schemas/common.ts';
import { aliasWire } from '../../wire/model.ts';

export const rollBackAlias: Route = (app, { models, predictor }) => {
  app.post('/api/v1/models/:name/aliases/:alias/rollback', {
    config: { audit: 'alias.rolled-back' },
    schema: {
      operationId: 'rollBackAlias', tags: ['models'], summary: 'Let an alias name the version it named before',
      description: 'Repeated, it goes back further; versions that were deleted are passed over. Say `expected` where a request may be sent twice.',
      params: aliasParams, body: documentOnly(rollBackSchema.optional()), response: { 200: aliasSchema, ...problems(400, 404, 409, 415, 422, 503) },
    },
  }, async (request) => {
    const { name: model, alias } = request.params;
    requireMovable(alias);
    const { expected } = parseRequest(rollBackSchema, request.body ?? {});
    const [{ versions }, before] = await Promise.all([models.model(model), models.state(model)]);
    aliasOf({ model, state: before }, alias);
    const former = formerVersion(before, alias, versions);
    if (former) await predictor.prepare(await models.get(model, former.version));
    const state = await models.change(model, { type: 'roll-back-alias', alias, expected }, authorOf(request));
    return aliasWire(model, aliasOf({ model, state }, alias));
  });
};
