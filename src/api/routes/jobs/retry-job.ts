import type { Route } from '../../deps.ts';
import { principalOf } from '../../plugins/auth.ts';
import { problems } from '../../schemas/common.ts';
import { jobIdSchema, jobSchema } from '../../schemas/job.ts';
import { jobWire } from '../../wire/job.ts';

export const retryJob: Route = (app, { jobs }) => {
  app.post('/api/v1/jobs/:id/retry', {
    schema: {
      operationId: 'retryJob',
      tags: ['jobs'],
      summary: 'Do a job again',
      description: 'A new job with the same spec and this one as parent; the answer is that job. 409 where the job has not ended.',
      params: jobIdSchema,
      response: { 201: jobSchema, ...problems(400, 404, 409, 413, 415, 422, 503) },
    },
  }, async (request, reply) => {
    const job = await jobs.retry(request.params.id, principalOf(request));
    return reply.code(201).header('location', `/api/v1/jobs/${job.id}`).send(jobWire(job));
  });
};
