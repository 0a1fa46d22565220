import type { Route } from '../../deps.ts';
import { problems } from '../../schemas/common.ts';
import { sweepIdSchema, sweepSchema } from '../../schemas/sweep.ts';
import { sweepWire } from '../../wire/sweep.ts';

export const getSweep: Route = (app, { jobs }) => {
  app.get('/api/v1/sweeps/:id', {
    schema: { operationId: 'getSweep', tags: ['sweeps'], summary: 'Get a sweep, its counts and its best trial', params: sweepIdSchema, response: { 200: sweepSchema, ...problems(404, 503) } },
  }, async (request) => sweepWire(await jobs.sweeps.get(request.params.id)));
};
