import { z } from 'zod';
import type { Route } from '../../deps.ts';
import { list, listOf, metricsSchema, problems } from '../../schemas/common.ts';
import { jobIdSchema } from '../../schemas/job.ts';
import { wireMetrics } from '../../plugins/validation.ts';

const checkpointSchema = z.object({
  step: z.int(),
  bytes: z.int().nullable().describe('Null for one that was taken over from another job.'),
  sha256: z.string().nullable(),
  metrics: metricsSchema,
}).meta({ id: 'Checkpoint', description: 'What a job can be resumed from, or forked.' });

export const listJobCheckpoints: Route = (app, { jobs }) => {
  app.get('/api/v1/jobs/:id/checkpoints', {
    schema: {
      operationId: 'listJobCheckpoints',
      tags: ['jobs'],
      summary: 'List the checkpoints of a job that are kept, oldest first',
      params: jobIdSchema,
      response: { 200: listOf(checkpointSchema), ...problems(404, 503) },
    },
  }, async (request) => list((await jobs.checkpoints(request.params.id)).map((checkpoint) => ({ ...checkpoint, metrics: wireMetrics(checkpoint.metrics) })), ({ step }) => String(step)));
};
