import { z } from 'zod';
import type { Route } from '../../deps.ts';
import { limitSchema, list, listOf, problems } from '../../schemas/common.ts';
import { jobSchema, jobStatusSchema } from '../../schemas/job.ts';
import { jobWire } from '../../wire/job.ts';

const query = z.strictObject({
  status: jobStatusSchema.optional().describe('Only jobs in this state.'),
  model: z.string().max(64).optional().describe('Only jobs for this model.'),
  limit: limitSchema,
  after: z.string().max(64).optional().describe('Continue after this job (the lastId of the page before).'),
});

export const listJobs: Route = (app, { jobs }) => {
  app.get('/api/v1/jobs', {
    schema: {
      operationId: 'listJobs',
      tags: ['jobs'],
      summary: 'List jobs, newest first',
      querystring: query,
      response: { 200: listOf(jobSchema), ...problems(400, 503) },
    },
  }, async (request) => {
    const { data, hasMore } = await jobs.list(request.query);
    return list(data.map(jobWire), (job) => job.id, hasMore);
  });
};
