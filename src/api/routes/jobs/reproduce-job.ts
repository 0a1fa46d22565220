import type { Route } from '../../deps.ts';
import { principalOf } from '../../plugins/auth.ts';
import { problems } from '../../schemas/common.ts';
import { jobIdSchema, jobSchema } from '../../schemas/job.ts';
import { jobWire } from '../../wire/job.ts';

export const reproduceJob: Route = (app, { jobs }) => {
  app.post('/api/v1/jobs/:id/reproduce', {
    schema: {
      operationId: 'reproduceJob',
      tags: ['jobs'],
      summary: 'Do a job again and compare the bytes',
      description: 'A new job with the same spec and this one as parent; its `reproduction.identical` says in the end whether the weights have the same SHA-256. 409 where the job has not succeeded.',
      params: jobIdSchema,
      response: { 201: jobSchema, ...problems(400, 404, 409, 413, 415, 422, 503) },
    },
  }, async (request, reply) => {
    const job = await jobs.reproduce(request.params.id, principalOf(request));
    return reply.code(201).header('location', `/api/v1/jobs/${job.id}`).send(jobWire(job));
  });
};
