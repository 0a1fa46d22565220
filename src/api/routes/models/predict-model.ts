import type { Route } from '../../deps.ts';
import { documentOnly } from '../../plugins/validation.ts';
import { answerPrediction, PREDICT_BODY_LIMIT } from '../../prediction.ts';
import { problems } from '../../schemas/common.ts';
import { modelNameSchema, predictRequestSchema, predictResponseSchema } from '../../schemas/model.ts';

export const predictModel: Route = (app, deps) => {
  app.post('/api/v1/models/:name/predict', {
    config: { predicts: true, rawJson: true, forms: true },
    bodyLimit: PREDICT_BODY_LIMIT,
    schema: {
      operationId: 'predictModel',
      tags: ['models'],
      summary: 'Predict with the newest version of a model',
      description: 'Images also as a form: one file `image` for each sample, the other members as fields. Rows of little-endian float32 are read with Content-Type application/octet-stream, and answered when Accept asks for it.',
      params: modelNameSchema,
      body: documentOnly(predictRequestSchema),
      response: { 200: { description: 'The predictions.', content: { 'application/json': { schema: predictResponseSchema } } }, ...problems(400, 404, 413, 415, 422, 503) },
    },
  }, async (request, reply) => reply.send(await answerPrediction(deps, { name: request.params.name, version: 'latest' }, { request, reply }) as never));
};
