import type { Route } from '../../deps.ts';
import { documentOnly } from '../../plugins/validation.ts';
import { answerPrediction, PREDICT_BODY_LIMIT } from '../../prediction.ts';
import { problems } from '../../schemas/common.ts';
import { modelVersionParams, predictRequestSchema, predictResponseSchema } from '../../schemas/model.ts';

export const predictModelVersion: Route = (app, deps) => {
  app.post('/api/v1/models/:name/versions/:version/predict', {
    config: { predicts: true, rawJson: true, forms: true },
    bodyLimit: PREDICT_BODY_LIMIT,
    schema: {
      operationId: 'predictModelVersion',
      tags: ['models'],
      summary: 'Predict with one version of a model',
      params: modelVersionParams,
      body: documentOnly(predictRequestSchema),
      response: { 200: { description: 'The predictions.', content: { 'application/json': { schema: predictResponseSchema } } }, ...problems(400, 404, 413, 415, 422, 503) },
    },
  }, async (request, reply) => reply.send(await answerPrediction(deps, request.params, { request, reply }) as never));
};
