import { findExperiment } from '../../../experiments/index.ts';
import type { Route } from '../../deps.ts';
import { problems } from '../../schemas/common.ts';
import { experimentIdSchema, experimentSchema } from '../../schemas/experiment.ts';
import { experimentWire } from '../../wire/experiment.ts';

export const getExperiment: Route = (app) => {
  app.get('/api/v1/catalogue/experiments/:id', {
    schema: { operationId: 'getExperiment', tags: ['experiments'], summary: 'Get an experiment: what it starts and what should come out', params: experimentIdSchema, response: { 200: experimentSchema, ...problems(404) } },
  }, (request) => experimentWire(findExperiment(request.params.id)));
};
