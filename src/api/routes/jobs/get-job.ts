import type { Route } from '../../deps.ts';
import { problems } from '../../schemas/common.ts';
import { jobIdSchema, jobSchema } from '../../schemas/job.ts';
import { jobWire } from '../../wire/job.ts';

export const getJob: Route = (app, { jobs }) => {
  app.get('/api/v1/jobs/:id', {
    schema: {
      operationId: 'getJob',
      tags: ['jobs'],
      summary: 'Get a job',
      params: jobIdSchema,
      response: { 200: jobSchema, ...problems(404, 503) },
    },
  }, async (request) => jobWire(await jobs.get(request.params.id)));
};
