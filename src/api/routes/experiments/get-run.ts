import type { Route } from '../../deps.ts';
import { problems } from '../../schemas/common.ts';
import { runIdSchema, runSchema } from '../../schemas/experiment.ts';
import { runWire } from '../../wire/experiment.ts';

export const getExperimentRun: Route = (app, { experiments }) => {
  app.get('/api/v1/catalogue/experiments/runs/:id', {
    schema: { operationId: 'getExperimentRun', tags: ['experiments'], summary: 'Get a run of an experiment and its report', params: runIdSchema, response: { 200: runSchema, ...problems(404, 503) } },
  }, async (request) => runWire(await experiments.get(request.params.id)));
};
