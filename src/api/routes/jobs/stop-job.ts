import type { Route } from '../../deps.ts';
import { problems } from '../../schemas/common.ts';
import { jobIdSchema, jobSchema } from '../../schemas/job.ts';
import { jobWire } from '../../wire/job.ts';

export const stopJob: Route = (app, { jobs }) => {
  app.post('/api/v1/jobs/:id/stop', {
    schema: {
      operationId: 'stopJob',
      tags: ['jobs'],
      summary: 'End a job early and keep what it has',
      description: 'It succeeds with stopReason `user`; its model is the best so far where checkpoint.keepBest says so, else the last. The wish outlives crashes. 409 where there is nothing to keep yet, or the job has ended.',
      params: jobIdSchema,
      response: { 200: jobSchema, ...problems(400, 404, 409, 413, 415, 503) },
    },
  }, async (request) => jobWire(await jobs.stop(request.params.id)));
};
