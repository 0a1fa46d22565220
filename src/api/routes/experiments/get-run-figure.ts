import { z } from 'zod';
import type { Route } from '../../deps.ts';
import { problems } from '../../schemas/common.ts';
import { runIdSchema } from '../../schemas/experiment.ts';

export const getExperimentRunFigure: Route = (app, { experiments }) => {
  app.get('/api/v1/catalogue/experiments/runs/:id/figure.svg', {
    schema: {
      operationId: 'getExperimentRunFigure',
      tags: ['experiments'],
      summary: 'Get the figure of a run',
      params: runIdSchema,
      response: { 200: { description: 'The figure.', content: { 'image/svg+xml': { schema: z.string() } } }, ...problems(404, 409, 503) },
    },
  }, async (request, reply) => {
    const figure = await experiments.figure(request.params.id);
    // pictures of numbers: nothing in them may run or load anything
    return reply.header('content-type', 'image/svg+xml; charset=utf-8').header('content-security-policy', "default-src 'none'; style-src 'unsafe-inline'; img-src data:").serializer(String).send(figure as never);
  });
};
