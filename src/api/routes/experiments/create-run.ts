import { parseRequest, documentOnly } from '../../plugins/validation.ts';
import type { Route } from '../../deps.ts';
import { problems } from '../../schemas/common.ts';
import { experimentIdSchema, runRequestSchema, runSchema } from '../../schemas/experiment.ts';
import { runWire } from '../../wire/experiment.ts';

export const createExperimentRun: Route = (app, { experiments }) => {
  app.post('/api/v1/catalogue/experiments/:id/runs', {
    schema: {
      operationId: 'createExperimentRun',
      tags: ['experiments'],
      summary: 'Run an experiment',
      description: 'Its jobs and sweeps are ordinary ones: they can be followed, and their models stay.',
      params: experimentIdSchema,
      body: documentOnly(runRequestSchema),
      response: { 201: runSchema, ...problems(400, 404, 413, 415, 422, 503) },
    },
  }, async (request, reply) => {
    const { seeds } = parseRequest(runRequestSchema, request.body ?? {});
    const run = await experiments.start(request.params.id, seeds);
    return reply.code(201).header('location', `/api/v1/catalogue/experiments/runs/${run.id}`).send(runWire(run));
  });
};
