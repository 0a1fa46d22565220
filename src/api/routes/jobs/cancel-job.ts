import type { Route } from '../../deps.ts';
import { problems } from '../../schemas/common.ts';
import { jobIdSchema, jobSchema } from '../../schemas/job.ts';
import { jobWire } from '../../wire/job.ts';

export const cancelJob: Route = (app, { jobs }) => {
  app.post('/api/v1/jobs/:id/cancel', {
    config: { audit: 'job.cancelled' },
    schema: {
      operationId: 'cancelJob',
      tags: ['jobs'],
      summary: 'Cancel a job',
      description: 'A queued job ends at once, a running one after its current step. Cancelling a cancelled job changes nothing; one that succeeded or failed answers 409.',
      params: jobIdSchema,
      response: { 200: jobSchema, ...problems(400, 404, 409, 413, 415, 503) },
    },
  }, async (request) => jobWire(await jobs.cancel(request.params.id)));
};
