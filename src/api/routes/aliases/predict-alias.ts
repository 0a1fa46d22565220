import type { Route } from '../../deps.ts';
import { documentOnly } from '../../plugins/validation.ts';
import { answerPrediction, PREDICT_BODY_LIMIT } from '../../prediction.ts';
import { aliasParams } from '../../schemas/alias.ts';
import { problems } from '../../schemas/common.ts';
import { predictRequestSchema, predictResponseSchema } from '../../schemas/model.ts';

export const predictAlias: Route = (app, deps) => {
  app.post('/api/v1/models/:name/aliases/:alias/predict', {
    config: { predicts: true, rawJson: true },
    bodyLimit: PREDICT_BODY_LIMIT,
    schema: {
      operationId: 'predictAlias',
      tags: ['models'],
      summary: 'Predict with the version that an alias names',
      params: aliasParams,
      body: documentOnly(predictRequestSchema),
      response: { 200: { description: 'The predictions.', content: { 'application/json': { schema: predictResponseSchema } } }, ...problems(400, 404, 413, 415, 422, 503) },
    },
  }, async (request, reply) => reply.send(await answerPrediction(deps, { name: request.params.name, version: request.params.alias }, { request, reply }) as never));
};
