import type { Route } from '../../deps.ts';
import { list, listOf, problems } from '../../schemas/common.ts';
import { modelNameSchema, modelVersionSchema } from '../../schemas/model.ts';
import { versionWire } from '../../wire/model.ts';

export const listModelVersions: Route = (app, { models }) => {
  app.get('/api/v1/models/:name/versions', {
    schema: {
      operationId: 'listModelVersions',
      tags: ['models'],
      summary: 'List the versions of a model, newest first',
      params: modelNameSchema,
      response: { 200: listOf(modelVersionSchema), ...problems(404, 503) },
    },
  }, async (request) => {
    const versions = await models.versions(request.params.name);
    return list(versions.toSorted((a, b) => b.version - a.version).map(versionWire), ({ version }) => String(version));
  });
};
