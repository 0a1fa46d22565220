import type { Route } from '../../deps.ts';
import { problems } from '../../schemas/common.ts';
import { sweepIdSchema, sweepSchema } from '../../schemas/sweep.ts';
import { sweepWire } from '../../wire/sweep.ts';

export const cancelSweep: Route = (app, { jobs }) => {
  app.post('/api/v1/sweeps/:id/cancel', {
    config: { audit: 'sweep.cancelled' },
    schema: { operationId: 'cancelSweep', tags: ['sweeps'], summary: 'Cancel a sweep and the trials that have not ended', params: sweepIdSchema, response: { 200: sweepSchema, ...problems(400, 404, 409, 413, 415, 503) } },
  }, async (request) => sweepWire(await jobs.sweeps.cancel(request.params.id)));
};
