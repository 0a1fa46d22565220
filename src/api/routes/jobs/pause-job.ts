import type { Route } from '../../deps.ts';
import { problems } from '../../schemas/common.ts';
import { jobIdSchema, jobSchema } from '../../schemas/job.ts';
import { jobWire } from '../../wire/job.ts';

export const pauseJob: Route = (app, { jobs }) => {
  app.post('/api/v1/jobs/:id/pause', {
    schema: {
      operationId: 'pauseJob',
      tags: ['jobs'],
      summary: 'Pause a job',
      description: 'A waiting job is paused at once; a running one saves after its current step (`pausing`) and frees its threads. One that is paused stays so; one that has ended answers 409.',
      params: jobIdSchema,
      response: { 200: jobSchema, ...problems(400, 404, 409, 413, 415, 503) },
    },
  }, async (request) => jobWire(await jobs.pause(request.params.id)));
};
