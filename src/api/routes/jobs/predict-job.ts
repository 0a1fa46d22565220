import type { Route } from '../../deps.ts';
import { documentOnly } from '../../plugins/validation.ts';
import { answerJobPrediction, PREDICT_BODY_LIMIT } from '../../prediction.ts';
import { problems } from '../../schemas/common.ts';
import { jobIdSchema } from '../../schemas/job.ts';
import { predictRequestSchema, predictResponseSchema } from '../../schemas/model.ts';

export const predictJob: Route = (app, deps) => {
  app.post('/api/v1/jobs/:id/predict', {
    config: { predicts: true, rawJson: true, forms: true },
    bodyLimit: PREDICT_BODY_LIMIT,
    schema: {
      operationId: 'predictJob',
      tags: ['jobs'],
      summary: 'Predict with the newest checkpoint of a job',
      description: 'While it runs, or is paused, or where it ended early: `version` is null, and `step` says which checkpoint answered. A job that has succeeded answers with its model. 409 while there is no checkpoint.',
      params: jobIdSchema,
      body: documentOnly(predictRequestSchema),
      response: { 200: { description: 'The predictions.', content: { 'application/json': { schema: predictResponseSchema } } }, ...problems(400, 404, 409, 413, 415, 422, 503) },
    },
  }, async (request, reply) => reply.send(await answerJobPrediction(deps, request.params.id, { request, reply }) as never));
};
