import type { Route } from '../../deps.ts';
import { problems } from '../../schemas/common.ts';
import { modelVersionParams, modelVersionSchema } from '../../schemas/model.ts';
import { curveWire, oneVersionWire } from '../../wire/model.ts';

/** Points of each metric. */
export const CURVE_POINTS = 100;

export const getModelVersion: Route = (app, { models, jobs }) => {
  app.get('/api/v1/models/:name/versions/:version', {
    schema: {
      operationId: 'getModelVersion',
      tags: ['models'],
      summary: 'Get a version of a model, with the course of its training',
      params: modelVersionParams,
      response: { 200: modelVersionSchema, ...problems(400, 404, 503) },
    },
  }, async (request) => {
    const version = await models.asStored.get(request.params.name, request.params.version);
    return { ...(await oneVersionWire(models, version)), curve: version.jobId === null ? null : curveWire(await jobs.curve(version.jobId, CURVE_POINTS)) };
  });
};
