import { z } from 'zod';
import type { Route } from '../../deps.ts';
import { principalOf } from '../../plugins/auth.ts';
import { documentOnly } from '../../plugins/validation.ts';
import { problems } from '../../schemas/common.ts';
import { jobPlanSchema, jobSchema, jobSpecDocument } from '../../schemas/job.ts';
import { jobWire, planWire } from '../../wire/job.ts';

export const createJob: Route = (app, { jobs }) => {
  app.post('/api/v1/jobs', {
    schema: {
      operationId: 'createJob',
      tags: ['jobs'],
      summary: 'Create a training job, or plan one',
      description: 'Answers 201 when the job is stored. With `dryRun=true` nothing is queued and the plan is answered: shapes, parameters, memory, estimated time.',
      querystring: z.strictObject({ dryRun: z.enum(['true', 'false']).default('false').describe('Only check the spec and answer its plan.') }),
      body: documentOnly(jobSpecDocument),
      response: { 200: jobPlanSchema, 201: jobSchema, ...problems(400, 413, 415, 422, 503) },
    },
  }, async (request, reply) => {
    if (request.query.dryRun === 'true') return reply.code(200).send(planWire(await jobs.plan(request.body)));
    const job = await jobs.submit(request.body, { id: request.idempotency && `job_${request.idempotency.resource}`, owner: principalOf(request) });
    return reply.code(201).header('location', `/api/v1/jobs/${job.id}`).send(jobWire(job));
  });
};
