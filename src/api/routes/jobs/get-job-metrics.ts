import { z } from 'zod';
import type { Route } from '../../deps.ts';
import { wireNumber } from '../../plugins/validation.ts';
import { problems } from '../../schemas/common.ts';
import { jobIdSchema, jobMetricsSchema } from '../../schemas/job.ts';

const query = z.strictObject({
  keys: z.string().max(1000).optional().describe('Names of metrics, separated by commas; by default all.'),
  maxPoints: z.coerce.number().int().min(2).max(10_000).default(500).describe('At most so many points per series.'),
});

export const getJobMetrics: Route = (app, { jobs }) => {
  app.get('/api/v1/jobs/:id/metrics', {
    schema: {
      operationId: 'getJobMetrics',
      tags: ['jobs'],
      summary: 'Get the metric histories of a job',
      params: jobIdSchema,
      querystring: query,
      response: { 200: jobMetricsSchema, ...problems(400, 404, 503) },
    },
  }, async (request) => {
    const { id } = request.params;
    const { keys, maxPoints } = request.query;
    const series = await jobs.metrics(id, { keys: keys?.split(',').map((key) => key.trim()), maxPoints });
    const wire = Object.entries(series).map(([name, points]) => [name, points.map(({ step, value }) => ({ step, value: wireNumber(value) }))] as const);
    return { object: 'job.metrics' as const, id, series: Object.fromEntries(wire) };
  });
};
