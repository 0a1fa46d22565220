import type { Route } from '../../deps.ts';
import { list, listOf, problems } from '../../schemas/common.ts';
import { experimentIdSchema, runSchema } from '../../schemas/experiment.ts';
import { runWire } from '../../wire/experiment.ts';

export const listExperimentRuns: Route = (app, { experiments }) => {
  app.get('/api/v1/catalogue/experiments/:id/runs', {
    schema: { operationId: 'listExperimentRuns', tags: ['experiments'], summary: 'List the runs of an experiment, newest first', params: experimentIdSchema, response: { 200: listOf(runSchema), ...problems(404, 503) } },
  }, async (request) => list((await experiments.list(request.params.id)).map(runWire), ({ id }) => id));
};
