import { z } from 'zod';
import type { Route } from '../../deps.ts';
import { principalOf } from '../../plugins/auth.ts';
import { documentOnly, parseRequest } from '../../plugins/validation.ts';
import { problems } from '../../schemas/common.ts';
import { jobIdSchema, jobSchema } from '../../schemas/job.ts';
import { jobWire } from '../../wire/job.ts';

const bodySchema = z.strictObject({
  step: z.int().min(0).optional().describe('Of one of its checkpoints; by default the newest.'),
  spec: z.record(z.string(), z.unknown()).optional().describe('Members of the spec to change, inner ones one by one; null takes a member away. Network, semantics, target and start stay.'),
}).meta({ id: 'ForkRequest', description: 'Where a fork begins, and what is different.' });

export const forkJob: Route = (app, { jobs }) => {
  app.post('/api/v1/jobs/:id/fork', {
    schema: {
      operationId: 'forkJob',
      tags: ['jobs'],
      summary: 'Go on from a checkpoint in another way',
      description: 'A new job with this one as parent: it begins with the weights of the checkpoint, and with the state of its optimizer where that is the same; step and schedule go on from there. 409 where there is no checkpoint.',
      params: jobIdSchema,
      body: documentOnly(bodySchema),
      response: { 201: jobSchema, ...problems(400, 404, 409, 413, 415, 422, 503) },
    },
  }, async (request, reply) => {
    const job = await jobs.fork(request.params.id, parseRequest(bodySchema, request.body ?? {}), principalOf(request));
    return reply.code(201).header('location', `/api/v1/jobs/${job.id}`).send(jobWire(job));
  });
};
