import { z } from 'zod';
import { experiments } from '../../../experiments/index.ts';
import type { Route } from '../../deps.ts';
import { list, listOf, problems } from '../../schemas/common.ts';
import { experimentSchema } from '../../schemas/experiment.ts';
import { experimentWire } from '../../wire/experiment.ts';

export const listExperiments: Route = (app) => {
  app.get('/api/v1/catalogue/experiments', {
    schema: {
      operationId: 'listExperiments',
      tags: ['experiments'],
      summary: "List the book's experiments, in its order",
      querystring: z.strictObject({ chapter: z.coerce.number().int().min(1).max(8).optional().describe('Of one chapter only.') }),
      response: { 200: listOf(experimentSchema), ...problems(400) },
    },
  }, (request) => list(experiments.filter(({ chapter }) => request.query.chapter === undefined || chapter === request.query.chapter).map(experimentWire), ({ id }) => id));
};
